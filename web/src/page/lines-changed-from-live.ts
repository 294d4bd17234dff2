// Which lines of the manifest differ from what is live, as `kubectl diff` would show it: only what the manifest states is compared, so
// the API server's defaults, the status and other written fields do not count. Works on the lines of YAML in block style; a value in
// flow style is not compared.

/** A line of the manifest that differs. `live`: the value that it has now; undefined if there is none. */
export interface Difference {
  line: number;
  live: string | undefined;
}

interface Entry {
  /** In the whole text, counted from 1. */
  line: number;
  value: string;
}

const unquoted = (text: string): string => text.replace(/\s+#.*$/, "").trim().replace(/^(["'])(.*)\1$/, "$2");

/** The lines with a value, by their path. Items of a list are named by their port, their name, or their text. */
function entriesOf(lines: string[], first: number): Map<string, Entry> {
  const found = new Map<string, Entry>();
  const open: { indent: number; name: string }[] = [];
  /** The indentation of a key with a text of several lines. */
  let block = Infinity;
  for (const [index, text] of lines.entries()) {
    const depth = text.search(/\S/);
    if (depth < 0 || depth > block) continue;
    block = Infinity;
    // A value in flow style, an anchor or a tag is not compared: it may be the same in another form.
    if (/^ *(- +)?[{[]/.test(text)) continue;
    const [, spaces = "", dash = "", key, value = ""] = /^( *)(- +)?(?:("[^"]*"|'[^']*'|[^\s:#][^:]*?|[\w./-]+:?[\w./-]*):(?: +(.*))?)?$/.exec(text) ?? [];
    if (!dash && key === undefined) continue;
    const indent = spaces.length + dash.length;
    // A list may be as far to the left as its key.
    while (open.length > 0 && (open.at(-1)!.indent > spaces.length || (open.at(-1)!.indent === spaces.length && !(dash && !open.at(-1)!.name.startsWith("["))))) open.pop();
    if (dash) open.push({ indent: spaces.length, name: `[${itemName(lines, index, indent)}]` });
    if (key === undefined) continue;
    const path = [...open.map(({ name }) => name), unquoted(key)].join(".");
    if (/^[|>]/.test(value)) block = indent;
    if (/^[{[&*!|>]/.test(value)) continue;
    if (unquoted(value) === "") open.push({ indent, name: unquoted(key) });
    else found.set(path, { line: first + index, value: unquoted(value) });
  }
  return found;
}

/** What tells an item of a list from the others: its `port`, or else its `name`. */
function itemName(lines: string[], at: number, indent: number): string {
  const members = new Map<string, string>();
  for (let index = at; index < lines.length; index++) {
    const text = lines[index]!;
    if (index > at && text.search(/\S/) >= 0 && text.search(/\S/) < indent) break;
    const [, key, value] = /^ *(?:- +)?(\w+): +(.*)$/.exec(text) ?? [];
    if (key) members.set(key, unquoted(value!));
  }
  return members.get("port") ?? members.get("name") ?? unquoted(lines[at]!.replace(/^ *- */, ""));
}

interface Document {
  lines: string[];
  first: number;
}

function documentsOf(text: string): Document[] {
  const documents: Document[] = [{ lines: [], first: 1 }];
  for (const [index, line] of text.split("\n").entries()) {
    if (/^---(\s|$)/.test(line)) documents.push({ lines: [], first: index + 2 });
    else documents.at(-1)!.lines.push(line);
  }
  // A List's items are documents that are indented.
  return documents.flatMap(itemsOf);
}

function itemsOf(document: Document): Document[] {
  const { lines, first } = document;
  if (!lines.some((line) => /^kind: *List\b/.test(line))) return [document];
  const items: Document[] = [];
  for (const [index, line] of lines.entries()) {
    const start = /^( *)- (?=\S)/.exec(line);
    const width = items.length > 0 ? (items[0] as Document & { width: number }).width : (start?.[0].length ?? -1);
    if (start && start[0].length === width) items.push({ lines: [], first: first + index, width } as Document & { width: number });
    items.at(-1)?.lines.push(line.slice(width));
  }
  return items;
}

/** Differences of each Service that is in both texts. Empty if there is nothing to compare. */
export function differences(manifest: string, live: string, defaultNamespace: string): Difference[] {
  const named = (text: string): Map<string, Map<string, Entry>> =>
    new Map(
      documentsOf(text).flatMap(({ lines, first }) => {
        const entries = entriesOf(lines, first);
        const name = entries.get("metadata.name")?.value;
        return entries.get("kind")?.value === "Service" && name ? [[`${entries.get("metadata.namespace")?.value ?? (defaultNamespace || "default")}/${name}`, entries] as const] : [];
      }),
    );
  const now = named(live);
  return [...named(manifest)].flatMap(([name, wanted]) => {
    const current = now.get(name);
    return current ? [...wanted].filter(([path, { value }]) => !/^(status|metadata\.(uid|resourceVersion|creationTimestamp|generation|managedFields))\b/.test(path) && current.get(path)?.value !== value).map(([path, { line }]) => ({ line, live: current.get(path)?.value })) : [];
  });
}
