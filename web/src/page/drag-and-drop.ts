// Files and folders that are dropped anywhere on the page.

export function onDrop(host: HTMLElement, take: (files: File[]) => Promise<void>, unreadable: (name: string) => void): void {
  addEventListener("dragover", (event) => {
    if (!event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    host.classList.add("dropping");
  });
  addEventListener("dragleave", (event) => {
    if (event.relatedTarget === null) host.classList.remove("dropping");
  });
  // Capturing: an editor would insert the file's text itself, however large.
  addEventListener(
    "drop",
    (event) => {
      host.classList.remove("dropping");
      const dropped = event.dataTransfer;
      if (!dropped?.files.length) return;
      event.preventDefault();
      event.stopPropagation();
      const name = dropped.files[0]!.name;
      filesIn(dropped).then(take).catch(() => unreadable(name));
    },
    true,
  );
}

/** What was dropped, folders by the manifests and answers that are in them. Called while the event lasts: afterwards nothing is there. */
function filesIn({ items, files }: DataTransfer): Promise<File[]> {
  const entries = [...items].map((item) => item.webkitGetAsEntry?.()).filter((entry) => entry !== null && entry !== undefined);
  if (!entries.some((entry) => entry.isDirectory)) return Promise.resolve([...files]);
  return Promise.all(entries.map((entry) => within(entry, true))).then((found) => found.flat());
}

/** Of a folder only what can be meant; what was dropped by itself is read whatever it is called. */
async function within(entry: FileSystemEntry, asked: boolean): Promise<File[]> {
  if (entry.isDirectory) {
    const inner = (await all((entry as FileSystemDirectoryEntry).createReader())).toSorted((left, right) => (left.name < right.name ? -1 : 1));
    return (await Promise.all(inner.map((each) => within(each, false)))).flat();
  }
  if (!asked && !/\.(ya?ml|json)$/i.test(entry.name)) return [];
  return [await new Promise<File>((done, failed) => (entry as FileSystemFileEntry).file(done, failed))];
}

/** A reader gives a hundred at a time, and none at the end. */
async function all(reader: FileSystemDirectoryReader): Promise<FileSystemEntry[]> {
  const found: FileSystemEntry[] = [];
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((done, failed) => reader.readEntries(done, failed));
    if (some.length === 0) return found;
    found.push(...some);
  }
}
