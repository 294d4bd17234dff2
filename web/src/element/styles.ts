// The element's styles.

import css from "./styles.css?inline";

let sheet: CSSStyleSheet | undefined;

/** A constructed style sheet, because the page's policy may forbid `<style>`. */
export function adoptStyles(root: ShadowRoot): void {
  if (!sheet) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
  }
  root.adoptedStyleSheets = [sheet];
}

/** For exports. */
export const styles = css;
