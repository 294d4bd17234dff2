// Reads a test scenario (`tests/scenarios/`) as data. The only file of the page's build that knows how scenarios are stored; the
// tests' own reader is `tests/harness/`, and `tests/scenario-reader-agrees-with-core.test.mjs` compares the two.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse, parseAllDocuments, stringify } from "yaml";
import { ROOT } from "./build-paths-and-plugins.mjs";

const SCENARIOS = join(ROOT, "tests/scenarios");

const fileOf = (id) => join(SCENARIOS, `${id}.md`);

export const hasScenario = (id) => existsSync(fileOf(id));

/**
 * A scenario for the page:
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
  const { context, live, clb, steps } = readRequests(id);
  const text = typeof live === "string" ? live : (live ?? []).map((object) => stringify(object, { lineWidth: 0 })).join("---\n");
  return { context: context ?? {}, live: text, clb: clb ?? null, steps: steps.map(forPage) };
}

function forPage({ title, description, request: { manifests, prune, locale: _, positionEncoding: __, ...request }, objects, patch }) {
  return { title, description, manifest: manifests ?? "", request: prune ? { ...request, prune } : request, objects, patch };
}

/** A scenario as its requests: the state before the first step, and the members that each step adds. */
export function readRequests(id) {
  const base = new Base(parse(readFileSync(join(SCENARIOS, "base.yaml"), "utf8")));
  const [head, ...steps] = sections(readFileSync(fileOf(id), "utf8"));
  const isStory = steps.length > 0;
  return {
    title: head.title,
    context: context(base, head),
    live: live(base, head),
    clb: head.blocks.has("yaml clb") ? base.clb(parse(head.blocks.get("yaml clb"))) : isStory ? { loadBalancers: [], complete: true } : undefined,
    steps: isStory ? steps.map((step) => storyStep(base, step)) : [onlyStep(head)],
  };
}

const onlyStep = (head) => ({ title: head.title, description: head.prose, request: members(head), objects: [], patch: null });

function storyStep(base, step) {
  const manifests = step.blocks.get("yaml manifests") ?? "";
  return {
    title: step.title.replace(/^Step \d+: /, ""),
    description: step.prose,
    request: { manifests, prune: manifests === "", ...members(step) },
    objects: documents(base, step.blocks.get("yaml live") ?? ""),
    patch: step.blocks.has("yaml clb") ? base.expand(parse(step.blocks.get("yaml clb"))) : null,
  };
}

/** The manifests and further members. */
function members({ blocks }) {
  const manifests = blocks.has("yaml manifests") ? { manifests: blocks.get("yaml manifests") } : {};
  return { ...manifests, ...(blocks.has("yaml request") ? parse(blocks.get("yaml request")) : {}) };
}

const isWithout = (section, part) => (section.lines.get("without") ?? "").split(",").some((known) => known.trim() === part);

function live(base, head) {
  const { blocks } = head;
  if (blocks.has("yaml live as text")) return blocks.get("yaml live as text");
  if (blocks.has("yaml live without nodes")) return documents(base, blocks.get("yaml live without nodes"));
  if (isWithout(head, "live")) return undefined;
  const objects = documents(base, blocks.get("yaml live") ?? "");
  const other = objects.findIndex(({ kind }) => kind !== "Service");
  return objects.toSpliced(other < 0 ? objects.length : other, 0, ...base.nodes, ...base.services);
}

function context(base, head) {
  const { blocks } = head;
  if (blocks.has("yaml context as given")) return parse(blocks.get("yaml context as given"));
  if (isWithout(head, "context")) return undefined;
  return blocks.has("yaml context") ? merged(base.context, parse(blocks.get("yaml context"))) : base.context;
}

const documents = (base, yaml) =>
  parseAllDocuments(yaml)
    .map((document) => document.toJS())
    .filter((object) => object !== null && object !== undefined)
    .flatMap((object) => object.items ?? [object])
    .map((object) => base.expand(object));

/** The sections of a file: its head, and one for each step. */
function sections(file) {
  const found = [];
  let fence;
  for (const line of file.match(/[^\n]*\n|[^\n]+$/g)) {
    const text = line.replace(/\r?\n$/, "");
    if (fence) {
      if (text === fence.ticks) {
        found.at(-1).blocks.set(fence.info, fence.lines.join(""));
        fence = undefined;
      } else fence.lines.push(line);
      continue;
    }
    const [, ticks, info] = /^(`{3,})(.*)$/.exec(text) ?? [];
    const [, title] = /^##? (.*)$/.exec(text) ?? [];
    const [, key, value] = /^- ([a-z ]+): (.*)$/.exec(text) ?? [];
    if (ticks) fence = { ticks, info, lines: [] };
    else if (title) found.push({ title, prose: "", lines: new Map(), blocks: new Map() });
    else if (key) found.at(-1).lines.set(key, value);
    else if (text.trim()) found.at(-1).prose = `${found.at(-1).prose} ${text.trim()}`.trim();
  }
  return found;
}

/** `base.yaml`, which says how references to it work. */
class Base {
  constructor({ context, nodes, services, objects }) {
    this.context = context;
    this.objects = objects;
    this.nodes = nodes.map((node) => this.expand(node));
    this.services = services.map((service) => this.expand(service));
  }

  expand(value) {
    if (Array.isArray(value)) return value.map((item) => this.expand(item));
    if (typeof value !== "object" || value === null) return value;
    const { base, ...members } = value;
    const own = {};
    for (const [key, member] of Object.entries(members)) {
      own[key] = key === "Targets" && Array.isArray(member) ? member.map((target) => this.target(target)) : this.expand(member);
    }
    return base === undefined ? own : merged(this.named(base), own);
  }

  named(reference) {
    const [name, argument = ""] = reference.split(" ");
    if (!(name in this.objects)) throw new Error(`base.yaml has no ${name}`);
    return this.expand(withArgument(this.objects[name], argument));
  }

  target(target) {
    if (typeof target !== "string") return this.expand(target);
    const [, name, port, weight = "10"] = /^(.*):(\d+)(?: weight (\d+))?$/.exec(target);
    return merged(this.named(`target-${name}`), { Port: Number(port), Weight: Number(weight) });
  }

  clb(block) {
    if (!Array.isArray(block)) return this.expand(block);
    const state = { loadBalancers: [], listeners: {}, targets: {}, complete: true };
    for (const { listeners = [], ...own } of block) {
      const balancer = this.expand(own);
      const both = listeners.map((listener) => this.listener(listener));
      state.loadBalancers.push(balancer);
      state.listeners[balancer.LoadBalancerId] = both.map(([listener]) => listener);
      state.targets[balancer.LoadBalancerId] = both.map(([, targets]) => targets);
    }
    return state;
  }

  listener({ Targets = [], TargetsOfRules, ...own }) {
    const listener = this.expand(own);
    const entry = {};
    for (const key of ["ListenerId", "Protocol", "Port", "EndPort"]) if (key in listener) entry[key] = listener[key];
    entry.Targets = TargetsOfRules ? null : Targets;
    if (TargetsOfRules || "Rules" in listener) entry.Rules = TargetsOfRules ?? null;
    return [listener, this.expand(entry)];
  }
}

function withArgument(value, argument) {
  if (typeof value === "string") return value.replaceAll("{0000}", argument.padStart(4, "0")).replaceAll("{}", argument);
  if (Array.isArray(value)) return value.map((item) => withArgument(item, argument));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, withArgument(member, argument)]));
}

/** JSON merge patch, RFC 7396. */
function merged(target, patch) {
  if (typeof patch !== "object" || patch === null || Array.isArray(patch)) return patch;
  const out = typeof target === "object" && target !== null && !Array.isArray(target) ? { ...target } : {};
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) delete out[key];
    else out[key] = merged(out[key], value);
  }
  return out;
}
