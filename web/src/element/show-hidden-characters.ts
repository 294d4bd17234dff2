// Characters that cannot be seen and change how the text around them reads: control characters, the separators of lines and paragraphs,
// and those that turn the direction of writing. They are written out as the command line does it.

const HIDDEN = /[\0-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;

export const visible = (text: string): string => text.replace(HIDDEN, (character) => `\\u{${character.charCodeAt(0).toString(16)}}`);

/** In everything that was drawn. */
export function showHidden(drawn: Node): void {
  if (drawn.textContent!.search(HIDDEN) < 0) return;
  const texts = document.createTreeWalker(drawn, NodeFilter.SHOW_TEXT);
  for (let text; (text = texts.nextNode() as Text | null); ) {
    const shown = visible(text.data);
    if (shown !== text.data) text.data = shown;
  }
}
