// What the builds have in common: what is made at build time, as modules to import.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

export const ROOT = join(import.meta.dirname, "../..");
export const WEB = join(ROOT, "web");
export const PKG = join(ROOT, "pkg");

/** The portable module. The package's own, for JavaScript, is larger. */
export const MODULE = join(PKG, "clbplan.wasm");

/** What every build takes, and what it makes. */
export const common = { root: WEB, configFile: false, logLevel: "warn", base: "./" };
export const output = { target: "es2022", cssTarget: ["chrome123", "firefox120", "safari17.5"], assetsInlineLimit: 0, reportCompressedSize: false };

/** `import value from "virtual:name"`; each value is a function, called when it is imported. */
export const virtual = (values) => ({
  name: "clbplan:virtual",
  resolveId: (id) => (id.startsWith("virtual:") && id.slice(8) in values ? `\0${id}` : undefined),
  load: (id) => (id.startsWith("\0virtual:") ? `export default ${JSON.stringify(values[id.slice(9)]())}` : undefined),
});

/** Style sheets are text in the program: what may go, goes. */
export const shorterCss = () => ({
  name: "clbplan:css",
  enforce: "pre",
  transform(code, id) {
    if (!/\.css\?inline$/.test(id)) return undefined;
    return { code: code.replace(/\/\*[\s\S]*?\*\//g, "").replace(/\s*\n\s*/g, "\n"), map: null };
  },
});

/** As a web server sends it. */
export const brotli = (content) => {
  const bytes = Buffer.from(content);
  return brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } }).length;
};

/** The module as text to be carried in a script: compressed first, or base64 would make a script of it that no web server can
 * make much smaller again, and that is over what some consoles take of a plugin (1 MiB). */
export const moduleInText = () => gzipSync(readFileSync(MODULE), { level: 9 }).toString("base64");
