// `<clb-preview>` with module and worker in files in the script's folder.

import { define } from "../element/element.ts";
import { trustedUrl } from "../engine/trusted-url.ts";
import { startFrom } from "../engine/wasm-module.ts";

export { ClbPreview } from "../element/element.ts";

// A function, because bundlers move or inline files that they find in `new URL("…", import.meta.url)`.
const inSameFolder = (file: string): URL => new URL(file, import.meta.url);

define({ start: () => startFrom(inSameFolder("clbplan.wasm")), makeWorker: () => new Worker(trustedUrl(inSameFolder("worker.js"))) });
