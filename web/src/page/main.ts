// Starts the page, and says what is missing where the browser is too old for it.

import { App } from "./app.ts";

/** `reference`: where its pages are; nothing where the page stands alone. */
export function run(reference?: string): void {
  const host = document.getElementById("app")!;
  const needed = "adoptedStyleSheets" in Document.prototype && "HTMLDialogElement" in globalThis && CSS.supports("color", "light-dark(#000, #fff)");
  if (!needed) {
    host.textContent = "This browser is too old for the page: use Chrome or Edge 123, Firefox 120, Safari 17.5 or newer. / 浏览器版本过旧，请使用 Chrome 或 Edge 123、Firefox 120、Safari 17.5 或更新的版本。";
    return;
  }
  host.textContent = "";
  const app = new App(host, reference);
  // For whoever looks at the page from its console, and for its tests.
  Object.assign(host, { app });
  void app.begin();
}
