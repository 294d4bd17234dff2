// A Web Worker of the planner. Its first message has the limit of the memory; the others are calls.
import { start } from "./worker.js";

let answer;

addEventListener("message", async ({ data }) => {
  if (data.memory !== undefined) {
    answer = module().then((bytes) => start(bytes, data.memory));
    return;
  }
  try {
    postMessage((await answer)(data));
  } catch (error) {
    postMessage({ error: String(error?.message ?? error) });
  }
});

async function module() {
  const response = await fetch(new URL("../web/clbplan_bg.wasm", import.meta.url));
  if (!response.ok) throw new Error(`${response.url}: ${response.status} ${response.statusText}`);
  return new Uint8Array(await response.arrayBuffer());
}
