// Findings as the editor marks them.

import type { Diagnostic as Mark } from "@codemirror/lint";
import type { Diagnostic, Fix } from "../types.ts";
import { markdownToHtml } from "./popup-markdown.ts";
import type { Range, RejectedService } from "./manifest-lines-of-resources.ts";

/** At most this many findings are marked in the editor; all of them are listed beside it. */
const MARKED = 500;

/** Refusals are marked where the manifest has been changed, if that is known, instead of at the name of the Service. What has no place at
 * all is marked at everything that decides about the load balancer. */
export const atCauses = (findings: Diagnostic[], refusals: RejectedService[], isChanged: (range: Range) => boolean): Diagnostic[] =>
  findings.flatMap((finding) => {
    const causes = refusals.find((each) => each.finding === finding)?.causes ?? [];
    const changed = causes.filter(isChanged);
    const at = changed.length > 0 || finding.source ? changed : causes;
    return at.length > 0 ? at.map(({ from, to }) => ({ ...finding, source: { document: 0, start: { line: 0, column: 0, offset: from }, end: { line: 0, column: 0, offset: to } } })) : [finding];
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
      renderMessage: () => markdownToHtml([each.message, each.help, ...(each.related ?? []).map(({ message }) => message)].filter(Boolean).join("\n\n")),
      source: each.code,
      actions: (each.fixes ?? []).map((fix) => ({ name: fix.title.replaceAll("`", ""), apply: () => apply(fix) })),
    }));
