// The worker: starts the module it is sent, says that it is ready, answers questions one after the other.

import type { Begin, Question, Reply } from "./engine.ts";
import { askText, start } from "./start.ts";

const post = (reply: Reply): void => (postMessage as (message: Reply) => void)(reply);

addEventListener("message", ({ data }: MessageEvent<Begin | Question>) => {
  if ("module" in data) {
    start(data.module);
    return post({ ready: true });
  }
  try {
    post({ text: askText(data.name, data.request) });
  } catch (thrown) {
    post({ fault: String(thrown) });
  }
});
