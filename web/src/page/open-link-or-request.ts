// Opens what the page is started with: what a link leads to, or the request that the command line has written into the page.

import type { ClbPreview } from "../element/element.ts";
import type { JsonObject, Locale } from "../types.ts";
import type { Walkthrough } from "./walkthrough.ts";
import { linkedState } from "./state-named-by-link.ts";
import type { PageMessageKey } from "./messages.ts";
import type { Panes } from "./panes.ts";
import { valuesIn } from "./read-files.ts";
import { EMPTY, type State } from "./state.ts";
import { keepNothing, load } from "./storage.ts";

export interface OpenedPage {
  readonly preview: ClbPreview;
  locale: Locale;
  walkthrough: Walkthrough | undefined;
  setState(state: State, fromLink?: boolean): void;
  notify(key: PageMessageKey, args?: Record<string, string>): void;
}

/** "none" without a link, and "damaged" if it cannot be read. */
export async function openLink(page: OpenedPage, panes: Panes): Promise<"opened" | "none" | "damaged"> {
  try {
    const linked = await linkedState(location.hash);
    if (!linked) return "none";
    const { target, walkthrough, unknown, locale } = linked;
    page.walkthrough = walkthrough;
    // The language of who has shared it, unless the visitor has chosen one here.
    if (locale && !load().locale) translate(locale, page, panes);
    page.setState(linked.state, true);
    if (target && "finding" in target) {
      page.preview.revealFinding(target.finding);
      panes.wanted = target.finding;
    } else if (target) page.preview.reveal(target);
    if (unknown.length > 0) page.notify("shared.newer", { names: unknown.join(", ") });
    return "opened";
  } catch {
    page.notify("shared.bad");
    return "damaged";
  }
}

/** The request stays in the page's file, and is not saved in the browser. */
export function openRequest(request: JsonObject, page: OpenedPage, panes: Panes): void {
  keepNothing();
  page.preview.replaceChildren();
  translate(request["locale"] === "zh-CN" ? "zh-CN" : "en", page, panes);
  page.setState({ ...EMPTY, ...valuesIn(request) });
}

/** Not saved: the visitor has not chosen it. */
function translate(locale: Locale, page: OpenedPage, panes: Panes): void {
  page.locale = locale;
  page.preview.locale = locale;
  panes.translate();
}
