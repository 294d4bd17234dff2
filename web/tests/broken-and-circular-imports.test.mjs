// Relative imports lead to files, and neither files nor folders import each other in a circle: in web/, pkg/ and the plug-ins for consoles.
import assert from "node:assert/strict";
import { existsSync, readFileSync, readdirSync, statSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { test } from "node:test";

const ROOT = join(import.meta.dirname, "../..");
const FOLDERS = ["web", "pkg", "host/headlamp", "host/openshift", "host/backstage"];

/** Installed or built. */
const SKIPPED = ["node_modules", "web/dist", "pkg/web", "pkg/element", "pkg/element.js", "pkg/element.classic.js", "pkg/npm", "host/headlamp/dist", "host/openshift/dist", "host/backstage/dist"];

/** Paths from the root, of all files with code. */
function codeFiles(folder) {
  return readdirSync(join(ROOT, folder)).flatMap((name) => {
    const path = `${folder}/${name}`;
    if (SKIPPED.includes(name) || SKIPPED.includes(path)) return [];
    if (statSync(join(ROOT, path)).isDirectory()) return codeFiles(path);
    return /\.(ts|tsx|mts|js|jsx|mjs)$/.test(name) ? [path] : [];
  });
}

/** `import … from "./a"`, `export … from "./a"`, `import "./a"`, `import("./a")`. */
const RELATIVE_IMPORT = /(?:\bfrom\s*|\bimport\s*\(?\s*)["'](\.\.?\/[^"'?]+)/g;

const pathOf = (file, specifier) => relative(ROOT, join(ROOT, dirname(file), specifier)).replaceAll("\\", "/");

/** The file that a relative import means. A `.js` may stand for its declarations, and a name without an ending for TypeScript. */
function resolve(file, specifier) {
  const path = pathOf(file, specifier);
  const candidates = [path, path.replace(/\.js$/, ".d.ts"), ...[".ts", ".tsx", ".mjs", ".js"].map((ending) => path + ending)];
  return candidates.find((candidate) => existsSync(join(ROOT, candidate)) && statSync(join(ROOT, candidate)).isFile());
}

const specifiersIn = (file) => [...readFileSync(join(ROOT, file), "utf8").matchAll(RELATIVE_IMPORT)].map(([, specifier]) => specifier);

const importsOf = (file) => {
  const targets = specifiersIn(file).map((specifier) => resolve(file, specifier));
  return targets.filter((target) => target !== undefined && target !== file);
};

/** A circle in a graph (a map from nodes to lists of nodes), or undefined. */
function circle(graph) {
  const finished = new Set();
  const visit = (node, path) => {
    if (path.includes(node)) return [...path.slice(path.indexOf(node)), node];
    if (finished.has(node)) return undefined;
    for (const next of graph.get(node) ?? []) {
      const found = visit(next, [...path, node]);
      if (found) return found;
    }
    finished.add(node);
    return undefined;
  };
  for (const node of graph.keys()) {
    const found = visit(node, []);
    if (found) return found;
  }
  return undefined;
}

/** In each folder, the imports between its children: files, and subfolders as a whole. */
function foldersGraphs(graph) {
  const graphs = new Map();
  for (const [from, targets] of graph) {
    for (const to of targets) {
      const [left, right] = [from.split("/"), to.split("/")];
      const depth = left.findIndex((part, index) => part !== right[index]);
      const folder = left.slice(0, depth).join("/") || ".";
      const children = graphs.get(folder) ?? new Map();
      children.set(left[depth], [...(children.get(left[depth]) ?? []), right[depth]]);
      graphs.set(folder, children);
    }
  }
  return graphs;
}

const circles = (graph) => [...foldersGraphs(graph)].flatMap(([folder, children]) => {
  const found = circle(children);
  return found ? [`${folder}: ${found.join(" → ")}`] : [];
});

/** Whether it exists only after a build. */
const isBuilt = (path) => SKIPPED.some((skipped) => path === skipped || path.startsWith(`${skipped}/`));

test("a relative import leads to a file", () => {
  // This file names some that do not exist.
  const files = FOLDERS.flatMap(codeFiles).filter((file) => !file.endsWith("/broken-and-circular-imports.test.mjs"));
  const broken = files.flatMap((file) => specifiersIn(file).filter((specifier) => !resolve(file, specifier) && !isBuilt(pathOf(file, specifier))).map((specifier) => `${file}: ${specifier}`));
  assert.deepEqual(broken, []);
});

test("no file or folder is imported in a circle", () => {
  const graph = new Map(FOLDERS.flatMap(codeFiles).map((file) => [file, importsOf(file)]));
  const edges = [...graph.values()].flat().length;
  assert.ok(graph.size > 60 && edges > 100, `${graph.size} files, ${edges} imports`);
  assert.deepEqual(graph.get("web/src/page/start-page.ts"), ["web/src/page/page-controller.ts"]);
  assert.deepEqual(circles(graph), []);
});

test("circles of files and of folders are found", () => {
  assert.deepEqual(circles(new Map([["web/a.ts", ["web/b.ts"]], ["web/b.ts", ["web/c.ts"]], ["web/c.ts", ["web/a.ts"]]])), ["web: a.ts → b.ts → c.ts → a.ts"]);
  assert.deepEqual(circles(new Map([["web/x/a.ts", ["web/y/b.ts"]], ["web/y/c.ts", ["web/x/d.ts"]]])), ["web: x → y → x"]);
  assert.deepEqual(circles(new Map([["web/x/a.ts", ["web/b.ts"]], ["web/c.ts", ["web/x/a.ts"]]])), []);
});
