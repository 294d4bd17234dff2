// What the element does with the page's own objects.

/** A property that was set before the element was defined hides the accessor: sets it again through the accessor. */
export function setAgain(element: HTMLElement, names: readonly string[]): void {
  const self = element as unknown as Record<string, unknown>;
  for (const name of names) {
    if (!Object.hasOwn(element, name)) continue;
    const value = self[name];
    delete self[name];
    self[name] = value;
  }
}

/** A page without a colour scheme has the one of the system, which the element then follows. */
export const inheritedTheme = (element: HTMLElement): "inherited" | "system" => (element.isConnected && getComputedStyle(element).colorScheme !== "normal" ? "inherited" : "system");

/** A drawn answer as HTML for a file: everything is open, and nothing can be pressed. */
export function withoutControls(drawn: HTMLElement): string {
  for (const details of drawn.querySelectorAll<HTMLDetailsElement>("details:not(.others)")) details.open = true;
  for (const button of drawn.querySelectorAll("button.copy, button.fix, button.more, [data-take], .take, .save, .bar, .fields")) button.remove();
  for (const button of drawn.querySelectorAll("button")) button.replaceWith(Object.assign(document.createElement("span"), { className: button.className.replace("linklike", ""), textContent: button.textContent }));
  return drawn.outerHTML.replace(/<!--.*?-->/g, "");
}
