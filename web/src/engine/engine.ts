// Asks the module: small questions on this thread, where the answer takes less time than a message would; large ones in a
// worker, where there is one. Without a worker everything is asked here. The latest question wins; older ones are dropped.

import { type Name, ask, compiledModule } from "./start.ts";

/** The first message to a worker: the module, compiled already. */
export interface Begin {
  module: WebAssembly.Module;
}

/** A question to a worker, and its answer. */
export interface Question {
  id: number;
  name: Name;
  request: unknown;
}

export type Reply = { ready: true } | { id: number; answer: unknown } | { id: number; text: string } | { id: number; fault: string };

/** From this many characters on, a question goes to the worker. */
const LARGE = 96 * 1024;

/** How long a worker may take to be ready before it is given up, in milliseconds. */
const PATIENCE = 5000;

export type MakeWorker = () => Worker;

export class Engine {
  #makeWorker: MakeWorker | undefined;
  #worker: Promise<Worker | undefined> | undefined;
  #waiting = new Map<number, { done: (answer: unknown) => void; failed: (fault: Error) => void }>();
  #next = 0;

  constructor(makeWorker?: MakeWorker) {
    this.#makeWorker = makeWorker;
  }

  /** The answer at once, or a promise of it if the question is large. */
  ask(name: Name, request: unknown, size: number): unknown | Promise<unknown> {
    if (size < LARGE || !this.#makeWorker) return ask(name, request);
    return this.#inWorker(name, request);
  }

  async #inWorker(name: Name, request: unknown): Promise<unknown> {
    this.#worker ??= this.#startWorker();
    const worker = await this.#worker;
    if (!worker) return ask(name, request);
    const id = this.#next++;
    return new Promise((done, failed) => {
      this.#waiting.set(id, { done, failed });
      worker.postMessage({ id, name, request } satisfies Question);
    });
  }

  #startWorker(): Promise<Worker | undefined> {
    return new Promise((resolve) => {
      const giveUp = (worker?: Worker): void => {
        worker?.terminate();
        this.#makeWorker = undefined;
        for (const { failed } of this.#waiting.values()) failed(new Error("the worker stopped"));
        this.#waiting.clear();
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
        const waiting = this.#waiting.get(data.id);
        this.#waiting.delete(data.id);
        if ("fault" in data) waiting?.failed(new Error(data.fault));
        else waiting?.done("text" in data ? JSON.parse(data.text) : data.answer);
      };
    });
  }
}
