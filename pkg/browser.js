// The package for browsers and bundlers. `await init()` fetches the module, which is a separate file, and starts it.
import { init as start } from "./start.js";

export * from "./api.js";

export default (module = new URL("./web/clbplan_bg.wasm", import.meta.url)) => start(module);
