// The examples of the package's README, as files: what a reader copies is what is tested.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { PKG } from "./prepared.mjs";

const README = `\n${readFileSync(join(PKG, "README.md"), "utf8")}`;

/** Code below a heading: of a file that is named in its first line, or of a language. */
export function example(heading, name) {
  const start = README.indexOf(`\n${heading}\n`);
  if (start < 0) throw new Error(`no "${heading}" in the README`);
  const level = heading.match(/^#+/)[0].length;
  const rest = README.slice(start + heading.length + 2);
  const end = rest.search(new RegExp(`^#{1,${level}} `, "m"));
  const section = end < 0 ? rest : rest.slice(0, end);
  const blocks = [...section.matchAll(/^```(\w+)\n([\s\S]*?)^```/gm)].map(([, language, code]) => ({ language, code }));
  const found = blocks.find(({ language, code }) => code.startsWith(`// ${name}\n`) || language === name);
  if (!found) throw new Error(`no ${name} below "${heading}" in the README`);
  return found.code;
}

/** Puts examples of a section into a folder. */
export function copy(folder, heading, ...names) {
  for (const name of names) writeFileSync(join(folder, name), example(heading, name));
}
