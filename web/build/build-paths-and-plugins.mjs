// Shared by all builds: paths, options, and plugins.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { minify } from "terser";

export const ROOT = join(import.meta.dirname, "../..");
export const WEB = join(ROOT, "web");
export const PKG = join(ROOT, "pkg");

/** The portable module, which is smaller than the package's module for JavaScript. */
export const MODULE = join(PKG, "clbplan.wasm");

/** Options of every build. */
export const common = { root: WEB, configFile: false, logLevel: "warn", base: "./" };
export const output = { target: "es2022", cssTarget: ["chrome123", "firefox120", "safari17.5"], assetsInlineLimit: 0, reportCompressedSize: false };

/** Makes `import value from "virtual:name"` work: each value is a function, called when the module is loaded. */
export const virtual = (values) => ({
  name: "clbplan:virtual",
  resolveId: (id) => (id.startsWith("virtual:") && id.slice(8) in values ? `\0${id}` : undefined),
  load: (id) => (id.startsWith("\0virtual:") ? `export default ${JSON.stringify(values[id.slice(9)]())}` : undefined),
});

/** Removes indentation, which the minifier keeps in templates. */
export const shorterTemplates = () => ({
  name: "clbplan:templates",
  enforce: "pre",
  transform: (code, id) => (/\/src\/.*\.ts$/.test(id) ? { code: code.replace(/\n +/g, "\n"), map: null } : undefined),
});

/** Removes comments and line breaks from style sheets that are imported as text. */
export const shorterCss = () => ({
  name: "clbplan:css",
  enforce: "pre",
  transform(code, id) {
    if (!/\.css\?inline$/.test(id)) return undefined;
    return { code: code.replace(/\/\*[\s\S]*?\*\//g, "").replace(/\s*\n\s*/g, "\n"), map: null };
  },
});

/** Minifies again what the bundler has minified: a fiftieth smaller, which the element's budget needs. */
export const smaller = () => ({
  name: "clbplan:terser",
  async generateBundle({ format }, bundle) {
    for (const chunk of Object.values(bundle)) {
      if (chunk.type === "chunk") chunk.code = (await minify(chunk.code, { module: format === "es", ecma: 2022, compress: { passes: 3 } })).code;
    }
  },
});

/** Minifying twice takes as long as it takes. */
export const checks = { pluginTimings: false };

/** The size as a web server sends it. */
export const brotli = (content) => {
  const bytes = Buffer.from(content);
  return brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } }).length;
};

/** The module as text for a script. Compressed first: plain base64 would exceed the 1 MiB that some consoles allow for a plugin, and
 * compresses badly. */
export const moduleInText = () => gzipSync(readFileSync(MODULE), { level: 9 }).toString("base64");
