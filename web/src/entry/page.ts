// The page on a web server, with module and worker in separate files.

import "../page/page.css";
import wasm from "../../../pkg/clbplan.wasm?url";
import worker from "../engine/worker.ts?worker&url";
import { define } from "../element/element.ts";
import { trustedUrl } from "../engine/trusted-url.ts";
import { startFrom } from "../engine/wasm-module.ts";
import { startPage } from "../page/start-page.ts";

define({ start: () => startFrom(new URL(wasm, import.meta.url)), makeWorker: () => new Worker(trustedUrl(new URL(worker, import.meta.url)), { type: "module" }) });
startPage("reference/");
