// Escapes text from outside for GitHub's Markdown, as `host/cli/src/markdown/escape.rs` does: no links, no HTML, no mentions. GitHub also
// makes links of bare addresses, of `owner/name#1` and of hashes of commits; none of them is written in one piece outside of code.

/** Control characters, those that change the direction of text, and the separators of lines and paragraphs. */
const CONTROLS = /[\p{Cc}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/gu;

const visible = (text: string): string => text.replace(CONTROLS, (character) => `\\u{${character.codePointAt(0)!.toString(16)}}`);

/** A sentence. Text between backticks is shown as code. */
export function sentence(text: string): string {
  const safe = visible(text);
  const parts = safe.split("`");
  const isPaired = parts.length % 2 === 1 && parts.every((part, index) => index % 2 === 0 || part !== "");
  if (!isPaired) return notAList(escaped(safe));
  return notAList(parts.map((part, index) => (index % 2 === 1 ? code(part) : escaped(part))).join(""));
}

/** Escapes a beginning that would make the sentence a list item, or the line above a heading. */
function notAList(text: string): string {
  const [, digits = "", rest = ""] = /^(\d*)(.*)$/s.exec(text) ?? [];
  if (digits !== "" && /^[.)]/.test(rest)) return `${digits}\\${rest}`;
  return /^[-+=]/.test(text) ? `\\${text}` : text;
}

const ENTITIES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };

const escaped = (text: string): string => separated(text, (character) => ENTITIES[character] ?? ("\\`*_[]|~#!$".includes(character) ? `\\${character}` : character));

/** A name as code, in a table cell as well, and whatever characters it contains. */
export function code(text: string): string {
  const safe = visible(text);
  if (safe === "") return "";
  const isPlain = !/[`|\\]/.test(safe) && !/^\p{White_Space}|\p{White_Space}$/u.test(safe);
  return isPlain ? `\`${safe}\`` : `<code>${entities(safe)}</code>`;
}

/** Text inside HTML inside Markdown, which interprets both. */
export const entities = (text: string): string => separated(visible(text), (character) => (/^[!-/:-@[-`{-~]$/.test(character) && !"-./:,".includes(character) ? `&#${character.codePointAt(0)};` : character));

/** An HTML comment, which readers do not see. Text with a comment inside does not become a link on GitHub. */
const SEPARATOR = "<!-- -->";

/** The most hexadecimal digits in one piece: GitHub links seven and more as the hash of a commit. */
const HASH_DIGITS = 6;

/** The characters, each as `write` writes it, with separators inside what would be a link. */
function separated(text: string, write: (character: string) => string): string {
  let safe = "";
  let before = "";
  // Hexadecimal digits that a word begins with; undefined inside of other words. A hash is a word of its own.
  let digits: number | undefined = 0;
  for (const character of text) {
    const isHexadecimal = /^[\da-f]$/i.test(character);
    if ((digits === HASH_DIGITS && isHexadecimal) || linksWith(before, character)) {
      safe += SEPARATOR;
      if (digits !== undefined) digits = 0;
    }
    if (digits !== undefined && isHexadecimal) digits++;
    else digits = /^[\p{Alphabetic}\p{N}_-]$/u.test(character) ? undefined : 0;
    safe += write(character);
    // Only the end is looked at.
    before = (before + character).slice(-4);
  }
  return safe;
}

/** Whether a character continues a link: after the `:` of an address or an emoji, the `@` of a user, the `#` or `GH-` of an issue, and
 * the `www` of a host. */
function linksWith(before: string, character: string): boolean {
  if (before.endsWith(":")) return /^[\da-z/+-]$/i.test(character);
  if (/[@#]$/.test(before)) return !/^\p{White_Space}$/u.test(character);
  if (/gh-$/i.test(before)) return /^\d$/.test(character);
  return /www$/i.test(before) && character === ".";
}

/** A code block; its fence is longer than any run of backticks in the lines. */
export function block(language: string, lines: string[]): string {
  const text = lines.map(visible);
  const longest = Math.max(0, ...text.flatMap((line) => line.match(/`+/g) ?? []).map(({ length }) => length));
  const fence = "`".repeat(Math.max(longest + 1, 3));
  return `${fence}${language}\n${text.join("\n")}\n${fence}\n`;
}

/** A link if the address is safe; otherwise only the label. */
export const link = (label: string, url: string): string => (/^https?:\/\/[!-~]*$/.test(url) && !/[<>()\\"`|]/.test(url) ? `[${label}](${url})` : label);
