// `<clb-preview>` with the module in a file beside the script.

import { define } from "../element/element.ts";
import { startFrom } from "../engine/start.ts";

export { ClbPreview } from "../element/element.ts";

// Not written as `new URL("…", import.meta.url)`: bundlers would move or inline the file.
const beside = (file: string): URL => new URL(file, import.meta.url);

define({ start: () => startFrom(beside("clbplan.wasm")), makeWorker: () => new Worker(beside("worker.js")) });
