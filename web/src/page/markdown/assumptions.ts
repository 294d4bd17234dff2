// Assumptions as sentences: one for several that differ only in a name, as the command line has them.

import * as messages from "virtual:command-line-messages";
import type { Plan } from "../../types.ts";
import type { Language } from "./cli-messages-in-language.ts";

type Assumption = Plan["assumptions"][number];

/** Of a longer list of names, the others are counted. */
const MAX_NAMES = 10;

const NAME = /^[A-Za-z0-9_./-]+$/;

/** One sentence for each group of equal assumptions. */
export function assumptionSentences(assumptions: Assumption[], language: Language): string[] {
  const groups = new Map<string, Assumption[]>();
  for (const [index, assumption] of assumptions.entries()) {
    const { code, event } = assumption;
    const key = code ? JSON.stringify([code, event]) : String(index);
    const group = groups.get(key);
    if (group) group.push(assumption);
    else groups.set(key, [assumption]);
  }
  return [...groups.values()].flatMap((group) => ofGroup(group, language));
}

function ofGroup(group: Assumption[], language: Language): string[] {
  const [first] = group;
  const names = group.length > 1 ? differingNames(group.map(({ message }) => message)) : undefined;
  if (!first || !names) return group.map((one) => withEvent(one, one.message, language));
  const more = names.length - 1 - MAX_NAMES;
  const shown = names.slice(1, 1 + MAX_NAMES);
  if (more > 0) shown.push(language.plural(messages.MORE_ASSUMPTIONS, more));
  const message = language.format(messages.ASSUMED_ALSO, { what: first.message, names: shown.join(language.list) });
  return [withEvent(first, message, language)];
}

/** With the event of the controller that shows that the assumption was wrong, unless the message names it. */
function withEvent({ event }: Assumption, message: string, language: Language): string {
  return event && !message.includes(event) ? message + language.bracketed(language.format(messages.EVENT_IF_WRONG, { event })) : message;
}

/** The one name in which texts differ, of each; nothing if they differ in anything else. */
function differingNames(texts: string[]): string[] | undefined {
  const letters = texts.map((text) => [...text]);
  const first = letters[0] ?? [];
  // A name that begins or ends like another one is a name as a whole.
  const prefix = first.slice(0, fewestEqual(letters)).join("").replace(/[A-Za-z0-9_./-]+$/, "");
  const ends = fewestEqual(letters.map((each) => each.toReversed()));
  const suffix = first.slice(first.length - ends).join("").replace(/^[A-Za-z0-9_./-]+/, "");
  const names = texts.map((text) => (text.length >= prefix.length + suffix.length ? text.slice(prefix.length, text.length - suffix.length) : ""));
  return names.every((name) => NAME.test(name)) ? names : undefined;
}

/** With how many equal letters all lists begin. */
function fewestEqual([first = [], ...others]: string[][]): number {
  const differs = first.findIndex((letter, index) => others.some((other) => other[index] !== letter));
  return differs === -1 ? first.length : differs;
}
