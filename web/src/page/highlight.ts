// YAML, and with it JSON, for the editors: colours, folding, indentation. It reads line by line and only as far as colours need it,
// because the module reports the errors. A parser by grammar would be a tenth of the page's size, and does not distinguish numbers
// from strings.

import { StreamLanguage, type StringStream, foldService, indentService } from "@codemirror/language";
import type { EditorState, Extension, Text } from "@codemirror/state";

interface ReaderState {
  /** The quote of a string that continues on the next line. */
  quote: "" | '"' | "'";
  /** Inside a block scalar (`|` or `>`), the column of its key or dash; otherwise -1. */
  block: number;
  /** The number of open brackets. */
  depth: number;
  /** The column of the last key or dash. */
  column: number;
}

const OUTSIDE = /^(?:(?!:(?:\s|$)|\s#).)+/;
const WITHIN_BRACKETS = /^(?:(?!:(?:[\s,[\]{}]|$)|\s#|[,[\]{}]).)+/;
const BEFORE_VALUE = /^\s*:(?:[\s,[\]{}]|$)/;
const NUMBER = /^[-+]?(?:0x[\da-f]+|0o[0-7]+|(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?|\.inf|\.nan)$/i;
const WORD = /^(?:true|false|null|~|yes|no|on|off)$/i;

/** Reads a quoted string to its end, or to the end of the line. Returns whether the string has ended. */
function quoted(stream: StringStream, state: ReaderState): boolean {
  const ended = Boolean(stream.match(state.quote === '"' ? /^(?:[^"\\]|\\.)*"/ : /^(?:[^']|'')*'(?!')/));
  if (ended) state.quote = "";
  else stream.skipToEnd();
  return ended;
}

function token(stream: StringStream, state: ReaderState): string | null {
  const whole = stream.sol() ? lineStart(stream, state) : undefined;
  if (whole) return whole;
  if (stream.eatSpace()) return null;
  if (state.quote !== "") {
    quoted(stream, state);
    return "string";
  }
  const column = stream.column();
  return punctuation(stream, state, column) ?? scalar(stream, state, column);
}

/** A line of a block scalar, or the marker between documents. */
function lineStart(stream: StringStream, state: ReaderState): string | undefined {
  if (state.block >= 0) {
    if (stream.indentation() >= state.block + 1 || /^\s*$/.test(stream.string)) {
      stream.skipToEnd();
      return "string";
    }
    state.block = -1;
  }
  if (state.quote !== "" || !stream.match(/^(?:---|\.\.\.)(?=\s|$)/)) return undefined;
  state.depth = 0;
  return "meta";
}

function punctuation(stream: StringStream, state: ReaderState, column: number): string | undefined {
  if (stream.match(/^#.*/)) return "comment";
  if (stream.match(/^[-?](?=\s|$)/)) {
    state.column = column;
    return "punctuation";
  }
  if (stream.match(/^[&*][^\s,[\]{}]+/)) return "labelName";
  if (stream.match(/^![^\s,[\]{}]*/)) return "typeName";
  if (state.depth === 0 && stream.match(/^[|>][-+\d]*(?=\s*(?:#|$))/)) {
    state.block = state.column;
    return "punctuation";
  }
  if (stream.match(/^[[{]/)) {
    state.depth += 1;
    return "bracket";
  }
  if (stream.match(/^[\]}]/)) {
    state.depth = Math.max(0, state.depth - 1);
    return "bracket";
  }
  return stream.match(/^[,:]/) ? "separator" : undefined;
}

/** A key or a value. */
function scalar(stream: StringStream, state: ReaderState, column: number): string {
  const quote = stream.peek();
  if (quote === '"' || quote === "'") {
    stream.next();
    state.quote = quote;
    // JSON needs no space after the colon.
    if (!quoted(stream, state) || !stream.match(/^\s*:/, false)) return "string";
    state.column = column;
    return "propertyName";
  }
  stream.match(state.depth > 0 ? WITHIN_BRACKETS : OUTSIDE) || stream.next();
  const text = stream.current().trim();
  if (stream.match(BEFORE_VALUE, false)) {
    state.column = column;
    return "propertyName";
  }
  return NUMBER.test(text) ? "number" : WORD.test(text) ? "atom" : "string";
}

const language = StreamLanguage.define<ReaderState>({
  name: "yaml",
  startState: () => ({ quote: "", block: -1, depth: 0, column: 0 }),
  token,
  languageData: { commentTokens: { line: "#" }, closeBrackets: { brackets: ["[", "{", '"', "'"] } },
});

/** Blocks of more lines cannot be folded, because their ends are searched for at every drawn line. */
const LONGEST = 2000;

const indentation = (line: string): number => /^ */.exec(line)![0].length;

/** The block below a line, by indentation. */
function block(state: EditorState, from: number): { from: number; to: number } | null {
  const head = state.doc.lineAt(from);
  const own = indentation(head.text);
  if (/^\s*(?:#|$)/.test(head.text)) return null;
  // The items of a list may have the same indentation as its key.
  const belongs = (line: string): boolean => indentation(line) > own || (/:\s*(?:#.*)?$/.test(head.text) && !/^\s*-/.test(head.text) && indentation(line) === own && /^\s*-(?:\s|$)/.test(line));
  let to = -1;
  for (const [number, line] of linesAfter(state.doc, head.number)) {
    if (number - head.number > LONGEST) return null;
    if (/^\s*$/.test(line.text)) continue;
    if (!belongs(line.text)) break;
    to = line.to;
  }
  return to < 0 ? null : { from: head.to, to };
}

function* linesAfter(doc: Text, number: number): Generator<[number, { text: string; to: number }]> {
  for (let next = number + 1; next <= doc.lines; next++) yield [next, doc.line(next)];
}

/** The indentation of a new line: that of the key above, or deeper if that key has no value yet. */
function indent(state: EditorState, at: number): number {
  const { text, from } = state.doc.lineAt(at);
  const before = text.slice(0, at - from);
  const dashes = /^\s*(?:-\s+)*/.exec(before)![0].length;
  return dashes + (/(?:^|\s)\S*:(?:\s+[|>][-+\d]*)?\s*$|[[{]\s*$/.test(before) ? 2 : 0);
}

export const yaml = (): Extension => [language, foldService.of(block), indentService.of((context, at) => indent(context.state, at))];
