// The planner for browsers and bundlers: its workers are Web Workers.
import { Planner } from "./pool.js";

export { CallError, RequestError, formatDiagnostic } from "../errors.js";

/** Starts a planner. */
export const createPlanner = (options = {}) => Planner.start(options, navigator.hardwareConcurrency ?? 1, startWorker);

function startWorker(memory, { answer, fail }) {
  const worker = new Worker(new URL("./browser-worker.js", import.meta.url), { type: "module" });
  worker.postMessage({ memory });
  worker.onmessage = ({ data }) => answer(data);
  worker.onerror = (event) => fail(new Error(event.message || "clbplan: the worker cannot be loaded"));
  return {
    post: (message) => worker.postMessage(message),
    rest: () => {},
    terminate: () => worker.terminate(),
  };
}
