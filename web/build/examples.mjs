// The examples of the page, out of the scenarios of the tests: which ones, what they are called, and their files as data.
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { parseAllDocuments } from "yaml";
import { STEPS, STORIES } from "./example-translations.mjs";
import { ROOT } from "./plugins.mjs";

/** Group, scenario, English title, Chinese title; the first is what a first visit sees. */
export const CHOSEN = [
  ["start", "lifecycle/08-port-added", "Add a port", "新增一个端口"],
  ["start", "lifecycle/06-public-created", "A first public Service", "第一个公网 Service"],
  ["start", "documentation/internal-orders", "An internal load balancer", "内网负载均衡"],
  ["start", "documentation/https-hosts", "HTTPS with two hosts", "HTTPS 与两个域名"],
  ["start", "backends/direct-binds-ready-pods", "Straight to the Pods", "直连 Pod"],
  ["start", "lifecycle/08-nothing-differs", "Nothing differs", "没有差异"],
  ["stories", "stories/web-shop", "A shop, from first sale to closing", "网店：从开张到关闭"],
  ["stories", "stories/from-tcp-to-https", "From TCP to HTTPS and back", "从 TCP 到 HTTPS 再返回"],
  ["stories", "stories/kept-address", "Keep the address for ever", "永久保留地址"],
  ["stories", "stories/rolling-upgrade", "A rolling upgrade", "滚动升级"],
  ["stories", "stories/lost-and-found", "Deleted in the console", "在控制台被删除"],
  ["danger", "lifecycle/09-public-to-internal-rebuild", "Public to internal, older controllers", "公网改内网（旧版控制器）"],
  ["danger", "lifecycle/09-public-to-internal-blocked", "Public to internal, newer controllers", "公网改内网（新版控制器）"],
  ["danger", "lifecycle/02-type-turned-to-cluster-ip", "LoadBalancer to ClusterIP", "LoadBalancer 改为 ClusterIP"],
  ["danger", "lifecycle/02-deleted-with-its-load-balancer", "Delete the Service", "删除 Service"],
  ["danger", "backends/all-nodes-not-ready", "No node is ready", "所有节点未就绪"],
  ["danger", "release/orphan-noticed", "An orphan that still costs", "仍在计费的孤儿实例"],
  ["sharing", "lifecycle/07-existing-adopted", "Use an existing load balancer", "使用已有负载均衡"],
  ["sharing", "adoption/shared-on-another-port", "Two Services share one", "两个 Service 共用"],
  ["sharing", "adoption/port-of-another-service", "The port is another Service's", "端口已被其他 Service 使用"],
  ["sharing", "adoption/bought-by-tke", "It was bought by TKE", "由 TKE 购买的实例"],
  ["mistakes", "inputs/mistyped-annotation", "A mistyped annotation", "注解拼写错误"],
  ["mistakes", "validation/many-faults-at-once", "Many faults at once", "多个错误"],
  ["mistakes", "validation/inside-a-json-annotation", "Inside a JSON annotation", "JSON 注解内部"],
  ["mistakes", "inputs/refused-by-the-api-server", "What the API server refuses", "API Server 会拒绝的内容"],
  ["rails", "policy/deletion-denied", "A deletion, denied", "拒绝删除"],
  ["rails", "policy/bandwidth-and-protection-warned", "Warned, not denied", "警告而不拒绝"],
];

const SCENARIOS = join(ROOT, "tests/scenarios");

/** All of them; a scenario that was renamed or taken away is an error. */
export function examples() {
  const missing = CHOSEN.filter(([, id]) => !existsSync(join(SCENARIOS, id)));
  if (missing.length > 0) throw new Error(`examples without a scenario: ${missing.map(([, id]) => id).join(", ")}`);
  return CHOSEN.map(([group, id, en, zh]) => example(group, id, { en, "zh-CN": zh }));
}

function example(group, id, title) {
  const folder = join(SCENARIOS, id);
  const chinese = [inChinese(STORIES, id)].flat();
  const steps = stepsOf(folder).map((name, index) => step(folder, name, inChinese(chinese, index)));
  return {
    id,
    group,
    title,
    context: json(join(folder, "context.json")) ?? {},
    live: text(join(folder, "live.yaml")) ?? "",
    clb: json(join(folder, "clb.json")) ?? (steps.length > 1 ? { loadBalancers: [], complete: true } : null),
    steps,
  };
}

const stepsOf = (folder) => {
  if (existsSync(join(folder, "service.yaml"))) return ["service"];
  return readdirSync(folder)
    .filter((file) => /^\d+-[^.]*\.yaml$/.test(file))
    .map((file) => file.slice(0, -".yaml".length))
    .sort((left, right) => Number.parseInt(left, 10) - Number.parseInt(right, 10));
};

function step(folder, name, chinese) {
  const prefix = name === "service" ? "" : `${name}.`;
  const yaml = readFileSync(join(folder, `${name}.yaml`), "utf8");
  const { function: _, locale: __, positionEncoding: ___, manifests, ...request } = json(join(folder, `${prefix}request.json`)) ?? {};
  const wanted = typeof manifests === "string" ? manifests : yaml.replace(COMMENT, "");
  const title = name.replace(/^\d+-/, "").replaceAll("-", " ");
  const nothing = prefix !== "" && objects(yaml).length === 0;
  return {
    title: prefix === "" ? { en: title, "zh-CN": title } : { en: title, "zh-CN": inChinese(STEPS, title) },
    says: { en: saidIn(yaml), "zh-CN": chinese },
    manifest: wanted,
    request: { ...request, ...(nothing ? { prune: true } : {}) },
    objects: prefix === "" ? [] : objects(text(join(folder, `${prefix}live.yaml`)) ?? ""),
    patch: prefix === "" ? null : (json(join(folder, `${prefix}clb.json`)) ?? null),
  };
}

function inChinese(words, key) {
  if (!(key in words)) throw new Error(`no Chinese for ${typeof key === "number" ? `step ${key + 1} after ${words[0]}` : key} in build/example-translations.mjs`);
  return words[key];
}

/** The comment that a scenario begins with. */
const COMMENT = /^(?:#.*\n)*/;

/** What it says, without the lines that only the tests read. */
const saidIn = (yaml) =>
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
