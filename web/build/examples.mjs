// The page's examples: which test scenarios, in which order, under which titles.
import { CHINESE } from "./example-descriptions.zh.mjs";
import { hasScenario, readScenario } from "./scenario-files.mjs";

/** Group, scenario, English title, Chinese title. A first visit shows the first one: a change that hurts. */
export const CHOSEN = [
  ["danger", "lifecycle/09-public-to-internal-rebuild", "Public to internal, older controllers", "公网改内网（旧版控制器）"],
  ["start", "lifecycle/08-port-added", "Add a port", "新增端口"],
  ["start", "lifecycle/06-public-created", "A first public Service", "第一个公网 Service"],
  ["start", "documentation/internal-clb", "An internal load balancer", "内网负载均衡"],
  ["start", "documentation/https-hosts", "HTTPS with two hosts", "HTTPS 与两个域名"],
  ["start", "backends/nodes-to-ready-pods", "Direct access to Pods", "直连 Pod"],
  ["start", "lifecycle/08-nothing-differs", "Nothing changes", "没有变更"],
  ["walkthroughs", "stories/web-shop", "A shop, from opening to closing", "网店：从开张到关闭"],
  ["walkthroughs", "stories/from-tcp-to-https", "From TCP to HTTPS and back", "从 TCP 到 HTTPS 再返回"],
  ["walkthroughs", "stories/keep-the-address", "Keep the address permanently", "永久保留地址"],
  ["walkthroughs", "stories/rolling-upgrade", "A rolling upgrade", "滚动升级"],
  ["walkthroughs", "stories/deleted-in-console-then-recreated", "Deleted in the console", "在控制台被删除"],
  ["danger", "lifecycle/09-public-to-internal-blocked", "Public to internal, newer controllers", "公网改内网（新版控制器）"],
  ["danger", "lifecycle/02-type-changed-to-cluster-ip", "LoadBalancer to ClusterIP", "LoadBalancer 改为 ClusterIP"],
  ["danger", "lifecycle/02-deleted-with-its-clb", "Delete the Service", "删除 Service"],
  ["danger", "backends/all-nodes-not-ready", "No node is ready", "所有节点未就绪"],
  ["danger", "release/orphan-listed", "An unused load balancer that still costs", "仍在计费的孤儿实例"],
  ["sharing", "lifecycle/07-existing-adopted", "Use an existing load balancer", "使用已有负载均衡"],
  ["sharing", "adoption/shared-on-another-port", "Two Services share a load balancer", "两个 Service 复用同一负载均衡"],
  ["sharing", "adoption/port-of-another-service", "The port is already in use", "端口已被其他 Service 占用"],
  ["sharing", "adoption/created-by-tke-for-another-service", "A load balancer that TKE created", "由 TKE 自动创建的负载均衡"],
  ["mistakes", "inputs/mistyped-annotation", "A mistyped annotation", "注解拼写错误"],
  ["mistakes", "validation/many-mistakes-at-once", "Many errors at once", "多个错误"],
  ["mistakes", "validation/inside-a-json-annotation", "An error in a JSON annotation", "JSON 注解内部的错误"],
  ["mistakes", "inputs/rejected-by-the-api-server", "Rejected by the API server", "会被 API Server 拒绝的清单"],
  ["policy", "policy/deletion-denied", "A denied deletion", "删除被拒绝"],
  ["policy", "policy/bandwidth-and-protection-warned", "Warnings only", "仅警告"],
];

/** The examples as the page reads them (`src/page/examples.ts`), without pictures. Fails if a scenario or a translation is missing. */
export function readExamples() {
  const missing = CHOSEN.filter(([, id]) => !hasScenario(id));
  if (missing.length > 0) throw new Error(`examples without a scenario: ${missing.map(([, id]) => id).join(", ")}`);
  return CHOSEN.map(([group, id, en, zh]) => example(group, id, { en, "zh-CN": zh }));
}

function example(group, id, title) {
  const scenario = readScenario(id);
  const isWalkthrough = scenario.steps.length > 1;
  const chinese = isWalkthrough ? CHINESE[id] : [[title["zh-CN"], CHINESE[id]]];
  if (!chinese?.[0]?.[1] || chinese.length !== scenario.steps.length) {
    throw new Error(`${id} has ${scenario.steps.length} steps: translate each of them in build/example-descriptions.zh.mjs`);
  }
  const steps = scenario.steps.map((step, index) => {
    const [stepTitle, description] = chinese[index];
    return { ...step, title: { en: step.title, "zh-CN": stepTitle }, description: { en: step.description, "zh-CN": description } };
  });
  return { ...scenario, id, group, title, steps };
}
