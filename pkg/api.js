// What every entry of the package exports, apart from its own `init`.
export { CallError, RequestError, formatDiagnostic, unwrap } from "./errors.js";
export {
  about,
  complete,
  completeJson,
  explain,
  explainJson,
  hover,
  hoverJson,
  initSync,
  planSync,
  planSyncJson,
  simulate,
  simulateJson,
  validateService,
  validateServiceJson,
} from "./start.js";
