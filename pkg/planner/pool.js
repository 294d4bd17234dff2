// A planner: workers that each have a module, and calls that wait for one of them. A worker whose call must end is terminated.
import { CallError, RequestError } from "../errors.js";

const FUNCTIONS = { plan: "planSync", validate: "validateService", simulate: "simulate", complete: "complete", hover: "hover", explain: "explain" };

const PAGE_BYTES = 65_536;

/** Checks the options, and adds the defaults. */
function limitsOf({ calls, memory = 2 ** 30, timeout = 60_000 }, processors) {
  const limits = { calls: calls ?? Math.max(1, processors), memory, timeout };
  if (!Number.isInteger(limits.calls) || limits.calls < 1) throw new RangeError(`calls is ${limits.calls}; the smallest number is 1`);
  if (!(memory >= PAGE_BYTES)) throw new RangeError(`memory is ${memory}; the smallest limit is a page of ${PAGE_BYTES} bytes`);
  return { ...limits, timeout: checkTimeout(timeout) };
}

function checkTimeout(timeout) {
  if (!(timeout > 0)) throw new RangeError(`timeout is ${timeout}; it must be positive, or Infinity for no limit`);
  return timeout;
}

const isPlain = (object) => [Object.prototype, null].includes(Object.getPrototypeOf(object));

/** Functions of the module in workers. `startWorker` is that of the platform: it returns `{ post, terminate, rest }`. */
export class Planner {
  #limits;
  #startWorker;
  #idle = [];
  #count = 0;
  #waiting = [];
  #running = new Set();
  #closed = false;
  #about;

  constructor(limits, startWorker) {
    this.#limits = limits;
    this.#startWorker = startWorker;
  }

  /** Starts the first worker. */
  static async start(options, processors, startWorker) {
    const planner = new Planner(limitsOf(options, processors), startWorker);
    try {
      // The limit is that of calls: loading takes longer on a busy machine.
      planner.#about = JSON.parse(await planner.#call("about", "", {}, Infinity));
    } catch (error) {
      await planner.close();
      throw error;
    }
    return planner;
  }

  plan(request, options) {
    return this.#ask("plan", request, options);
  }

  validate(request, options) {
    return this.#ask("validate", request, options);
  }

  simulate(request, options) {
    return this.#ask("simulate", request, options);
  }

  complete(request, options) {
    return this.#ask("complete", request, options);
  }

  hover(request, options) {
    return this.#ask("hover", request, options);
  }

  explain(request, options) {
    return this.#ask("explain", request, options);
  }

  about() {
    return structuredClone(this.#about);
  }

  /** The module's answer as text. */
  async call(name, text, options = {}) {
    if (!Object.hasOwn(FUNCTIONS, name)) throw new RangeError(`unknown function ${name}; the functions are ${Object.keys(FUNCTIONS).join(", ")}`);
    const limit = this.#about.limits.requestBytes;
    // Text has at least as many bytes as units. The worker checks the rest.
    if (text.length > limit) throw new RequestError({ code: "request/too-large", message: `the request has ${text.length} bytes; the limit is ${limit}`, path: "" });
    return this.#call(`${FUNCTIONS[name]}Json`, text, options);
  }

  async close() {
    this.#closed = true;
    for (const { end, name } of [...this.#waiting, ...this.#running]) end(new CallError("closed", name, "was ended: the planner is closed"));
    await Promise.all(this.#idle.splice(0).map((worker) => worker.terminate()));
  }

  async [Symbol.asyncDispose ?? Symbol.for("Symbol.asyncDispose")]() {
    await this.close();
  }

  async #ask(name, request, options) {
    let text;
    try {
      text = JSON.stringify(request);
      // JSON sees nothing of what a `Map`, a `Set` or a `Promise` contains; one of them is no empty request.
      if (text === "{}" && !isPlain(request)) text = undefined;
    } catch (error) {
      throw new RequestError({ code: "request/not-json", message: `the request cannot be written as JSON: ${error.message}`, path: "" });
    }
    if (text === undefined) throw new RequestError({ code: "request/not-json", message: "the request cannot be written as JSON", path: "" });
    const answer = JSON.parse(await this.call(name, text, options));
    if (answer !== null && "error" in answer) throw new RequestError(answer.error);
    return answer;
  }

  #call(name, text, { signal, timeout }, limit = this.#limits.timeout) {
    const milliseconds = Math.min(limit, timeout === undefined ? Infinity : checkTimeout(timeout));
    return new Promise((resolve, reject) => {
      if (this.#closed) throw new CallError("closed", name, "was called after the planner was closed");
      signal?.throwIfAborted();
      const call = { name, text, worker: undefined };
      const abort = () => call.end(signal.reason);
      // Longer times than a timer has are no limit.
      const timer = milliseconds < 2 ** 31 ? setTimeout(() => call.end(new CallError("timeout", name, `took longer than ${milliseconds / 1000} s`)), milliseconds) : undefined;
      const settle = () => {
        clearTimeout(timer);
        signal?.removeEventListener("abort", abort);
        this.#running.delete(call);
        this.#waiting = this.#waiting.filter((other) => other !== call);
      };
      call.answer = (answer) => (settle(), resolve(answer), this.#release(call.worker));
      call.end = (error) => (settle(), reject(error), this.#discard(call.worker));
      signal?.addEventListener("abort", abort);
      this.#waiting.push(call);
      this.#next();
    });
  }

  #next() {
    while (this.#waiting.length > 0 && (this.#idle.length > 0 || this.#count < this.#limits.calls)) {
      const call = this.#waiting.shift();
      this.#running.add(call);
      call.worker = this.#idle.pop() ?? this.#start();
      call.worker.call = call;
      call.worker.post({ name: call.name, text: call.text });
    }
  }

  #start() {
    this.#count += 1;
    const worker = this.#startWorker(this.#limits.memory, {
      answer: ({ answer, error, isExhausted }) => {
        const { call } = worker;
        if (error === undefined) call?.answer(answer);
        else call?.end(isExhausted ? new CallError("out-of-memory", call.name, `needed more than ${this.#limits.memory} bytes of memory`) : new CallError("trap", call.name, `trapped: ${error}`));
      },
      fail: (error) => worker.call?.end(error),
    });
    return worker;
  }

  #release(worker) {
    worker.call = undefined;
    worker.rest();
    if (this.#closed) return void worker.terminate();
    this.#idle.push(worker);
    this.#next();
  }

  #discard(worker) {
    if (worker) {
      this.#count -= 1;
      worker.call = undefined;
      void worker.terminate();
    }
    if (!this.#closed) this.#next();
  }
}
