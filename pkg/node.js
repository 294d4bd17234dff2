// The package for Node. Importing it reads and starts the module, so that every function can be called at once.
import { readFileSync } from "node:fs";
import { initSync } from "./start.js";

initSync(readFileSync(new URL("./web/clbplan_bg.wasm", import.meta.url)));

export * from "./api.js";

/** Does nothing. Exists for code that also runs in browsers. */
export default async () => {};
