// Findings as the editor marks them.

import type { Diagnostic as Mark } from "@codemirror/lint";
import type { Diagnostic, Fix } from "../types.ts";
import { markdownToHtml } from "./popup-markdown.ts";
import type { Range, Refusal } from "./resource-lines.ts";

/** At most this many findings are marked in the editor; all of them are listed beside it. */
const MARKED = 500;

/** Refusals are marked where the manifest has been changed, if that is known, instead of at the name of the Service. */
export const atCauses = (findings: Diagnostic[], refusals: Refusal[], isChanged: (range: Range) => boolean): Diagnostic[] =>
  findings.flatMap((finding) => {
    const causes = (refusals.find((each) => each.finding === finding)?.causes ?? []).filter(isChanged);
    const { source } = finding;
    return source && causes.length > 0 ? causes.map(({ from, to }) => ({ ...finding, source: { ...source, start: { ...source.start, offset: from }, end: { ...source.end, offset: to } } })) : [finding];
  });

export const marksOf = (findings: Diagnostic[], apply: (fix: Fix) => void): Mark[] =>
  findings
    .filter((each) => each.source)
    .slice(0, MARKED)
    .map((each) => ({
      from: each.source!.start.offset,
      to: each.source!.end.offset,
      severity: each.severity,
      message: each.message,
      renderMessage: () => markdownToHtml([each.message, each.help].filter(Boolean).join("\n\n")),
      source: each.code,
      actions: (each.fixes ?? []).map((fix) => ({ name: fix.title.replaceAll("`", ""), apply: () => apply(fix) })),
    }));
