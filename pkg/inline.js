// The package in one script: the module is within, compressed, and `await init()` unpacks and starts it without a request.
import { init as start } from "./start.js";
import packed from "./web/clbplan_bg.wasm.js";

export * from "./web/clbplan.js";
export { initSync } from "./start.js";

export default async (module) => start(module ?? unpacked());

function unpacked() {
  const bytes = Uint8Array.from(atob(packed), (character) => character.charCodeAt(0));
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).arrayBuffer();
}
