// What an assumption asks for: the module's texts name the members of the request between backticks, in both languages.

import type { MissingInput } from "../types.ts";

/** In the order in which the text names them. */
export function missingInputs(message: string): MissingInput[] {
  const found = [...message.matchAll(/`(live|clb|context)(?:\.(?:\w+\.)*(\w+))?`/g)];
  return found.map(([, input, field]) => ({ input: input as MissingInput["input"], ...(input === "context" && field ? { field } : {}) }));
}
