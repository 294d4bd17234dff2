// The package in browsers and bundlers: the module is a file beside this one, and `await init()` fetches and starts it.
import { init as start } from "./start.js";

export * from "./web/clbplan.js";
export { initSync } from "./start.js";

export default (module = new URL("./web/clbplan_bg.wasm", import.meta.url)) => start(module);
