// The engine that all elements of a page share. How its module is loaded depends on the build, see `../entry/`.

import { Engine, type MakeWorker } from "../engine/engine.ts";

export interface EngineSetup {
  /** Loads the module; rejects with a `Fault`. Returns nothing if the module is there at once. */
  start: () => Promise<void> | void;
  makeWorker?: MakeWorker;
}

let setup: EngineSetup | undefined;
let started: Promise<Engine> | Engine | undefined;

/** Only the first call has an effect: a page may load several builds of the element. */
export function setUpEngine(chosen: EngineSetup): void {
  setup ??= chosen;
}

/** Starts the engine at the first call. Once it has started, returns it without a promise, so that small requests need no waiting. */
export function startedEngine(): Promise<Engine> | Engine {
  if (started === undefined) {
    const engine = new Engine(setup?.makeWorker);
    const starting = setup?.start();
    started = starting ? starting.then(() => (started = engine)) : engine;
  }
  return started;
}
