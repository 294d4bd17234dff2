// Asks the module: small questions on this thread, where the answer takes less time than a message would; large ones, and those
// like one that took long, in a worker, where there is one. Without a worker everything is asked here. The worker is given one
// question at a time, so that one that nobody waits for any more never reaches it. Questions and answers cross as text, which is
// cheaper than objects, and takes objects that no message takes: proxies, and what has functions in it.

import { type Name, askText, compiledModule } from "./start.ts";

/** The first message to a worker: the module, compiled already. */
export interface Begin {
  module: WebAssembly.Module;
}

/** A question to a worker, and its answer. */
export interface Question {
  name: Name;
  request: string;
}

export type Reply = { ready: true } | { text: string } | { fault: string };

/** Up to so many characters a question is answered here. */
const SMALL = 16 * 1024;

/** A question that took longer here, in milliseconds, is the last of its size that was answered here: few words can ask for much, as
 * many ports on many nodes do. */
const LONG = 200;

/** How long a worker may take to be ready before it is given up, in milliseconds. */
const PATIENCE = 5000;

export type MakeWorker = () => Worker;

/** A question that the worker has, or will be given. */
interface Asked {
  name: Name;
  request: string;
  done: (answer: unknown) => void;
  failed: (fault: Error) => void;
  signal: AbortSignal | undefined;
}

export class Engine {
  #makeWorker: MakeWorker | undefined;
  #worker: Promise<Worker | undefined> | undefined;
  #small = SMALL;
  #queue: Asked[] = [];
  #running: Asked | undefined;

  constructor(makeWorker?: MakeWorker) {
    this.#makeWorker = makeWorker;
  }

  /** The answer at once, or a promise of it; that of a question called off before the worker began with it never settles. */
  ask(name: Name, request: string, signal?: AbortSignal): unknown | Promise<unknown> {
    if (request.length < this.#small || !this.#makeWorker) return this.#here(name, request);
    return this.#inWorker(name, request, signal);
  }

  #here(name: Name, request: string): unknown {
    const begin = performance.now();
    const answer = askText(name, request);
    if (performance.now() - begin > LONG) this.#small = Math.min(this.#small, request.length);
    return JSON.parse(answer);
  }

  async #inWorker(name: Name, request: string, signal: AbortSignal | undefined): Promise<unknown> {
    this.#worker ??= this.#startWorker();
    const worker = await this.#worker;
    if (!worker) return JSON.parse(askText(name, request));
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
    worker.postMessage({ name, request } satisfies Question);
  }

  #startWorker(): Promise<Worker | undefined> {
    return new Promise((resolve) => {
      const giveUp = (worker?: Worker): void => {
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
        return giveUp();
      }
      const timer = setTimeout(() => giveUp(worker), PATIENCE);
      worker.onerror = (event) => {
        event.preventDefault();
        clearTimeout(timer);
        giveUp(worker);
      };
      worker.postMessage({ module: compiledModule()! } satisfies Begin);
      worker.onmessage = ({ data }: MessageEvent<Reply>) => {
        if ("ready" in data) {
          clearTimeout(timer);
          return resolve(worker);
        }
        const asked = this.#running;
        this.#running = undefined;
        this.#next(worker);
        if (asked?.signal?.aborted) return;
        if ("fault" in data) asked?.failed(new Error(data.fault));
        else asked?.done(JSON.parse(data.text));
      };
    });
  }
}
