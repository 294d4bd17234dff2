// The examples of the page, out of the scenarios of the tests: which ones, what they are called, and their files as data.
import { STEPS, STORIES } from "./chinese.mjs";
import { hasScenario, readScenario } from "./scenario-files.mjs";

/** Group, scenario, English title, Chinese title; the first is what a first visit sees. */
export const CHOSEN = [
  ["start", "lifecycle/08-port-added", "Add a port", "新增一个端口"],
  ["start", "lifecycle/06-public-created", "A first public Service", "第一个公网 Service"],
  ["start", "documentation/internal-clb", "An internal load balancer", "内网负载均衡"],
  ["start", "documentation/https-hosts", "HTTPS with two hosts", "HTTPS 与两个域名"],
  ["start", "backends/nodes-to-ready-pods", "Straight to the Pods", "直连 Pod"],
  ["start", "lifecycle/08-nothing-differs", "Nothing differs", "没有差异"],
  ["stories", "stories/web-shop", "A shop, from first sale to closing", "网店：从开张到关闭"],
  ["stories", "stories/from-tcp-to-https", "From TCP to HTTPS and back", "从 TCP 到 HTTPS 再返回"],
  ["stories", "stories/keep-the-address", "Keep the address for ever", "永久保留地址"],
  ["stories", "stories/rolling-upgrade", "A rolling upgrade", "滚动升级"],
  ["stories", "stories/deleted-in-console-then-recreated", "Deleted in the console", "在控制台被删除"],
  ["danger", "lifecycle/09-public-to-internal-rebuild", "Public to internal, older controllers", "公网改内网（旧版控制器）"],
  ["danger", "lifecycle/09-public-to-internal-blocked", "Public to internal, newer controllers", "公网改内网（新版控制器）"],
  ["danger", "lifecycle/02-type-changed-to-cluster-ip", "LoadBalancer to ClusterIP", "LoadBalancer 改为 ClusterIP"],
  ["danger", "lifecycle/02-deleted-with-its-clb", "Delete the Service", "删除 Service"],
  ["danger", "backends/all-nodes-not-ready", "No node is ready", "所有节点未就绪"],
  ["danger", "release/orphan-listed", "An orphan that still costs", "仍在计费的孤儿实例"],
  ["sharing", "lifecycle/07-existing-adopted", "Use an existing load balancer", "使用已有负载均衡"],
  ["sharing", "adoption/shared-on-another-port", "Two Services share one", "两个 Service 共用"],
  ["sharing", "adoption/port-of-another-service", "The port is another Service's", "端口已被其他 Service 使用"],
  ["sharing", "adoption/created-by-tke-for-another-service", "It was bought by TKE", "由 TKE 购买的实例"],
  ["mistakes", "inputs/mistyped-annotation", "A mistyped annotation", "注解拼写错误"],
  ["mistakes", "validation/many-mistakes-at-once", "Many faults at once", "多个错误"],
  ["mistakes", "validation/inside-a-json-annotation", "Inside a JSON annotation", "JSON 注解内部"],
  ["mistakes", "inputs/rejected-by-the-api-server", "What the API server refuses", "API Server 会拒绝的内容"],
  ["rails", "policy/deletion-denied", "A deletion, denied", "拒绝删除"],
  ["rails", "policy/bandwidth-and-protection-warned", "Warned, not denied", "警告而不拒绝"],
];

/** All of them; a scenario that was renamed or taken away is an error. */
export function examples() {
  const missing = CHOSEN.filter(([, id]) => !hasScenario(id));
  if (missing.length > 0) throw new Error(`examples without a scenario: ${missing.map(([, id]) => id).join(", ")}`);
  return CHOSEN.map(([group, id, en, zh]) => example(group, id, { en, "zh-CN": zh }));
}

function example(group, id, title) {
  const scenario = readScenario(id);
  const chinese = [inChinese(STORIES, id)].flat();
  const isStory = scenario.steps.length > 1;
  const steps = scenario.steps.map(({ title: name, description, ...step }, index) => ({
    ...step,
    title: isStory ? { en: name, "zh-CN": inChinese(STEPS, name) } : title,
    says: { en: description, "zh-CN": inChinese(chinese, index) },
  }));
  return { ...scenario, id, group, title, steps };
}

function inChinese(words, key) {
  if (!(key in words)) throw new Error(`no Chinese for ${typeof key === "number" ? `step ${key + 1} after ${words[0]}` : key} in build/chinese.mjs`);
  return words[key];
}
