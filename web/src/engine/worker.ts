// The worker: starts the module that is sent to it, reports that it is ready, and answers calls one after the other.

import type { CallMessage, Reply, StartMessage } from "./engine.ts";
import { callText, start } from "./wasm-module.ts";

const post = (reply: Reply): void => (postMessage as (message: Reply) => void)(reply);

addEventListener("message", ({ data }: MessageEvent<StartMessage | CallMessage>) => {
  if ("module" in data) {
    start(data.module);
    return post({ ready: true });
  }
  try {
    post({ text: callText(data.name, data.request) });
  } catch (thrown) {
    post({ fault: String(thrown) });
  }
});
