// Findings as the editor marks them.

import type { Diagnostic as Mark } from "@codemirror/lint";
import type { Diagnostic, Fix } from "../types.ts";
import { markdownToHtml } from "./markdown-to-html.ts";

/** At most this many findings are marked in the editor; all of them are listed beside it. */
const MARKED = 500;

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
