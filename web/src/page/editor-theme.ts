// How texts look, in the editors and in the comparison: YAML with colours, in the page's own colours.

import { HighlightStyle, syntaxHighlighting } from "@codemirror/language";
import type { Extension } from "@codemirror/state";
import { EditorView, highlightSpecialChars } from "@codemirror/view";
import { tags } from "@lezer/highlight";
import { visible } from "../element/show-hidden-characters.ts";
import { hangingIndent } from "./hanging-indent.ts";
import { yaml } from "./highlight.ts";

const colours = HighlightStyle.define([
  { tag: [tags.propertyName, tags.definition(tags.propertyName)], color: "var(--accent)" },
  { tag: [tags.string, tags.special(tags.string), tags.content], color: "var(--text)" },
  { tag: [tags.number, tags.bool, tags.null, tags.atom], color: "var(--changed)" },
  { tag: [tags.comment, tags.lineComment], color: "var(--muted)", fontStyle: "italic" },
  { tag: [tags.keyword, tags.meta, tags.labelName, tags.typeName], color: "var(--blocked)" },
  { tag: [tags.punctuation, tags.separator, tags.bracket, tags.squareBracket, tags.brace], color: "var(--muted)" },
]);

const theme = EditorView.theme({
  "&": { height: "100%", fontSize: "13px", color: "var(--text)", backgroundColor: "var(--surface)" },
  "&.cm-focused": { outline: "none" },
  ".cm-scroller": { fontFamily: "var(--mono)", lineHeight: "20px", overflow: "auto" },
  ".cm-content": { caretColor: "var(--text)", padding: "8px 0" },
  ".cm-cursor": { borderLeftColor: "var(--text)" },
  ".cm-gutters": { backgroundColor: "var(--surface)", color: "var(--muted)", border: "none" },
  ".cm-activeLine": { backgroundColor: "color-mix(in srgb, var(--raised) 70%, transparent)" },
  ".cm-activeLineGutter": { backgroundColor: "transparent", color: "var(--text)" },
  ".cm-line.marked": { backgroundColor: "var(--mark)", boxShadow: "inset 3px 0 var(--accent)" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": { backgroundColor: "var(--selection)" },
  ".cm-selectionMatch": { backgroundColor: "var(--mark)" },
  ".cm-tooltip": { backgroundColor: "var(--surface)", color: "var(--text)", border: "1px solid var(--line)", borderRadius: "6px", boxShadow: "0 4px 16px rgb(0 0 0 / 18%)", maxWidth: "min(520px, 90vw)" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul": { fontFamily: "var(--mono)", maxHeight: "352px" },
  ".cm-tooltip-autocomplete > ul > li[aria-selected]": { backgroundColor: "var(--accent)", color: "var(--surface)" },
  // On a narrow screen: below the list instead of over it, or above a list that opens upwards.
  ".cm-completionInfo-left-narrow, .cm-completionInfo-right-narrow": { left: "0 !important", right: "0 !important", top: "100% !important", bottom: "auto !important", maxHeight: "160px !important", overflow: "auto" },
  ".cm-tooltip-above .cm-completionInfo-left-narrow, .cm-tooltip-above .cm-completionInfo-right-narrow": { top: "auto !important", bottom: "100% !important" },
  ".cm-completionInfo": { padding: "8px 12px", fontSize: "13px", lineHeight: "20px" },
  ".markdown": { padding: "8px 12px", fontSize: "13px", lineHeight: "20px", maxHeight: "320px", overflow: "auto" },
  ".markdown p": { margin: "0 0 4px", whiteSpace: "pre-line" },
  ".markdown ul": { margin: "0 0 4px", padding: "0 0 0 16px" },
  ".cm-diagnostic .markdown": { padding: "0" },
  ".cm-diagnostic .markdown p:first-child": { fontWeight: "600" },
  ".markdown code": { fontFamily: "var(--mono)", fontSize: "12px", backgroundColor: "var(--unchanged-soft)", borderRadius: "4px", padding: "0 4px" },
  ".markdown a": { color: "var(--accent)" },
  ".cm-completionInfo .markdown": { padding: "0" },
  ".cm-completionDetail": { fontStyle: "normal", opacity: "0.75", fontFamily: "system-ui, sans-serif" },
  ".cm-diagnostic": { padding: "8px 12px", borderLeftWidth: "4px", whiteSpace: "normal", fontSize: "13px", lineHeight: "20px" },
  ".cm-diagnosticAction": { backgroundColor: "var(--accent)", color: "var(--surface)", borderRadius: "4px", padding: "0 8px", margin: "4px 8px 0 0", cursor: "pointer", lineHeight: "24px", font: "inherit" },
  ".cm-diagnostic-error": { borderLeftColor: "var(--removed)" },
  ".cm-diagnostic-warning": { borderLeftColor: "var(--changed)" },
  ".cm-diagnostic-info": { borderLeftColor: "var(--accent)" },
  ".cm-lintRange": { backgroundImage: "none", textDecorationLine: "underline", textDecorationStyle: "wavy", textDecorationSkipInk: "none", textUnderlineOffset: "3px" },
  ".cm-lintRange-error": { textDecorationColor: "var(--removed)" },
  ".cm-lintRange-warning": { textDecorationColor: "var(--changed)" },
  ".cm-lintRange-info": { textDecorationColor: "var(--accent)" },
  ".cm-lint-marker": { width: "14px", height: "14px", font: "700 11px/14px var(--mono)", textAlign: "center", borderRadius: "7px" },
  ".cm-lint-marker-error": { content: "none", backgroundColor: "var(--removed-soft)", color: "var(--removed)" },
  ".cm-lint-marker-error::before": { content: '"✕"' },
  ".cm-lint-marker-warning": { content: "none", backgroundColor: "var(--changed-soft)", color: "var(--changed)" },
  ".cm-lint-marker-warning::before": { content: '"!"' },
  ".cm-lint-marker-info": { content: "none", backgroundColor: "var(--unchanged-soft)", color: "var(--accent)" },
  ".cm-lint-marker-info::before": { content: '"i"' },
  ".cm-panels": { backgroundColor: "var(--raised)", color: "var(--text)", borderColor: "var(--line)" },
  ".cm-panel.cm-search": { padding: "8px 32px 8px 12px", font: "13px/20px system-ui, sans-serif" },
  ".cm-panel.cm-search label": { fontSize: "13px", display: "inline-flex", alignItems: "center", gap: "4px", verticalAlign: "middle" },
  ".cm-searchMatch": { backgroundColor: "var(--changed-soft)", outline: "1px solid var(--changed)" },
  ".cm-searchMatch-selected": { backgroundColor: "var(--selection)" },
  ".cm-panel.cm-search [name=close]": { right: "8px", top: "8px", font: "16px/20px system-ui, sans-serif", color: "var(--muted)", cursor: "pointer" },
  ".cm-textfield, .cm-button": { height: "26px", padding: "0 8px", fontSize: "13px" },
  ".cm-textfield": { backgroundColor: "var(--surface)", color: "var(--text)", border: "1px solid var(--line)", borderRadius: "4px" },
  ".cm-button": { backgroundImage: "none", backgroundColor: "var(--surface)", border: "1px solid var(--line)", borderRadius: "4px" },
  ".cm-specialChar": { fontFamily: "var(--mono)", color: "var(--removed)", backgroundColor: "var(--removed-soft)", borderRadius: "4px" },
  ".cm-foldPlaceholder": { backgroundColor: "var(--unchanged-soft)", color: "var(--muted)", border: "none" },
  ".cm-placeholder": { color: "var(--muted)", whiteSpace: "pre-wrap" },
});

/** Those that CodeMirror shows by default, and all that turn the direction of writing. */
const hidden = highlightSpecialChars({
  addSpecialChars: /[\u200f\u202a-\u202e\u2066-\u2069]/,
  render: (code) => {
    const character = String.fromCodePoint(code);
    const text = visible(character);
    return Object.assign(document.createElement("span"), { className: "cm-specialChar", textContent: text === character ? `\\u{${code.toString(16)}}` : text });
  },
});

export const yamlLook: Extension = [hidden, yaml(), syntaxHighlighting(colours), EditorView.lineWrapping, hangingIndent, theme];
