// Searching in an editor, with its keys. Loaded when it is first used.

import { closeSearchPanel, findNext, findPrevious, highlightSelectionMatches, openSearchPanel, search } from "@codemirror/search";
import { type Extension, Prec } from "@codemirror/state";
import { keymap } from "@codemirror/view";

export { openSearchPanel };

const scope = "editor search-panel";

/** Before the other keys: Escape closes the panel first. */
export const searching: Extension = Prec.high([
  search({ top: true }),
  highlightSelectionMatches(),
  keymap.of([
    { key: "Mod-f", run: openSearchPanel, scope },
    ...["F3", "Mod-g"].map((key) => ({ key, run: findNext, shift: findPrevious, scope, preventDefault: true })),
    { key: "Escape", run: closeSearchPanel, scope },
  ]),
]);
