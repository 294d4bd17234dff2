// The package in one script that contains the compressed module. `await init()` decompresses and starts it, without a request.
import { init as start } from "./start.js";
import compressed from "./web/clbplan_bg.wasm.js";

export * from "./api.js";

export default async (module) => start(module ?? decompressed());

function decompressed() {
  const bytes = Uint8Array.from(atob(compressed), (character) => character.charCodeAt(0));
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).arrayBuffer();
}
