// Why there is no answer to the current input: an input that cannot be read, or that the module rejects. An answer from the part that
// could be read would be wrong: a Service in the other part would seem to stay as it is.

import type { Obstacle as Declared } from "../../../pkg/element.d.ts";
import type { Engine } from "../engine/engine.ts";
import type { JsonInput } from "./inputs.ts";
import { type Diagnostic, type Plan, type InvalidRequest, isRequestError } from "../types.ts";

export interface Obstacle extends Declared {
  state: "refused" | "unreadable";
  /** Only of a manifest. */
  finding?: Diagnostic;
}

/** The first text that the module could not read. One broken document is enough: nobody knows which Service it was. */
export function unreadable({ diagnostics }: Plan): Obstacle | undefined {
  const finding = diagnostics.find(({ code, severity }) => severity === "error" && /^syntax|t-rendered$/.test(code));
  if (!finding) return undefined;
  // Findings have locations only in the manifest; those in the live objects begin with it.
  const live = /^`live`:?(\d*):? */.exec(finding.message);
  if (live) return { state: "unreadable", input: "live", message: finding.message.slice(live[0].length), line: Number(live[1]) || undefined };
  const { line, column } = finding.source?.start ?? {};
  return { state: "unreadable", input: "manifest", message: finding.message, line, column, finding };
}

export function refused({ error: { message, path } }: InvalidRequest): Obstacle {
  const [input] = /^(live|clb|context|policy)\b/.exec(path) ?? [""];
  return { state: "refused", input: input as Obstacle["input"], message, path };
}

/** A text that is not JSON. The module finds where, because the browsers' messages differ and are in English. */
export async function notJson(input: JsonInput, text: string, engine: Engine): Promise<Obstacle> {
  const answer = await engine.call("plan-sync", `{"${input}":\n${text}\n}`);
  const [, line, column] = (isRequestError(answer) && /line (\d+) column (\d+)$/.exec(answer.error.message)) || [];
  return { state: "refused", input, message: "", line: line ? Number(line) - 1 : undefined, column: Number(column) };
}
