// Starts the module, and says why where it cannot be started.

import { Instance } from "./abi.ts";

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

/** What is asked of the module, by its exports. */
export type Name = "plan-sync" | "simulate" | "complete" | "hover";

let compiledOnce: WebAssembly.Module | undefined;
let instance: Instance | undefined;

/** The started module, to be started again in a worker. */
export const compiledModule = (): WebAssembly.Module | undefined => compiledOnce;

export const hasStarted = (): boolean => compiledOnce !== undefined;

/** Asks a function of the started module. */
export const ask = (name: Name, request: object): unknown => JSON.parse(askText(name, JSON.stringify(request)));

/** What the module says of itself. It takes no request. */
export const about = (): unknown => JSON.parse(askText("about", ""));

/** The same, with request and answer as text. */
export function askText(name: Name | "about", request: string): string {
  try {
    // After a crash a fresh one.
    instance ??= new Instance(compiledOnce!);
    return instance.ask(name, request);
  } catch (thrown) {
    instance = undefined;
    throw new Fault("crash", thrown);
  }
}

/** Starts the module from its bytes or its compiled form. */
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
