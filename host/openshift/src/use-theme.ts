// The console's theme, which is a class of the document: PatternFly's.

import { useSyncExternalStore } from "react";

const DARK = /(?:^| )pf-(?:v\d-)?theme-dark(?: |$)/;

function subscribe(changed: () => void): () => void {
  const observer = new MutationObserver(changed);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ["class"] });
  return () => observer.disconnect();
}

export const useTheme = (): "light" | "dark" => useSyncExternalStore(subscribe, () => (DARK.test(document.documentElement.className) ? "dark" : "light"));
