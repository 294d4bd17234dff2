// The keys of the editors. Left out of CodeMirror's default ones: moving by syntax, of which our reader of YAML knows nothing; several
// cursors, which only templates have; going to a line by its number; and a list of the findings, which are beside the editor.

import { completionKeymap, closeBracketsKeymap } from "@codemirror/autocomplete";
import { copyLineDown, copyLineUp, deleteLine, historyKeymap, indentLess, indentMore, insertBlankLine, moveLineDown, moveLineUp, selectLine, simplifySelection, standardKeymap, toggleComment, toggleTabFocusMode } from "@codemirror/commands";
import { foldKeymap } from "@codemirror/language";
import { nextDiagnostic } from "@codemirror/lint";
import type { KeyBinding } from "@codemirror/view";

const editing: KeyBinding[] = [
  { key: "Alt-ArrowUp", run: moveLineUp, shift: copyLineUp },
  { key: "Alt-ArrowDown", run: moveLineDown, shift: copyLineDown },
  { key: "Escape", run: simplifySelection },
  { key: "Mod-Enter", run: insertBlankLine },
  { key: "Alt-l", mac: "Ctrl-l", run: selectLine },
  { key: "Mod-[", run: indentLess },
  { key: "Mod-]", run: indentMore },
  { key: "Shift-Mod-k", run: deleteLine },
  { key: "Mod-/", run: toggleComment },
  { key: "Ctrl-m", mac: "Shift-Alt-m", run: toggleTabFocusMode },
  { key: "F8", run: nextDiagnostic },
];

export const keys: KeyBinding[] = [...closeBracketsKeymap, ...editing, ...standardKeymap, ...historyKeymap, ...foldKeymap, ...completionKeymap];
