// Calls the module: small requests on this thread, because a message to a worker would take longer than the answer; large ones, and
// those of a size that has taken long before, in a worker. If no worker can be started, everything runs on this thread. The worker
// gets one request at a time, so that cancelled ones never reach it. Requests and answers are sent as text: that is cheaper than
// copying objects, and works for objects that cannot be sent at all, such as proxies and those with functions.

import { type FunctionName, callText, compiledModule } from "./wasm-module.ts";

/** The first message to a worker: the compiled module. */
export interface StartMessage {
  module: WebAssembly.Module;
}

export interface CallMessage {
  name: FunctionName;
  request: string;
}

/** The worker's answer to either message. */
export type Reply = { ready: true } | { text: string } | { fault: string };

/** Requests of fewer characters are answered on this thread. */
const SMALL = 16 * 1024;

/** If two calls in a row on this thread take longer, in milliseconds, requests of their size go to the worker from then on. A short
 * request can need much work, for example many ports on many nodes. One long call says little: the browser may still compile, or the
 * machine may be busy. */
const LONG = 200;

/** How long a worker may take to start, in milliseconds. */
const START_TIMEOUT = 5000;

export type MakeWorker = () => Worker;

/** A call that is running in the worker or waiting for it. */
interface Call {
  name: FunctionName;
  request: string;
  done: (answer: unknown) => void;
  failed: (fault: Error) => void;
  signal: AbortSignal | undefined;
}

export class Engine {
  #makeWorker: MakeWorker | undefined;
  #worker: Promise<Worker | undefined> | undefined;
  #small = SMALL;
  #longCalls = 0;
  #queue: Call[] = [];
  #running: Call | undefined;

  constructor(makeWorker?: MakeWorker) {
    this.#makeWorker = makeWorker;
  }

  /** The answer, or a promise of it. The promise never settles if the call is cancelled before the worker has begun it. */
  call(name: FunctionName, request: string, signal?: AbortSignal): unknown | Promise<unknown> {
    if (request.length < this.#small || !this.#makeWorker) return this.#onThisThread(name, request);
    return this.#inWorker(name, request, signal);
  }

  #onThisThread(name: FunctionName, request: string): unknown {
    const start = performance.now();
    const answer = callText(name, request);
    this.#longCalls = performance.now() - start > LONG ? this.#longCalls + 1 : 0;
    if (this.#longCalls > 1) this.#small = Math.min(this.#small, request.length);
    return JSON.parse(answer);
  }

  async #inWorker(name: FunctionName, request: string, signal: AbortSignal | undefined): Promise<unknown> {
    this.#worker ??= this.#startWorker();
    const worker = await this.#worker;
    if (!worker) return JSON.parse(callText(name, request));
    return new Promise((done, failed) => {
      this.#queue.push({ name, request, done, failed, signal });
      this.#next(worker);
    });
  }

  #next(worker: Worker): void {
    if (this.#running) return;
    do this.#running = this.#queue.shift();
    while (this.#running?.signal?.aborted);
    if (!this.#running) return;
    const { name, request } = this.#running;
    worker.postMessage({ name, request } satisfies CallMessage);
  }

  #startWorker(): Promise<Worker | undefined> {
    return new Promise((resolve) => {
      const fail = (worker?: Worker): void => {
        worker?.terminate();
        this.#makeWorker = undefined;
        for (const each of [this.#running, ...this.#queue]) each?.failed(new Error("the worker stopped"));
        this.#running = undefined;
        this.#queue = [];
        resolve(undefined);
      };
      let worker: Worker;
      try {
        worker = this.#makeWorker!();
      } catch {
        return fail();
      }
      const timer = setTimeout(() => fail(worker), START_TIMEOUT);
      worker.onerror = (event) => {
        event.preventDefault();
        clearTimeout(timer);
        fail(worker);
      };
      worker.postMessage({ module: compiledModule()! } satisfies StartMessage);
      worker.onmessage = ({ data }: MessageEvent<Reply>) => {
        if ("ready" in data) {
          clearTimeout(timer);
          return resolve(worker);
        }
        const call = this.#running;
        this.#running = undefined;
        this.#next(worker);
        if (call?.signal?.aborted) return;
        if ("fault" in data) call?.failed(new Error(data.fault));
        else call?.done(JSON.parse(data.text));
      };
    });
  }
}
