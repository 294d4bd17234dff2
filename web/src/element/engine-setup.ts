// How the module is started: by the build, and once for all elements of the page.

import { Engine, type MakeWorker } from "../engine/engine.ts";

/** How a build starts the module. */
export interface Setup {
  /** Rejects with a `Fault`; nothing to wait for where the module is inlined. */
  start: () => Promise<void> | void;
  makeWorker?: MakeWorker;
}

let setup: Setup | undefined;
let started: Promise<Engine> | Engine | undefined;

/** The first one counts. */
export function setUp(chosen: Setup): void {
  setup ??= chosen;
}

/** The engine that the elements of this page use; started if need be, and then without anything to wait for. */
export function startedEngine(): Promise<Engine> | Engine {
  if (started === undefined) {
    const engine = new Engine(setup?.makeWorker);
    const starting = setup?.start();
    started = starting ? starting.then(() => (started = engine)) : engine;
  }
  return started;
}
