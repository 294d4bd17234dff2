// What is not needed for a first answer: the gallery, help, and the start of an empty page.

export { examplesDialog, helpDialog, openExamples, openHelp } from "./examples-and-help-dialogs.ts";
export { startView } from "./start-view.ts";
