// The package in node: the module is read and started when this is imported, so that every function can be called at once.
import { readFileSync } from "node:fs";
import { initSync } from "./start.js";

initSync(readFileSync(new URL("./web/clbplan_bg.wasm", import.meta.url)));

export * from "./web/clbplan.js";
export { initSync };

/** Started already: here for code that also runs in browsers. */
export default async () => {};
