// A document that is limited to the length of a comment on GitHub, as `host/cli/src/markdown/fit_into_comment.rs` limits it. Parts of high priority
// are kept first; all are written in the order in which they were added. Where parts are omitted, a line says how many.

import { OMITTED_WHY } from "virtual:command-line-messages";
import type { Language, Message } from "./cli-messages-in-language.ts";

/** The limit of a comment. GitHub counts characters; UTF-16 code units are never fewer. */
const LIMIT = 65_536;

/** Kept free for the lines about omitted parts. */
const RESERVE = 1_500;

/** How long a part is kept. The frame always is. */
const PRIORITIES = ["frame", "warning", "row", "finding", "detail", "aside"] as const;
type Priority = (typeof PRIORITIES)[number];

interface Part {
  priority: Priority;
  text: string;
  omitted?: Message;
}

export class BoundedDocument {
  #parts: Part[] = [];

  /** Adds a part that is always kept. */
  frame(text: string): void {
    this.#parts.push({ priority: "frame", text });
  }

  /** Adds a part that may be omitted; `omitted` then says how many such parts are, in the place of the first one. */
  part(priority: Priority, text: string, omitted: Message): void {
    this.#parts.push({ priority, text, omitted });
  }

  finish(language: Language): string {
    const kept = this.#kept();
    let out = "";
    let pending: { message: Message; n: number } | undefined;
    const writeOmitted = (): void => {
      if (pending) out += `\n_${language.format(OMITTED_WHY, { what: language.plural(pending.message, pending.n), limit: LIMIT })}_\n\n`;
      pending = undefined;
    };
    for (const part of this.#parts) {
      const { omitted } = part;
      if (!kept.has(part) && omitted) {
        if (pending?.message !== omitted) writeOmitted();
        pending = { message: omitted, n: (pending?.n ?? 0) + 1 };
        continue;
      }
      // A kept part between two omitted ones of the same kind does not end the count.
      if (omitted === undefined || pending?.message !== omitted) writeOmitted();
      out += part.text;
    }
    writeOmitted();
    return out;
  }

  #kept(): Set<Part> {
    const all = this.#parts.reduce((sum, { text }) => sum + text.length, 0);
    const limit = all <= LIMIT ? LIMIT : LIMIT - RESERVE;
    const rank = ({ priority }: Part): number => PRIORITIES.indexOf(priority);
    const kept = new Set<Part>();
    let used = 0;
    for (const part of this.#parts.toSorted((left, right) => rank(left) - rank(right))) {
      if (part.priority !== "frame" && used + part.text.length > limit) continue;
      used += part.text.length;
      kept.add(part);
    }
    return kept;
  }
}
