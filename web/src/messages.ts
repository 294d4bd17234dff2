// The previewer's own words, each once, in English and simplified Chinese. What the module says arrives in the language
// it was asked for. `{name}` is filled with a word; `one|many` is chosen by `{n}`.

import type { Locale } from "./types.ts";

const WORDS = {
  // Verdicts: a name, and a sentence.
  "verdict.none": ["none", "无"],
  "verdict.keep": ["keep", "不变"],
  "verdict.create": ["create", "新建"],
  "verdict.adopt": ["adopt", "接管"],
  "verdict.update": ["update", "更新"],
  "verdict.replace": ["replace", "替换"],
  "verdict.delete": ["delete", "删除"],
  "verdict.release": ["release", "释放"],
  "verdict.blocked": ["blocked", "被阻止"],
  "verdict.error": ["error", "出错"],
  "verdict.skip": ["skip", "跳过"],
  "says.none": ["No load balancer, and none is made", "没有负载均衡，也不会创建"],
  "says.keep": ["The load balancer{id} stays as it is", "负载均衡{id}保持不变"],
  "says.create": ["A new load balancer is created", "将新建一个负载均衡"],
  "says.adopt": ["The existing load balancer{id} is taken into use", "将接管已有的负载均衡{id}"],
  "says.update": ["The load balancer{id} is changed in place", "负载均衡{id}将原地更新"],
  "says.replace": ["The load balancer{id} is given up, another takes its place", "负载均衡{id}将被弃用，由另一个取代"],
  "says.delete": ["The load balancer{id} is deleted", "负载均衡{id}将被删除"],
  "says.release": ["The load balancer{id} is let go and stays in the account", "负载均衡{id}将被释放，但仍留在账号下"],
  "says.blocked": ["The controller refuses this: the load balancer{id} stays as it is", "控制器会拒绝此变更：负载均衡{id}保持原样"],
  "says.error": ["The sync stops with an error: the load balancer{id} is not touched", "同步会因错误而中止：负载均衡{id}不会被改动"],
  "says.skip": ["The controller keeps out: the load balancer{id} is not touched", "控制器不做处理：负载均衡{id}不会被改动"],
  id: [" {id}", " {id} "],
  stop: [".", "。"],
  address: ["Address", "地址"],
  "vip.none": ["none", "无"],
  "vip.kept": ["stays{at}", "保留{at}"],
  "vip.kept.leave": ["stays with the load balancer{at}, no longer managed by this Service", "随负载均衡保留{at}，不再由此 Service 管理"],
  "vip.new": ["is new, known only after apply", "新地址，应用之后才知道"],
  "vip.own": ["is that of the load balancer{at}", "即该负载均衡的地址{at}"],
  "vip.changed": ["changes: clients have to move{from}", "变更：客户端必须切换{from}"],
  "vip.lost": ["is lost: clients no longer get here{by}", "丢失：客户端将无法再访问{by}"],
  "vip.unknown": ["is unknown: too little was given to tell", "未知：提供的信息不足以判断"],
  "vip.from": [" away from {vip}", "，不再使用 {vip}"],
  "vip.by": [" by {vip}", "（{vip}）"],
  "vip.at": [": {vip}", "：{vip}"],
  // Summary.
  "sum.create": ["{n} to create", "新建 {n}"],
  "sum.adopt": ["{n} to adopt", "接管 {n}"],
  "sum.update": ["{n} to update", "更新 {n}"],
  "sum.replace": ["{n} to replace", "替换 {n}"],
  "sum.delete": ["{n} to delete", "删除 {n}"],
  "sum.release": ["{n} to release", "释放 {n}"],
  "sum.blocked": ["{n} blocked", "被阻止 {n}"],
  "sum.ignored": ["{n} edit without effect|{n} edits without effect", "无效修改 {n}"],
  "sum.keep": ["{n} kept", "不变 {n}"],
  "sum.nothing": ["No load balancer is touched", "不涉及任何负载均衡"],
  summary: ["Load balancers", "负载均衡"],
  incomplete: ["Not complete: something the plan needs was not given or is not valid.", "预览不完整：有所需的信息未提供或无效。"],
  empty: ["Nothing to preview yet", "还没有可预览的内容"],
  "empty.hint": ["Give a manifest with a Service of type LoadBalancer.", "请提供含有 LoadBalancer 类型 Service 的清单。"],
  noServices: ["There is no Service in what was given", "提供的内容中没有 Service"],
  "noServices.hint": ["Other kinds are read for what they say about Services, and passed over otherwise.", "其他类型的对象只用于了解 Service 的情况，其余会被略过。"],
  // Sections.
  topology: ["Afterwards", "变更之后"],
  resources: ["Resources", "资源"],
  calls: ["Calls", "调用"],
  reasons: ["Why", "原因"],
  findings: ["Findings", "发现"],
  unchecked: ["Not checked", "未检查"],
  orphans: ["Orphans: marked as this cluster's, used by no Service", "孤儿实例：带有本集群的标记，但没有 Service 使用"],
  policy: ["Policy", "策略"],
  "policy.allow": ["allowed", "允许"],
  "policy.warn": ["allowed, with warnings", "允许，但有警告"],
  "policy.deny": ["denied", "拒绝"],
  services: ["{n} Service|{n} Services", "{n} 个 Service"],
  moreServices: ["Show {n} more", "再显示 {n} 个"],
  nothing: ["Nothing differs, and no call is made.", "没有差异，也不会发出任何调用。"],
  noChanges: ["Nothing differs.", "没有差异。"],
  noCalls: ["No call is made.", "不会发出任何调用。"],
  waves: ["{n} wave|{n} waves", "{n} 批"],
  wave: ["Wave {n}", "第 {n} 批"],
  after: ["after", "在其后："],
  callCount: ["{n} call|{n} calls", "{n} 个调用"],
  request: ["Request", "请求"],
  copy: ["Copy", "复制"],
  copied: ["Copied", "已复制"],
  kubernetesWrite: ["Kubernetes merge patch", "Kubernetes 合并补丁"],
  "field": ["Field", "字段"],
  before: ["Before", "变更前"],
  afterwards: ["After", "变更后"],
  afterApply: ["known after apply", "应用后才知道"],
  notSet: ["not set", "未设置"],
  removed: ["removed", "移除"],
  same: ["{n} more stays as it is|{n} more stay as they are", "另有 {n} 项不变"],
  more: ["{n} more", "另有 {n} 项"],
  documented: ["documented", "有文档依据"],
  inferred: ["inferred", "推断"],
  "documented.hint": ["A public page says so", "有公开文档说明"],
  "inferred.hint": ["Concluded from public pages; the controller is closed", "根据公开文档推断；控制器并不开源"],
  // States of resources.
  "state.new": ["new", "新增"],
  "state.changed": ["changed", "变更"],
  "state.going": ["going", "移除"],
  "state.kept": ["kept", "保持"],
  "state.blocked": ["left alone", "不予处理"],
  "state.foreign": ["another's", "他方所有"],
  "withheld.create": ["not created", "不创建"],
  "withheld.update": ["not changed", "不修改"],
  "withheld.delete": ["not deleted", "不删除"],
  "withheld.release": ["not released", "不释放"],
  legend: ["Legend", "图例"],
  // The picture.
  clients: ["Clients", "客户端"],
  "clb": ["CLB", "CLB"],
  newClb: ["new CLB", "新 CLB"],
  newAddress: ["new address", "新地址"],
  noAddress: ["no address", "无地址"],
  public: ["public", "公网"],
  internal: ["internal", "内网"],
  ipv6: ["IPv6", "IPv6"],
  backends: ["{n} backend|{n} backends", "{n} 个后端"],
  noBackends: ["no backends", "没有后端"],
  unknownBackends: ["backends unknown", "后端未知"],
  weight: ["weight {n}", "权重 {n}"],
  rules: ["{n} rule|{n} rules", "{n} 条规则"],
  // Findings.
  "severity.error": ["error", "错误"],
  "severity.warning": ["warning", "警告"],
  "severity.info": ["note", "提示"],
  errors: ["{n} error|{n} errors", "{n} 个错误"],
  warnings: ["{n} warning|{n} warnings", "{n} 个警告"],
  infos: ["{n} note|{n} notes", "{n} 条提示"],
  "effect.rejected": ["the API server refuses the object", "API Server 会拒绝该对象"],
  "effect.aborts": ["the whole sync stops", "整个同步会中止"],
  "effect.withholds": ["this resource is skipped", "该资源会被跳过"],
  "effect.ignored": ["the value is dropped", "该值会被忽略"],
  line: ["line {n}", "第 {n} 行"],
  fix: ["Fix", "修正"],
  event: ["event {n}", "事件 {n}"],
  page: ["page", "文档"],
  // Faults.
  "fault.title": ["The module cannot be loaded", "模块无法加载"],
  "fault.stopped": ["There is no answer", "没有结果"],
  "fault.none": ["This browser has no WebAssembly, or it is switched off (for example by a lockdown mode).", "此浏览器没有 WebAssembly，或已被关闭（例如锁定模式）。"],
  "fault.none.do": ["Use a current Chrome, Edge, Firefox or Safari, or allow WebAssembly for this site.", "请使用较新的 Chrome、Edge、Firefox 或 Safari，或允许此网站使用 WebAssembly。"],
  "fault.csp": ["The page's Content-Security-Policy does not allow WebAssembly.", "页面的 Content-Security-Policy 不允许 WebAssembly。"],
  "fault.csp.do": ["Add 'wasm-unsafe-eval' to its script-src; 'unsafe-eval' is not needed.", "请在其 script-src 中加入 'wasm-unsafe-eval'；不需要 'unsafe-eval'。"],
  "fault.fetch": ["The file with the module could not be fetched.", "无法获取模块文件。"],
  "fault.fetch.do": ["Check that clbplan.wasm lies beside the script and that connect-src allows it, or use the self-contained build.", "请确认 clbplan.wasm 与脚本在同一处且 connect-src 允许访问，或使用自包含版本。"],
  "fault.compile": ["The browser does not accept the module: it is too old, or the file is damaged.", "浏览器不接受该模块：浏览器过旧，或文件已损坏。"],
  "fault.compile.do": ["Update the browser; if it is current, reload without the cache.", "请更新浏览器；若已是最新版本，请清除缓存后重新加载。"],
  "fault.crash": ["The module stopped while it answered. This is a mistake of clbplan, not of your input.", "模块在计算时停止。这是 clbplan 的错误，与你的输入无关。"],
  "fault.crash.do": ["What you change is answered by a fresh one. Please report what you gave it.", "修改输入后会由新的模块计算。请反馈所用的输入。"],
  refused: ["The request is not right", "请求有误"],
  "refused.json": ["It cannot be written as JSON: {message}", "无法写成 JSON：{message}"],
  "refused.clb": ["The CLB's answers are not JSON: {message}", "CLB 的返回不是 JSON：{message}"],
  "refused.context": ["The context is not JSON: {message}", "上下文不是 JSON：{message}"],
  working: ["Working …", "计算中 …"],
} as const satisfies Record<string, readonly [string, string]>;

export type Word = keyof typeof WORDS;
/** Says a word; knows where its language's pages of the reference are, if there are any. */
export interface Say {
  (word: Word, places?: Record<string, string | number>): string;
  pages?: { codes: string; reasons: string };
}

/** Fills `{name}`; what it is filled with is never searched for places itself. */
export function fill(phrase: string, places: Record<string, string | number> = {}): string {
  const [one, many] = phrase.split("|");
  const chosen = many !== undefined && places["n"] !== 1 ? many : (one ?? "");
  return chosen.replace(/\{(\w+)\}/g, (_, name: string) => String(places[name] ?? ""));
}

/** The words in one language. */
export function words(locale: Locale, reference = ""): Say {
  const column = locale === "zh-CN" ? 1 : 0;
  const say: Say = (word, places) => fill(WORDS[word][column], places);
  const page = (name: string): string => `${reference}${name}${column === 1 ? ".zh-CN" : ""}.html`;
  return reference === "" ? say : Object.assign(say, { pages: { codes: page("codes"), reasons: page("reasons") } });
}

/** The language to begin with. */
export const preferredLocale = (): Locale => (/^zh\b/i.test(navigator.language) ? "zh-CN" : "en");
