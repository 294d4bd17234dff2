// `virtual:command-line-messages`: the messages of the command line, each as an export. They are read from its source, so that its Markdown
// and the page's have the same words; the bundler keeps those that are used.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "./build-paths-and-plugins.mjs";

const ID = "virtual:command-line-messages";
const RESOLVED = "\0clbplan:command-line-messages";

/** `NAME = "English", "Chinese";`, with Rust's escapes, which are those of JSON. */
const MESSAGE = /^ *([A-Z][A-Z0-9_]*) = ("(?:[^"\\]|\\.)*"), ("(?:[^"\\]|\\.)*");$/gm;

export const commandLineMessages = () => ({
  name: "clbplan:command-line-messages",
  resolveId: (id) => (id === ID ? RESOLVED : undefined),
  load(id) {
    if (id !== RESOLVED) return undefined;
    const file = join(ROOT, "host/cli/src/messages.rs");
    const found = [...readFileSync(file, "utf8").matchAll(MESSAGE)];
    if (found.length < 200) throw new Error(`${file} has another form: ${found.length} messages were found`);
    return found.map(([, name, en, zh]) => `export const ${name} = /* @__PURE__ */ [${en}, ${zh}];`).join("\n");
  },
});
