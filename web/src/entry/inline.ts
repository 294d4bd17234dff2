// `<clb-preview>` in one file, module and worker within.

import moduleInText from "virtual:module-in-text";
import workerCode from "virtual:worker-code";
import { define } from "../element/element.ts";
import { start, unpacked } from "../engine/start.ts";

export { ClbPreview } from "../element/element.ts";

/** A worker from text; throws, or never gets ready, where the page's policy forbids it. */
export function blobWorker(): Worker {
  const url = URL.createObjectURL(new Blob([workerCode], { type: "text/javascript" }));
  const worker = new Worker(url);
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
  return worker;
}

define({ start: async () => start(await unpacked(moduleInText)), makeWorker: blobWorker });
