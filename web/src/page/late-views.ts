// What is not needed for a first answer: the gallery, help, the start of an empty page, and where files are dropped.

export { examplesDialog, helpDialog, openExamples, openHelp } from "./examples-and-help-dialogs.ts";
export { dropOverlay } from "./drop-overlay.ts";
export { startView } from "./empty-page-view.ts";
