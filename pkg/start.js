// Starts a module, once, and refuses what is not the module of this package before anything runs in it.
import * as glue from "./web/clbplan.js";

const FORMAT = "1";

let started = false;

/** From bytes or a compiled module, or `{ module }` with one of them. Throws where that is not ours. */
export function initSync(given) {
  if (started) return;
  const source = given?.module ?? given;
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

/** The same from an address, a response or bytes, as they come. */
export async function init(given) {
  if (!started) initSync(await compiled(await given));
}

async function compiled(given) {
  const source = given?.module_or_path ?? given?.module ?? given;
  if (source instanceof WebAssembly.Module) return source;
  const address = typeof source === "string" || source instanceof URL || source instanceof Request;
  const answer = address ? await fetch(source) : source;
  if (!(answer instanceof Response)) return WebAssembly.compile(answer);
  if (!answer.ok) throw new Error(`clbplan: ${answer.url}: ${answer.status} ${answer.statusText}`);
  // Streaming insists on the media type; the bytes alone do for any server.
  const streams = answer.headers.get("content-type") === "application/wasm";
  return streams ? WebAssembly.compileStreaming(answer) : WebAssembly.compile(await answer.arrayBuffer());
}
