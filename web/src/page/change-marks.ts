// What the manifest changes, in its editor: a sign beside each line that differs from what is live, the live value behind it, and a
// background for lines that cost the address.

import { type EditorState, type Extension, RangeSet, StateEffect, StateField } from "@codemirror/state";
import { Decoration, type DecorationSet, EditorView, GutterMarker, WidgetType, gutter } from "@codemirror/view";
import type { Difference } from "./lines-changed-from-live.ts";

export interface LineChanges {
  differences: Difference[];
  /** Lines, counted from 1. */
  costly: number[];
  /** How the live value is written. */
  was: (value: string) => string;
}

export const setChanges = StateEffect.define<LineChanges>();

class Sign extends GutterMarker {
  constructor(
    readonly sign: string,
    override readonly elementClass: string,
  ) {
    super();
  }
  override eq(other: Sign): boolean {
    return other.sign === this.sign;
  }
  override toDOM(): Node {
    return document.createTextNode(this.sign);
  }
}

const ADDED = new Sign("+", "cm-added");
const CHANGED = new Sign("~", "cm-differs");

class LiveValue extends WidgetType {
  constructor(readonly text: string) {
    super();
  }
  override eq(other: LiveValue): boolean {
    return other.text === this.text;
  }
  toDOM(): HTMLElement {
    return Object.assign(document.createElement("span"), { className: "cm-live", textContent: this.text });
  }
}

interface Drawn {
  signs: RangeSet<GutterMarker>;
  lines: DecorationSet;
}

const NONE: Drawn = { signs: RangeSet.empty, lines: Decoration.none };

function drawn({ doc }: EditorState, { differences, costly, was }: LineChanges): Drawn {
  const inside = differences.filter(({ line }) => line <= doc.lines);
  const values = inside.flatMap(({ line, live }) => (live === undefined ? [] : [Decoration.widget({ widget: new LiveValue(was(live)), side: 1 }).range(doc.line(line).to)]));
  const backgrounds = [...new Set(costly)].filter((line) => line <= doc.lines).map((line) => Decoration.line({ class: "cm-costly" }).range(doc.line(line).from));
  return {
    signs: RangeSet.of(inside.map(({ line, live }) => (live === undefined ? ADDED : CHANGED).range(doc.line(line).from)), true),
    lines: Decoration.set([...values, ...backgrounds], true),
  };
}

const field = StateField.define<Drawn>({
  create: () => NONE,
  update(value, { state, effects, changes }) {
    const effect = effects.find((each) => each.is(setChanges));
    if (effect) return drawn(state, effect.value as LineChanges);
    return changes.empty ? value : { signs: value.signs.map(changes), lines: value.lines.map(changes) };
  },
  provide: (own) => EditorView.decorations.from(own, ({ lines }) => lines),
});

const theme = EditorView.theme({
  ".cm-changes": { width: "12px", textAlign: "center", fontFamily: "var(--mono)", fontWeight: "700" },
  ".cm-added": { color: "var(--new)" },
  ".cm-differs": { color: "var(--changed)" },
  ".cm-live": { color: "var(--muted)", fontStyle: "italic", paddingLeft: "2ch" },
  ".cm-costly": { backgroundColor: "var(--removed-soft)" },
});

export const lineChanges: Extension = [field, gutter({ class: "cm-changes", markers: (view) => view.state.field(field).signs }), theme];
