// Copies a text at a click on a button, which says so for a moment.

import type { Translate } from "../../messages.ts";

export async function copyText(event: Event, text: string, t: Translate): Promise<void> {
  const button = event.currentTarget as HTMLButtonElement;
  // The text node that is drawn, so that the next drawing still finds it.
  const label = [...button.childNodes].find((node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim());
  const before = label?.textContent ?? "";
  try {
    await navigator.clipboard.writeText(text);
    if (!label || before === t("copied")) return;
    label.textContent = t("copied");
    setTimeout(() => (label.textContent = before), 1500);
  } catch {
    // An insecure context has no clipboard: select the text, so that Ctrl+C copies it.
    const pre = button.parentElement?.querySelector("pre");
    if (pre) getSelection()?.selectAllChildren(pre);
  }
}
