// Starts the module, and says why where it cannot be started.

import * as glue from "../../../pkg/web/clbplan.js";

/** Why there is no module; each has a sentence in `words.ts`. */
export type FaultKind = "none" | "csp" | "fetch" | "compile" | "crash";

export class Fault extends Error {
  constructor(
    readonly kind: FaultKind,
    cause: unknown,
  ) {
    super(cause instanceof Error ? cause.message : String(cause), { cause });
  }
}

export type Name = "planSync" | "validateService" | "simulate" | "complete" | "hover" | "explain" | "about";

const exported = glue as unknown as Record<string, (request: unknown) => unknown>;

/** Whether this build of the module has the function. */
export const has = (name: Name): boolean => typeof exported[name] === "function";

/** Asks a function of the started module. */
export function ask(name: Name, request: unknown): unknown {
  const called = exported[name];
  if (!called) throw new Fault("crash", `the module has no ${name}`);
  try {
    return called(request);
  } catch (thrown) {
    throw new Fault("crash", thrown);
  }
}

let compiledOnce: WebAssembly.Module | undefined;

/** The started module, to be started again in a worker. */
export const compiledModule = (): WebAssembly.Module | undefined => compiledOnce;

/** The answer as JSON text, where the function has that form: a worker's message of text is cheaper than one of objects. */
export function askText(name: Name, request: unknown): string | undefined {
  const called = exported[`${name}Json`];
  return called ? (called(JSON.stringify(request)) as string) : undefined;
}

/** Starts the module from its bytes or its compiled form. */
export function start(module: BufferSource | WebAssembly.Module): void {
  if (typeof WebAssembly !== "object") throw new Fault("none", "no WebAssembly");
  try {
    compiledOnce = module instanceof WebAssembly.Module ? module : new WebAssembly.Module(module);
    glue.initSync({ module: compiledOnce });
  } catch (thrown) {
    throw classified(thrown);
  }
}

/** Fetches, compiles while it arrives where that works, and starts. */
export async function startFrom(url: string | URL): Promise<void> {
  if (typeof WebAssembly !== "object") throw new Fault("none", "no WebAssembly");
  let response: Response;
  try {
    response = await fetch(url);
    if (!response.ok) throw new Error(`${response.status} ${response.statusText}`);
  } catch (thrown) {
    throw new Fault("fetch", thrown);
  }
  start(await compiled(response));
}

async function compiled(response: Response): Promise<BufferSource | WebAssembly.Module> {
  // Streaming insists on the media type; the bytes alone do for any server.
  if (response.headers.get("content-type") === "application/wasm") {
    try {
      return await WebAssembly.compileStreaming(response);
    } catch (thrown) {
      throw classified(thrown);
    }
  }
  return response.arrayBuffer();
}

function classified(thrown: unknown): Fault {
  const text = String(thrown);
  return new Fault(/unsafe-eval|content security policy|\bcsp\b/i.test(text) ? "csp" : "compile", thrown);
}

/** Bytes from gzip in base64, without `fetch`: a strict policy forbids it for data URLs. */
export async function unpacked(text: string): Promise<BufferSource> {
  if (typeof DecompressionStream !== "function") throw new Fault("none", "no DecompressionStream");
  const packed = Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  return new Response(new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"))).arrayBuffer();
}
