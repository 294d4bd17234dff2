// Backstage's theme, which it writes on the body.

import { useSyncExternalStore } from "react";

function subscribe(changed: () => void): () => void {
  const observer = new MutationObserver(changed);
  observer.observe(document.body, { attributes: true, attributeFilter: ["data-theme-mode"] });
  return () => observer.disconnect();
}

export const useTheme = (): "light" | "dark" => useSyncExternalStore(subscribe, () => (document.body.dataset["themeMode"] === "dark" ? "dark" : "light"));
