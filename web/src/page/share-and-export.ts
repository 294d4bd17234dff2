// How the page hands over what the user takes along: a link in the clipboard and in the address bar, a text, or a file.

import type { ClbPreview } from "../element/element.ts";
import type { AnswerState, LinkTarget, Locale } from "../types.ts";
import type { ExportKind } from "./export-formats.ts";
import type { PageMessageKey, PageTranslate } from "./messages.ts";
import { fragmentOf } from "./state-in-link-fragment.ts";
import type { State } from "./state.ts";

export interface TakingPage {
  readonly state: State;
  readonly preview: ClbPreview;
  readonly answerState: AnswerState;
  readonly t: PageTranslate;
  readonly locale: Locale;
  notify(key: PageMessageKey): void;
  copy(text: string, copied?: string, failed?: string): Promise<void>;
}

/** Copies a link: to the page as it is, or to one of its Services or findings. */
export async function shareLink(page: TakingPage, target?: LinkTarget): Promise<void> {
  const { state, locale, t } = page;
  const fragment = await fragmentOf(state, locale, target);
  history.replaceState(null, "", fragment);
  const kilobytes = Math.ceil(fragment.length / 1000);
  await page.copy(location.href, kilobytes > 8 ? t("shared.long", { n: kilobytes }) : t("shared"), t("shared.address"));
}

export async function exportAs(kind: ExportKind, page: TakingPage): Promise<void> {
  if (kind === "print") return print();
  if (kind !== "request" && kind !== "embed" && page.answerState !== "answered") return page.notify("noAnswer");
  // Loaded when it is first used.
  const { takeAlong } = await import("./export-formats.ts");
  const text = await takeAlong(kind, page.preview, `clbplan · ${page.t("title")}`);
  if (text !== undefined) await page.copy(text);
}
