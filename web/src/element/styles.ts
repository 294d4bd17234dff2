// The element's styles.

import css from "./styles.css?inline";

const sheets = new Map<string, CSSStyleSheet>();

/** Constructed style sheets, because the page's policy may forbid `<style>`. `text`: the element's own styles, or those of a part that is
 * loaded later. */
export function adoptStyles(root: ShadowRoot, text = css): void {
  const sheet = sheets.get(text) ?? new CSSStyleSheet();
  if (!sheets.has(text)) sheet.replaceSync(text);
  sheets.set(text, sheet);
  root.adoptedStyleSheets.push(sheet);
}

/** For exports, in which there are no lists. */
export const styles = css;
