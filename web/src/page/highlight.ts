// YAML, and with it JSON, for the editors: colours, folding, indentation. Reads line by line, as far as colours need it: what is right
// and wrong is the module's to say. A grammar's parser would be a tenth of the page's weight, and tells no numbers from texts.

import { StreamLanguage, type StringStream, foldService, indentService } from "@codemirror/language";
import type { EditorState, Extension, Text } from "@codemirror/state";

interface Where {
  /** The quote of a text that goes on. */
  quote: "" | '"' | "'";
  /** The column of the key or dash that a `|` or `>` belongs to, while its lines go on; -1 outside. */
  block: number;
  /** How many brackets are open. */
  depth: number;
  /** Where the last key or dash began. */
  column: number;
}

const OUTSIDE = /^(?:(?!:(?:\s|$)|\s#).)+/;
const WITHIN_BRACKETS = /^(?:(?!:(?:[\s,[\]{}]|$)|\s#|[,[\]{}]).)+/;
const BEFORE_VALUE = /^\s*:(?:[\s,[\]{}]|$)/;
const NUMBER = /^[-+]?(?:0x[\da-f]+|0o[0-7]+|(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?|\.inf|\.nan)$/i;
const WORD = /^(?:true|false|null|~|yes|no|on|off)$/i;

/** The rest of a text in quotes, or of its line; whether it ends there. */
function quoted(stream: StringStream, where: Where): boolean {
  const ended = Boolean(stream.match(where.quote === '"' ? /^(?:[^"\\]|\\.)*"/ : /^(?:[^']|'')*'(?!')/));
  if (ended) where.quote = "";
  else stream.skipToEnd();
  return ended;
}

function token(stream: StringStream, where: Where): string | null {
  if (stream.sol()) {
    if (where.block >= 0) {
      if (stream.indentation() >= where.block + 1 || /^\s*$/.test(stream.string)) {
        stream.skipToEnd();
        return "string";
      }
      where.block = -1;
    }
    if (where.quote === "" && stream.match(/^(?:---|\.\.\.)(?=\s|$)/)) {
      where.depth = 0;
      return "meta";
    }
  }
  if (stream.eatSpace()) return null;
  if (where.quote !== "") {
    quoted(stream, where);
    return "string";
  }
  const column = stream.column();
  if (stream.match(/^#.*/)) return "comment";
  if (stream.match(/^[-?](?=\s|$)/)) {
    where.column = column;
    return "punctuation";
  }
  if (stream.match(/^[&*][^\s,[\]{}]+/)) return "labelName";
  if (stream.match(/^![^\s,[\]{}]*/)) return "typeName";
  if (where.depth === 0 && stream.match(/^[|>][-+\d]*(?=\s*(?:#|$))/)) {
    where.block = where.column;
    return "punctuation";
  }
  if (stream.match(/^[[{]/)) {
    where.depth += 1;
    return "bracket";
  }
  if (stream.match(/^[\]}]/)) {
    where.depth = Math.max(0, where.depth - 1);
    return "bracket";
  }
  if (stream.match(/^[,:]/)) return "separator";
  const quote = stream.peek();
  if (quote === '"' || quote === "'") {
    stream.next();
    where.quote = quote;
    // In JSON nothing need stand after the colon.
    if (!quoted(stream, where) || !stream.match(/^\s*:/, false)) return "string";
    where.column = column;
    return "propertyName";
  }
  stream.match(where.depth > 0 ? WITHIN_BRACKETS : OUTSIDE) || stream.next();
  const word = stream.current().trim();
  if (stream.match(BEFORE_VALUE, false)) {
    where.column = column;
    return "propertyName";
  }
  return NUMBER.test(word) ? "number" : WORD.test(word) ? "atom" : "string";
}

const language = StreamLanguage.define<Where>({
  name: "yaml",
  startState: () => ({ quote: "", block: -1, depth: 0, column: 0 }),
  token,
  languageData: { commentTokens: { line: "#" }, closeBrackets: { brackets: ["[", "{", '"', "'"] } },
});

/** Longer blocks are not folded: their ends are looked for at every line that is drawn. */
const LONGEST = 2000;

const indentation = (line: string): number => /^ */.exec(line)![0].length;

/** From the end of a line to the end of what belongs to it by indentation. */
function block(state: EditorState, from: number): { from: number; to: number } | null {
  const head = state.doc.lineAt(from);
  const own = indentation(head.text);
  if (/^\s*(?:#|$)/.test(head.text)) return null;
  // The items of a list may stand as far left as the key they belong to.
  const belongs = (line: string): boolean => indentation(line) > own || (/:\s*(?:#.*)?$/.test(head.text) && !/^\s*-/.test(head.text) && indentation(line) === own && /^\s*-(?:\s|$)/.test(line));
  let to = -1;
  for (const [number, line] of following(state.doc, head.number)) {
    if (number - head.number > LONGEST) return null;
    if (/^\s*$/.test(line.text)) continue;
    if (!belongs(line.text)) break;
    to = line.to;
  }
  return to < 0 ? null : { from: head.to, to };
}

function* following(doc: Text, number: number): Generator<[number, { text: string; to: number }]> {
  for (let next = number + 1; next <= doc.lines; next++) yield [next, doc.line(next)];
}

/** A new line stands below the key of the one before, and deeper where that one has no value yet. */
function indent(state: EditorState, at: number): number {
  const { text, from } = state.doc.lineAt(at);
  const before = text.slice(0, at - from);
  const dashes = /^\s*(?:-\s+)*/.exec(before)![0].length;
  return dashes + (/(?:^|\s)\S*:(?:\s+[|>][-+\d]*)?\s*$|[[{]\s*$/.test(before) ? 2 : 0);
}

export const yaml = (): Extension => [language, foldService.of(block), indentService.of((context, at) => indent(context.state, at))];
