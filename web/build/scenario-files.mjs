// Reads a test scenario (`tests/scenarios/`) as data. The only file of the page's build that knows how scenarios are stored.
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { parseAllDocuments } from "yaml";
import { ROOT } from "./plugins.mjs";

const SCENARIOS = join(ROOT, "tests/scenarios");

export const hasScenario = (id) => existsSync(join(SCENARIOS, id));

/**
 * A scenario:
 * - `context`: the request's member, `{}` by default
 * - `live`: YAML text, "" by default
 * - `clb`: a ClbState; null if the scenario has none
 * - `steps`: one, or the steps of a walkthrough, each with
 *   - `title`: a short English name
 *   - `description`: what happens, in English, on one line
 *   - `manifest`: YAML text without the description
 *   - `request`: further members of the request
 *   - `objects`: objects that were created or changed since the previous step; one with nothing but metadata was deleted
 *   - `patch`: changes of the cloud since the previous step, as a JSON merge patch; null if there are none
 */
export function readScenario(id) {
  const folder = join(SCENARIOS, id);
  const names = stepNames(folder);
  return {
    context: json(join(folder, "context.json")) ?? {},
    live: text(join(folder, "live.yaml")) ?? "",
    clb: json(join(folder, "clb.json")) ?? (names.length > 1 ? { loadBalancers: [], complete: true } : null),
    steps: names.map((name) => step(folder, name)),
  };
}

const SINGLE = "service";

const stepNames = (folder) => {
  if (existsSync(join(folder, `${SINGLE}.yaml`))) return [SINGLE];
  return readdirSync(folder)
    .filter((file) => /^\d+-[^.]*\.yaml$/.test(file))
    .map((file) => file.slice(0, -".yaml".length))
    .sort((left, right) => Number.parseInt(left, 10) - Number.parseInt(right, 10));
};

function step(folder, name) {
  const isSingle = name === SINGLE;
  const prefix = isSingle ? "" : `${name}.`;
  const yaml = readFileSync(join(folder, `${name}.yaml`), "utf8");
  const { function: _, locale: __, positionEncoding: ___, manifests, ...request } = json(join(folder, `${prefix}request.json`)) ?? {};
  const deletesAll = !isSingle && objects(yaml).length === 0;
  return {
    title: name.replace(/^\d+-/, "").replaceAll("-", " "),
    description: description(yaml),
    manifest: typeof manifests === "string" ? manifests : yaml.replace(COMMENT, ""),
    request: { ...request, ...(deletesAll ? { prune: true } : {}) },
    objects: isSingle ? [] : objects(text(join(folder, `${prefix}live.yaml`)) ?? ""),
    patch: isSingle ? null : (json(join(folder, `${prefix}clb.json`)) ?? null),
  };
}

/** The comment at the beginning of a scenario. */
const COMMENT = /^(?:#.*\n)*/;

/** The comment's text, without the lines for the tests. */
const description = (yaml) =>
  COMMENT.exec(yaml)[0]
    .replace(/^#\s*(covers|verdict|eras):.*\n/gm, "")
    .replace(/^#\s?/gm, "")
    .replaceAll("\n", " ")
    .trim();

const objects = (yaml) =>
  parseAllDocuments(yaml)
    .map((document) => document.toJS())
    .filter((object) => object !== null && object !== undefined)
    .flatMap((object) => object.items ?? [object]);

const text = (file) => (existsSync(file) ? readFileSync(file, "utf8") : undefined);

const json = (file) => (existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : undefined);
