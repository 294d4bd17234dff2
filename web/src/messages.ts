// The element's texts in English and simplified Chinese. The module's own texts arrive in the language of the request.
// `{name}` is replaced by an argument; `one|many` is chosen by the argument `n`.

import type { Locale } from "./types.ts";

export const MESSAGES = {
  // Verdicts: a name, and a sentence. `{id}` is empty where the load balancer is not known.
  "verdict.none": ["none", "无"],
  "verdict.keep": ["keep", "不变"],
  "verdict.create": ["create", "新建"],
  "verdict.adopt": ["adopt", "使用已有"],
  "verdict.update": ["update", "更新"],
  "verdict.replace": ["replace", "更换"],
  "verdict.delete": ["delete", "删除"],
  "verdict.release": ["release", "解除管理"],
  "verdict.blocked": ["blocked", "被拒绝"],
  "verdict.error": ["error", "出错"],
  "verdict.skip": ["skip", "不同步"],
  "sentence.none": ["There is no load balancer, and none is created.", "没有负载均衡，也不会创建。"],
  "sentence.keep": ["The load balancer{id} does not change.", "负载均衡{id}保持不变。"],
  "sentence.create": ["A new load balancer is created.", "将新建一个负载均衡。"],
  "sentence.adopt": ["The existing load balancer{id} is adopted. TKE does not delete it.", "将使用已有负载均衡{id}，TKE 不会删除它。"],
  "sentence.update": ["The load balancer{id} is updated in place.", "负载均衡{id}将原地更新。"],
  "sentence.replace": ["The load balancer{id} is replaced by another one.", "将更换负载均衡：不再使用{id}，改用另一个。"],
  "sentence.delete": ["The load balancer{id} is deleted.", "负载均衡{id}将被删除。"],
  "sentence.release": ["The load balancer{id} stays in the account, no longer managed by this Service.", "负载均衡{id}保留在账号下，但不再由该 Service 管理。"],
  "sentence.blocked": ["The controller rejects this change: the load balancer{id} does not change.", "控制器会拒绝此变更：负载均衡{id}保持不变。"],
  "sentence.error": ["The sync stops with an error: the load balancer{id} does not change.", "该 Service 的同步会因错误而中止：负载均衡{id}不会改动。"],
  "sentence.skip": ["An annotation excludes this Service from syncing: the load balancer{id} does not change.", "负载均衡{id}不会改动：注解要求控制器不同步该 Service。"],
  ifNew: ["If this Service is not in the cluster yet: {text}", "若集群中还没有该 Service，{text}"],
  maybe: ["?", "？"],
  id: [" {id}", " {id} "],
  address: ["Address", "地址"],
  "address.line": ["Address {vip}", "地址{vip}"],
  "vip.none": ["none", "无"],
  "vip.kept": ["stays{at}", "保留{at}"],
  "vip.released": ["stays with the load balancer{at}, no longer managed by this Service", "随负载均衡保留{at}，不再由该 Service 管理"],
  "vip.new": ["is new, known after apply", "新地址，应用后可知"],
  "vip.adopted": ["is that of the load balancer{at}", "即该负载均衡的地址{at}"],
  "vip.changed": ["changes: clients must use the new address{from}", "改变：客户端须改用新地址{from}"],
  "vip.lost": ["is lost: clients can no longer use {vip}", "丢失：客户端不能再使用{vip}"],
  "vip.ifNew": ["is unknown: provide the live Service", "未知：请提供集群中的该 Service"],
  "vip.unknown": ["is unknown: too little information was provided", "未知：提供的信息不足以判断"],
  "vip.from": [" instead of {vip}", "，不能再使用 {vip}"],
  "vip.named": ["{vip}", " {vip}"],
  "vip.unnamed": ["it", "该地址"],
  "vip.at": [": {vip}", "：{vip}"],
  // Summary.
  "sum.create": ["{n} to create", "新建 {n} 个"],
  "sum.adopt": ["{n} to adopt", "使用已有 {n} 个"],
  "sum.update": ["{n} to update", "更新 {n} 个"],
  "sum.replace": ["{n} to replace", "更换 {n} 个"],
  "sum.delete": ["{n} to delete", "删除 {n} 个"],
  "sum.release": ["{n} to release", "解除管理 {n} 个"],
  "sum.blocked": ["{n} blocked", "{n} 个被拒绝"],
  "sum.error": ["{n} cannot be synced", "{n} 个无法同步"],
  "sum.ignored": ["{n} edit without effect|{n} edits without effect", "不生效的修改 {n} 处"],
  "sum.keep": ["{n} unchanged", "不变 {n} 个"],
  "sum.nothing": ["No load balancer changes", "没有负载均衡会改动"],
  list: ["Services", "Service 列表"],
  "list.filter": ["Filter: name, lb-…, address, code", "筛选：名称、实例 ID、地址、代码"],
  "list.group": ["Group by", "分组"],
  "list.group.risk": ["risk", "风险"],
  "list.group.namespace": ["namespace", "命名空间"],
  "list.group.loadBalancer": ["load balancer", "负载均衡"],
  "list.group.none": ["nothing", "不分组"],
  "list.none": ["no load balancer", "没有负载均衡"],
  "list.count": ["{n} of {all} Services", "{all} 个 Service 中的 {n} 个"],
  "danger.delete": ["deleted", "删除"],
  "danger.replace": ["replaced", "更换"],
  "danger.address": ["with another address", "地址改变"],
  "danger.public": ["newly public", "新暴露到公网"],
  "danger.blocked": ["refused", "被拒绝"],
  "danger.error": ["cannot be synced", "无法同步"],
  "danger.update": ["updated", "更新"],
  "danger.adopt": ["adopted", "使用已有"],
  "danger.create": ["new", "新建"],
  "danger.release": ["released", "解除管理"],
  "danger.keep": ["unchanged", "不变"],
  "take.commands": ["Copy all as commands", "全部复制为命令"],
  "take.command": ["Copy as a command", "复制为命令"],
  several: ["These {n} may run at the same time", "以下 {n} 个可同时执行"],
  "take.summary": ["Copy as a sentence", "复制为一句话"],
  "link.service": ["Copy a link to this Service", "复制此 Service 的链接"],
  summary: ["Load balancers", "负载均衡"],
  incomplete: ["Not complete: the plan needs information that is missing or not valid.", "预览不完整：所需的信息缺失或无效。"],
  empty: ["Nothing to preview yet", "还没有可预览的内容"],
  "empty.hint": ["Enter a manifest with a Service of type LoadBalancer.", "请提供含有 LoadBalancer 类型 Service 的清单。"],
  nothingNamed: ["The manifest contains no Service", "清单中没有 Service"],
  others: ["{n} live Service that the manifest does not name: it stays as it is|{n} live Services that the manifest does not name: they stay as they are", "清单中没有提到的 {n} 个集群中的 Service：保持不变"],
  noServices: ["The input contains no Service", "提供的内容中没有 Service"],
  "noServices.hint": ["Other kinds are used only where Services depend on them.", "其他类型的对象只在 Service 用到时读取。"],
  // Sections.
  topology: ["After the change", "变更之后"],
  resources: ["Resources", "资源"],
  calls: ["API calls", "API 调用"],
  findings: ["Findings", "检查结果"],
  unchecked: ["Not checked", "未检查"],
  orphans: ["Orphans: tagged for this cluster, used by no Service", "孤儿实例：带有本集群的标签，但没有 Service 使用"],
  policy: ["Policy", "防护策略"],
  "policy.allow": ["allowed", "允许"],
  "policy.warn": ["allowed, with warnings", "允许，但有警告"],
  "policy.deny": ["denied", "拒绝"],
  moreServices: ["Show {n} more", "再显示 {n} 个"],
  nothing: ["Nothing changes, and no API call is made.", "没有变更，也不会发出任何 API 调用。"],
  noChanges: ["Nothing changes.", "没有变更。"],
  noCalls: ["No API call is made.", "不会发出任何 API 调用。"],
  wave: ["Wave {n}", "第 {n} 批"],
  after: ["waits for", "须等待："],
  callCount: ["{n} call|{n} calls", "{n} 个调用"],
  request: ["Request", "请求"],
  copy: ["Copy", "复制"],
  copied: ["Copied", "已复制"],
  kubernetesWrite: ["Kubernetes merge patch", "Kubernetes 合并补丁"],
  field: ["Field", "字段"],
  before: ["Before", "变更前"],
  afterwards: ["After", "变更后"],
  afterApply: ["known after apply", "应用后可知"],
  notSet: ["not set", "未设置"],
  removed: ["removed", "移除"],
  same: ["{n} more does not change|{n} more do not change", "另有 {n} 项不变"],
  more: ["{n} more", "另有 {n} 项"],
  documented: ["documented", "文档"],
  inferred: ["inferred", "推断"],
  "inferred.hint": ["Inferred from public pages; the controller is closed source", "根据公开文档推断；控制器并不开源"],
  // States of resources.
  "state.new": ["new", "新增"],
  "state.changed": ["changed", "变更"],
  "state.removed": ["removed", "移除"],
  "state.unchanged": ["unchanged", "不变"],
  "state.unknown": ["unknown", "未知"],
  "state.blocked": ["withheld", "不做改动"],
  "withheld.create": ["not created", "不创建"],
  "withheld.update": ["not changed", "不修改"],
  "withheld.delete": ["not deleted", "不删除"],
  "withheld.release": ["not released", "不解除管理"],
  legend: ["Legend", "图例"],
  // The picture.
  clients: ["Clients", "客户端"],
  clb: ["load balancer", "负载均衡"],
  newClb: ["new load balancer", "新的负载均衡"],
  newAddress: ["new address", "新地址"],
  noAddress: ["no address", "无地址"],
  public: ["public", "公网"],
  internal: ["internal", "内网"],
  ipv6: ["IPv6", "IPv6"],
  listener: ["listener", "监听器"],
  rule: ["rule", "转发规则"],
  backends: ["{n} backend|{n} backends", "{n} 个后端"],
  onListeners: [", of {n} listeners", "，用于 {n} 个监听器"],
  listenersStay: ["{n} listeners stay", "{n} 个监听器不变"],
  "picture.unfold": ["show them", "展开"],
  "picture.whole": ["Show the whole picture", "显示整张图"],
  forced: ["forces the replacement", "导致更换"],
  time: ["Which address serves clients, and when", "各时段由哪个地址提供服务"],
  "time.old": ["the old address", "旧地址"],
  "time.gap": ["no address during {n} call|no address during {n} calls", "{n} 个调用期间没有可用地址"],
  "time.new": ["the new address", "新地址"],
  were: [" (were {n})", "（原为 {n} 个）"],
  noBackends: ["no backends", "没有后端"],
  unknownBackends: ["backends unknown", "后端未知"],
  // Findings.
  "severity.error": ["error", "错误"],
  "severity.warning": ["warning", "警告"],
  "severity.info": ["note", "提示"],
  errors: ["{n} error|{n} errors", "{n} 个错误"],
  warnings: ["{n} warning|{n} warnings", "{n} 个警告"],
  infos: ["{n} note|{n} notes", "{n} 条提示"],
  "effect.rejected": ["the API server rejects the object", "API Server 会拒绝该对象"],
  "effect.aborts": ["the sync of this Service stops", "该 Service 的同步会中止"],
  "effect.withholds": ["this resource does not change", "该资源不做改动"],
  "effect.ignored": ["the value has no effect", "该值不生效"],
  line: ["line {n}", "第 {n} 行"],
  fix: ["Fix", "修正"],
  event: ["event {n}", "事件 {n}"],
  page: ["page", "页面"],
  // Punctuation.
  labelled: ["{label}: {value}", "{label}：{value}"],
  bracketed: [" ({text})", "（{text}）"],
  comma: [", ", "、"],
  stop: [".", "。"],
  // Faults.
  "fault.title": ["The module cannot be loaded", "模块无法加载"],
  "fault.stopped": ["There is no result", "没有结果"],
  "fault.none": ["This browser has no WebAssembly, or it is switched off (for example by a lockdown mode).", "此浏览器没有 WebAssembly，或已被关闭（例如锁定模式）。"],
  "fault.none.do": ["Use a current Chrome, Edge, Firefox or Safari, or allow WebAssembly for this site.", "请使用较新的 Chrome、Edge、Firefox 或 Safari，或允许此网站使用 WebAssembly。"],
  "fault.csp": ["The page's Content-Security-Policy does not allow WebAssembly.", "页面的 Content-Security-Policy 不允许 WebAssembly。"],
  "fault.csp.do": ["Add `'wasm-unsafe-eval'` to its `script-src`; `'unsafe-eval'` is not needed.", "请在其 `script-src` 中加入 `'wasm-unsafe-eval'`；不需要 `'unsafe-eval'`。"],
  "fault.fetch": ["The file with the module could not be fetched.", "无法获取模块文件。"],
  "fault.fetch.do": ["Check that `clbplan.wasm` is in the script's folder and that `connect-src` allows it, or use the self-contained build.", "请确认 `clbplan.wasm` 与脚本在同一文件夹且 `connect-src` 允许访问，或使用自包含版本。"],
  "fault.compile": ["The browser does not accept the module: it is too old, or the file is damaged.", "浏览器不接受该模块：浏览器过旧，或文件已损坏。"],
  "fault.compile.do": ["Update the browser; if it is current, reload without the cache.", "请更新浏览器；若已是最新版本，请清除缓存后重新加载。"],
  "fault.crash": ["The module crashed. This is a bug in clbplan, not in your input.", "模块在计算时崩溃。这是 clbplan 的错误，与输入无关。"],
  "fault.crash.do": ["A new instance answers the next change. Please report the input.", "修改输入后会用新的实例计算。请反馈所用的输入。"],
  // Why there is no answer. `{at}` is the line, if it is known.
  "obstacle.manifest": ["The manifest cannot be read{at}: there is no answer", "清单无法读取{at}：没有结果"],
  "obstacle.live": ["The live objects cannot be read{at}: there is no answer", "集群中的对象无法读取{at}：没有结果"],
  "obstacle.clb": ["The CLB API's responses are not valid JSON{at}: there is no answer", "CLB API 的返回不是有效的 JSON{at}：没有结果"],
  "obstacle.policy": ["The policy is not valid{at}: there is no answer", "防护策略无效{at}：没有结果"],
  "obstacle.request": ["The input is not valid{at}: there is no answer", "输入无效{at}：没有结果"],
  outdated: ["Below, dimmed: the answer for the last input that could be read", "下方变淡的内容是上一次可读取的输入的结果"],
} as const satisfies Record<string, readonly [string, string]>;

export type MessageKey = keyof typeof MESSAGES;

/** The text of a message in one language. `referencePages`: where the reference explains codes and reasons in that language, if anywhere. */
export interface Translate {
  (key: MessageKey, args?: Arguments): string;
  referencePages?: { codes: string; reasons: string };
}

export type Arguments = Record<string, string | number>;

/** Fills in the arguments, which are not searched for placeholders themselves. */
export function format(message: string, args: Arguments = {}): string {
  const [one, many] = message.split("|");
  const chosen = many !== undefined && args["n"] !== 1 ? many : (one ?? "");
  const filled = chosen.replace(/\{(\w+)\}/g, (_, name: string) => String(args[name] ?? ""));
  // Chinese has a space between its characters and Latin ones, but none before punctuation.
  return filled.replace(/ (?=[，。：；、）])/g, "");
}

/** `reference`: the folder of the reference pages; empty where there are none. */
export function translator(locale: Locale, reference = ""): Translate {
  const column = locale === "zh-CN" ? 1 : 0;
  const t: Translate = (key, args) => format(MESSAGES[key][column], args);
  const page = (name: string): string => `${reference}${name}${column === 1 ? ".zh-CN" : ""}.html`;
  return reference === "" ? t : Object.assign(t, { referencePages: { codes: page("codes"), reasons: page("reasons") } });
}

/** The browser's language, as far as there is a translation. */
export const preferredLocale = (): Locale => (/^zh\b/i.test(navigator.language) ? "zh-CN" : "en");
