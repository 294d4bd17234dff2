// Files and folders that are dropped anywhere on the page, and files that are pasted.

import type { DropTarget } from "./read-files.ts";

/** Where the pointer is: on one of the parts of the overlay, or on none. */
const partUnder = ({ target }: Event): HTMLElement | null => (target instanceof Element ? target.closest<HTMLElement>("[data-drop]") : null);

/** `read`: reads what was dropped on a part of the overlay, or beside them. */
export function onDrop(host: HTMLElement, read: (files: File[], on: DropTarget | undefined) => Promise<void>, unreadable: (name: string) => void): void {
  const show = (isShown: boolean, part: HTMLElement | null): void => {
    host.classList.toggle("dropping", isShown);
    for (const each of host.querySelectorAll("[data-drop]")) each.classList.toggle("over", each === part);
  };
  addEventListener("dragover", (event) => {
    if (!event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    show(true, partUnder(event));
  });
  addEventListener("dragleave", (event) => {
    if (event.relatedTarget === null) show(false, null);
  });
  // In the capture phase: an editor would insert the file's text itself, however large.
  addEventListener(
    "drop",
    (event) => {
      show(false, null);
      const dropped = event.dataTransfer;
      if (!dropped?.files.length) return;
      event.preventDefault();
      event.stopPropagation();
      const name = dropped.files[0]!.name;
      const on = partUnder(event)?.dataset["drop"] as DropTarget | undefined;
      filesIn(dropped).then((files) => read(files, on)).catch(() => unreadable(name));
    },
    true,
  );
}

/** The dropped files, and the YAML and JSON files in dropped folders. Must be called during the event, because its data is gone
 * afterwards. */
function filesIn({ items, files }: DataTransfer): Promise<File[]> {
  const entries = [...items].map((item) => item.webkitGetAsEntry?.()).filter((entry) => entry !== null && entry !== undefined);
  if (!entries.some((entry) => entry.isDirectory)) return Promise.resolve([...files]);
  return Promise.all(entries.map((entry) => filesBelow(entry, true))).then((found) => found.flat());
}

/** A file that was dropped itself is read whatever its name is. */
async function filesBelow(entry: FileSystemEntry, droppedItself: boolean): Promise<File[]> {
  if (entry.isDirectory) {
    const children = (await allEntries((entry as FileSystemDirectoryEntry).createReader())).toSorted((left, right) => (left.name < right.name ? -1 : 1));
    return (await Promise.all(children.map((child) => filesBelow(child, false)))).flat();
  }
  if (!droppedItself && !/\.(ya?ml|json)$/i.test(entry.name)) return [];
  return [await new Promise<File>((done, failed) => (entry as FileSystemFileEntry).file(done, failed))];
}

/** A reader returns up to a hundred entries per call, and none at the end. */
async function allEntries(reader: FileSystemDirectoryReader): Promise<FileSystemEntry[]> {
  const found: FileSystemEntry[] = [];
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((done, failed) => reader.readEntries(done, failed));
    if (some.length === 0) return found;
    found.push(...some);
  }
}

/** Files from the clipboard, and a text of which every other character is zero: UTF-16 that another program has taken for bytes. */
export function onPaste(name: () => string, read: (files: File[]) => Promise<void>): void {
  addEventListener(
    "paste",
    (event) => {
      const pasted = event.clipboardData;
      const text = pasted?.getData("text/plain") ?? "";
      const isEditor = (event.composedPath()[0] as Element).closest?.(".cm-content");
      const files = text === "" ? [...(pasted?.files ?? [])] : text.includes("\0") && isEditor ? [new File([Uint8Array.from(text, (character) => character.charCodeAt(0))], name())] : [];
      if (files.length === 0) return;
      event.preventDefault();
      event.stopPropagation();
      void read(files);
    },
    true,
  );
}
