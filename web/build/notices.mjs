// The notices of the licences of the npm packages in what is built: the licences ask that copies carry them.
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";

const LINE = "-".repeat(80);

/** A plugin that notes in `packages` which packages have code in the output. */
export const noting = (packages) => ({
  name: "clbplan:notices",
  generateBundle(_options, bundle) {
    for (const chunk of Object.values(bundle)) {
      for (const id of chunk.moduleIds ?? []) {
        const folder = packageOf(id);
        if (folder) packages.add(folder);
      }
    }
  },
});

/** The folder of the package that a module belongs to. */
function packageOf(id) {
  if (!id.includes("/node_modules/")) return undefined;
  for (let folder = dirname(id.replace(/^\0/, "").replace(/\?.*$/, "")); folder.includes("/node_modules/"); folder = dirname(folder)) {
    const file = join(folder, "package.json");
    // Folders of a package may have a package.json of their own, without a name.
    if (existsSync(file) && JSON.parse(readFileSync(file, "utf8")).version) return folder;
  }
  throw new Error(`no package has ${id}`);
}

/** The notices as one text. */
export function notices(packages) {
  const sections = [...packages].map((folder) => {
    const { name, version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
    const file = readdirSync(folder).find((file) => /^licen[cs]e/i.test(file));
    if (!file) throw new Error(`${name} has no file with its licence`);
    return `${name} ${version} (${license})\n\n${readFileSync(join(folder, file), "utf8").replaceAll("\r\n", "\n").trim()}\n`;
  });
  return [...new Set(sections)].sort().join(`\n${LINE}\n\n`);
}
