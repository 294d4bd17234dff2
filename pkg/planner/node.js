// The planner for Node: its workers are threads.
import { readFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { Worker, isMainThread, parentPort, workerData } from "node:worker_threads";
import { Planner } from "./pool.js";
import { start } from "./worker.js";

export { CallError, RequestError, formatDiagnostic } from "../errors.js";

const SELF = "clbplan planner";

if (!isMainThread && workerData?.[SELF] !== undefined) {
  const answer = start(readFileSync(new URL("../web/clbplan_bg.wasm", import.meta.url)), workerData[SELF]);
  parentPort.on("message", (message) => parentPort.postMessage(answer(message)));
}

/** Starts a planner. */
export const createPlanner = (options = {}) => Planner.start(options, availableParallelism(), startWorker);

function startWorker(memory, { answer, fail }) {
  const worker = new Worker(new URL(import.meta.url), { workerData: { [SELF]: memory }, execArgv: [] });
  worker.on("message", answer);
  worker.on("error", fail);
  return {
    // A worker without a call does not keep the process.
    post: (message) => (worker.ref(), worker.postMessage(message)),
    rest: () => worker.unref(),
    terminate: () => worker.terminate(),
  };
}
