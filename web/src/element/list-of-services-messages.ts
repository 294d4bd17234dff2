// The texts of the list of many Services, in the form of `../messages.ts`, and loaded with it.

import { type Arguments, type MessageKey, type Translate, format } from "../messages.ts";

export const MESSAGES = {
  list: ["Services", "Service 列表"],
  "list.filter": ["Filter: name, lb-…, address, code", "筛选：名称、实例 ID、地址、代码"],
  "list.group": ["Group by", "分组"],
  "list.group.risk": ["risk", "风险"],
  "list.group.namespace": ["namespace", "命名空间"],
  "list.group.loadBalancer": ["load balancer", "负载均衡"],
  "list.group.none": ["nothing", "不分组"],
  "list.none": ["no load balancer", "没有负载均衡"],
  "list.count": ["{n} of {all} Services", "{all} 个 Service 中的 {n} 个"],
  "with.error": ["{n} with errors", "{n} 个有错误"],
  "with.warning": ["{n} with warnings", "{n} 个有警告"],
  "danger.delete": ["deleted", "删除"],
  "danger.address": ["with another address", "地址改变"],
  "danger.public": ["newly public", "新暴露到公网"],
  "danger.outage": ["with an outage", "服务中断"],
  "danger.blocked": ["refused", "被拒绝"],
  "danger.error": ["cannot be synced", "无法同步"],
  "danger.update": ["updated", "更新"],
  "danger.adopt": ["adopted", "使用已有"],
  "danger.create": ["new", "新建"],
  "danger.release": ["released", "解除管理"],
  "danger.keep": ["unchanged", "不变"],
} as const satisfies Record<string, readonly [string, string]>;

/** These texts, and those of the element. */
export type ListTranslate = (key: keyof typeof MESSAGES | MessageKey, args?: Arguments) => string;

const isOwn = (key: string): key is keyof typeof MESSAGES => key in MESSAGES;

export const listTranslator =
  (t: Translate): ListTranslate =>
  (key, args) =>
    isOwn(key) ? format(MESSAGES[key][t.column], args) : t(key, args);
