// Starts the page, unless the browser is too old for it.

import { App } from "./page-controller.ts";

/** `reference`: the folder of the reference pages, if there is one. */
export function startPage(reference?: string): void {
  const host = document.getElementById("app")!;
  const supported = "adoptedStyleSheets" in Document.prototype && "HTMLDialogElement" in globalThis && CSS.supports("color", "light-dark(#000, #fff)");
  if (!supported) {
    host.textContent = "This browser is too old for the page: use Chrome or Edge 123, Firefox 120, Safari 17.5 or newer. / 浏览器版本过旧，请使用 Chrome 或 Edge 123、Firefox 120、Safari 17.5 或更新的版本。";
    return;
  }
  // Drawn when the page was built, in both languages.
  const drawn = [...host.querySelectorAll(".drawn")].find((each) => getComputedStyle(each).display !== "none")?.querySelector(".preview-host") ?? null;
  host.textContent = "";
  const app = new App(host, reference, drawn);
  // For the tests, and for debugging in the browser's console.
  Object.assign(host, { app });
  // Written by `clbplan plan --open`.
  const request = document.getElementById("request")?.textContent;
  void app.start(request ? JSON.parse(request) : undefined);
}
