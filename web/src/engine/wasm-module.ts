// Loads the module and calls its functions. If it cannot be loaded, a `Fault` tells why.

import { Instance } from "./abi.ts";

/** Each has a text in `../messages.ts`. */
export type FaultKind = "none" | "csp" | "fetch" | "compile" | "crash";

export class Fault extends Error {
  constructor(
    readonly kind: FaultKind,
    cause: unknown,
  ) {
    super(cause instanceof Error ? cause.message : String(cause), { cause });
  }
}

/** Functions that take a request, by the names of the exports. */
export type FunctionName = "plan-sync" | "simulate" | "complete" | "hover";

let compiledOnce: WebAssembly.Module | undefined;
let instance: Instance | undefined;

/** For a worker, which cannot share an instance. */
export const compiledModule = (): WebAssembly.Module | undefined => compiledOnce;

export const hasStarted = (): boolean => compiledOnce !== undefined;

export const call = (name: FunctionName, request: object): unknown => JSON.parse(callText(name, JSON.stringify(request)));

/** The module's version and the dates of its sources. */
export const about = (): unknown => JSON.parse(callText("about", ""));

export function callText(name: FunctionName | "about", request: string): string {
  try {
    // After a crash there is no instance.
    instance ??= new Instance(compiledOnce!);
    return instance.call(name, request);
  } catch (thrown) {
    instance = undefined;
    throw new Fault("crash", thrown);
  }
}

/** Throws a `Fault`. */
export function start(module: BufferSource | WebAssembly.Module): void {
  if (typeof WebAssembly !== "object") throw new Fault("none", "no WebAssembly");
  try {
    const compiled = module instanceof WebAssembly.Module ? module : new WebAssembly.Module(module);
    instance = new Instance(compiled);
    compiledOnce = compiled;
  } catch (thrown) {
    throw classified(thrown);
  }
}

/** Fetches the module and compiles it while it arrives, if the server's media type allows that. Rejects with a `Fault`. */
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
  // Streaming requires this media type; other servers' bytes are compiled when they are complete.
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

/** The bytes of base64 text that was compressed by gzip. Not by `fetch`, which a strict policy forbids for data URLs. */
export async function decompress(text: string): Promise<BufferSource> {
  if (typeof DecompressionStream !== "function") throw new Fault("none", "no DecompressionStream");
  const compressed = Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  return new Response(new Blob([compressed]).stream().pipeThrough(new DecompressionStream("gzip"))).arrayBuffer();
}
