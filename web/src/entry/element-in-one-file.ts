// `<clb-preview>` in one file that contains the module and the worker.

import moduleInText from "virtual:module-in-text";
import workerCode from "virtual:worker-code";
import { define } from "../element/element.ts";
import { trustedUrl } from "../engine/trusted-url.ts";
import { decompress, start } from "../engine/wasm-module.ts";

export { ClbPreview } from "../element/element.ts";

/** A worker made from text. If the page's policy forbids that, this throws or the worker never becomes ready. */
export function blobWorker(): Worker {
  const url = URL.createObjectURL(new Blob([workerCode], { type: "text/javascript" }));
  const worker = new Worker(trustedUrl(url));
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
  return worker;
}

define({ start: async () => start(await decompress(moduleInText)), makeWorker: blobWorker });
