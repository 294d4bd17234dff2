// The package in node: the module is read and started when this is imported, so that every function is synchronous.
import { readFileSync } from "node:fs";
import { initSync } from "./web/clbplan.js";

initSync({ module: readFileSync(new URL("./web/clbplan_bg.wasm", import.meta.url)) });

export {
  about,
  complete,
  completeJson,
  explain,
  explainJson,
  hover,
  hoverJson,
  planSync,
  planSyncJson,
  simulate,
  simulateJson,
  validateService,
  validateServiceJson,
} from "./web/clbplan.js";
