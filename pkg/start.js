// Starts the module, and calls it. Rejects a module of another origin or format before any of it runs.
import * as glue from "./web/clbplan.js";
import { CallError } from "./errors.js";

const FORMAT = "1";

let started = false;
// A call that was broken off, by a trap or by the end of the stack, leaves its memory and the stack pointer as they were.
let isBroken = false;
// Calls within calls: reading a request can run code of the caller.
let depth = 0;

/** Takes bytes or a compiled module, or `{ module }` with one of them. Throws if it is not a module of this package. */
export function initSync(input) {
  if (started) return;
  const source = input?.module ?? input;
  const module = source instanceof WebAssembly.Module ? source : new WebAssembly.Module(source);
  if (!WebAssembly.Module.exports(module).some(({ name }) => name === "planSync")) {
    throw new TypeError("clbplan: this is a WebAssembly module, but not the one of this package (`clbplan/web.wasm`)");
  }
  glue.initSync({ module });
  const { formatVersion, version } = glue.about();
  if (String(formatVersion).split(".")[0] !== FORMAT) {
    throw new TypeError(`clbplan: the module (${version}) answers in format ${formatVersion}; this package reads ${FORMAT}`);
  }
  started = true;
}

/** Also takes an address or a response, and promises. */
export async function init(input) {
  if (!started) initSync(await compiled(await input));
}

async function compiled(input) {
  const source = input?.module_or_path ?? input?.module ?? input;
  if (source instanceof WebAssembly.Module) return source;
  const address = typeof source === "string" || source instanceof URL || source instanceof Request;
  const answer = address ? await fetch(source) : source;
  if (!(answer instanceof Response)) return WebAssembly.compile(answer);
  if (!answer.ok) throw new Error(`clbplan: ${answer.url}: ${answer.status} ${answer.statusText}`);
  // Streaming requires this media type; other servers' bytes are compiled when they are complete.
  const streams = answer.headers.get("content-type") === "application/wasm";
  return streams ? WebAssembly.compileStreaming(answer) : WebAssembly.compile(await answer.arrayBuffer());
}

/** A function of the module that is never called in an instance that has broken off. */
const exported = (name) => (request) => {
  if (isBroken) {
    if (depth > 0) throw new CallError("trap", name, "was called while another call was breaking off");
    glue.__wbg_reset_state();
    isBroken = false;
  }
  depth += 1;
  try {
    return glue[name](request);
  } catch (error) {
    isBroken = started;
    throw error instanceof WebAssembly.RuntimeError ? new CallError("trap", name, `trapped: ${error.message}`, { cause: error }) : error;
  } finally {
    depth -= 1;
  }
};

export const planSync = exported("planSync");
export const validateService = exported("validateService");
export const simulate = exported("simulate");
export const complete = exported("complete");
export const hover = exported("hover");
export const explain = exported("explain");
export const about = exported("about");
export const planSyncJson = exported("planSyncJson");
export const validateServiceJson = exported("validateServiceJson");
export const simulateJson = exported("simulateJson");
export const completeJson = exported("completeJson");
export const hoverJson = exported("hoverJson");
export const explainJson = exported("explainJson");
