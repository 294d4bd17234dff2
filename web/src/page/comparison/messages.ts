// The texts of the comparison, in the form of `../../messages.ts`.

import { type Arguments, format } from "../../messages.ts";
import type { Locale } from "../../types.ts";

export const MESSAGES = {
  title: ["What the manifest changes in the live objects", "清单对集群中对象的修改"],
  hint: ["As kubectl diff compares them: what only the live object has stays, unless the manifest had it when it was applied last.", "与 kubectl diff 的比较方式相同：只在集群中有的内容会保留，除非上次应用的清单中有它。"],
  live: ["Live", "集群中的对象"],
  applied: ["With the manifest applied", "应用清单之后"],
  same: ["{n} object does not change.|{n} objects do not change.", "{n} 个对象没有变化。"],
  none: ["No object is in the manifest and among the live objects.", "没有同时出现在清单和集群中的对象。"],
  close: ["Close", "关闭"],
} as const satisfies Record<string, readonly [string, string]>;

type Translate = (key: keyof typeof MESSAGES, args?: Arguments) => string;

export const comparisonTexts = (locale: Locale): Translate => (key, args) => format(MESSAGES[key][locale === "zh-CN" ? 1 : 0], args);
