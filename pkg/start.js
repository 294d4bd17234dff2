// Starts the module once. Rejects a module of another origin or format before any of it runs.
import * as glue from "./web/clbplan.js";

const FORMAT = "1";

let started = false;

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
