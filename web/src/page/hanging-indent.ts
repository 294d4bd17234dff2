// Wrapped lines continue below their own text, not at the margin, where they would look like YAML outside of the block.

import { type Extension, RangeSetBuilder } from "@codemirror/state";
import { Decoration, type DecorationSet, EditorView, ViewPlugin, type ViewUpdate } from "@codemirror/view";

/** The largest indentation of a wrapped line, in columns. */
const DEEPEST = 24;

const depths = Array.from({ length: DEEPEST + 1 }, (_, depth) => depth);
const lines = depths.map((depth) => Decoration.line({ class: `hang-${depth}` }));

/** Classes, because a strict policy forbids a style at each line. The 6 pixels are CodeMirror's own padding. */
const theme = EditorView.theme(
  Object.fromEntries(depths.map((depth) => [`.cm-line.hang-${depth}`, { paddingLeft: `calc(${depth}ch + 6px)`, textIndent: `-${depth}ch` }])),
);

function decorate({ state, visibleRanges }: EditorView): DecorationSet {
  const builder = new RangeSetBuilder<Decoration>();
  for (const { from, to } of visibleRanges) {
    for (let at = from; at <= to; ) {
      const line = state.doc.lineAt(at);
      const depth = Math.min(DEEPEST, /^ *(?:(?:- |# ) *)*/.exec(line.text)![0].length + (/^\s*#/.test(line.text) ? 0 : 2));
      builder.add(line.from, line.from, lines[depth]!);
      at = line.to + 1;
    }
  }
  return builder.finish();
}

const plugin = ViewPlugin.fromClass(
  class {
    decorations: DecorationSet;
    constructor(view: EditorView) {
      this.decorations = decorate(view);
    }
    update(update: ViewUpdate): void {
      if (update.docChanged || update.viewportChanged) this.decorations = decorate(update.view);
    }
  },
  { decorations: (value) => value.decorations },
);

export const hangingIndent: Extension = [theme, plugin];
