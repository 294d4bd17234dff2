// Extracts the examples of the packages' READMEs, so that the tests run what readers copy.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { PACKAGES } from "./package-fixture.mjs";

/** The code below a heading: of the file named in its first line, or of a language. */
export function example(heading, name, of = "clbplan") {
  const readme = `\n${readFileSync(join(PACKAGES[of], "README.md"), "utf8")}`;
  const start = readme.indexOf(`\n${heading}\n`);
  if (start < 0) throw new Error(`no "${heading}" in the README`);
  const level = heading.match(/^#+/)[0].length;
  const rest = readme.slice(start + heading.length + 2);
  const end = rest.search(new RegExp(`^#{1,${level}} `, "m"));
  const section = end < 0 ? rest : rest.slice(0, end);
  const blocks = [...section.matchAll(/^```(\w+)\n([\s\S]*?)^```/gm)].map(([, language, code]) => ({ language, code }));
  const found = blocks.find(({ language, code }) => code.startsWith(`// ${name}\n`) || language === name);
  if (!found) throw new Error(`no ${name} below "${heading}" in the README`);
  return found.code;
}

/** Writes the examples of a section to a folder. */
export function copy(folder, heading, ...names) {
  for (const name of names) writeFileSync(join(folder, name), example(heading, name));
}
