// Lines and columns of a text, without counting from the beginning for each place: a manifest may be a single line with thousands of
// findings. Columns are counted in characters.

/** UTF-16 code units between two marks: at most these are counted. */
const UNITS = 256;

export class Places {
  readonly #text: string;
  /** Where each line begins. */
  readonly #lines = [0];
  /** The characters before each multiple of `UNITS`. */
  readonly #marks: number[] = [];

  constructor(text: string) {
    this.#text = text;
    let characters = 0;
    for (let at = 0; at < text.length; at++) {
      if (at % UNITS === 0) this.#marks.push(characters);
      if (isFirst(text, at)) characters++;
      if (text[at] === "\n") this.#lines.push(at + 1);
    }
  }

  /** `7:5` */
  at(offset: number): string {
    let [line, after] = [0, this.#lines.length];
    while (after - line > 1) {
      const middle = (line + after) >> 1;
      if (this.#lines[middle]! <= offset) line = middle;
      else after = middle;
    }
    return `${line + 1}:${this.#before(offset) - this.#before(this.#lines[line]!) + 1}`;
  }

  /** How many characters are before a code unit. */
  #before(offset: number): number {
    const mark = Math.min(Math.floor(offset / UNITS), this.#marks.length - 1);
    let characters = this.#marks[mark] ?? 0;
    for (let at = Math.max(mark, 0) * UNITS; at < offset; at++) if (isFirst(this.#text, at)) characters++;
    return characters;
  }
}

/** Whether a character begins there, and not in the middle of a surrogate pair. */
const isFirst = (text: string, at: number): boolean => !isIn(text, at, 0xdc00) || !isIn(text, at - 1, 0xd800);

const isIn = (text: string, at: number, first: number): boolean => (text.charCodeAt(at) & 0xfc00) === first;
