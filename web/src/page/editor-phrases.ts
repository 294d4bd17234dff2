// CodeMirror's texts in Chinese. Loaded with the editors.

import type { Locale } from "../types.ts";

/** CodeMirror's texts, by their English form. */
const EDITOR_PHRASES = {
  Find: "查找",
  Replace: "替换为",
  next: "下一个",
  previous: "上一个",
  all: "全部",
  "match case": "区分大小写",
  regexp: "正则表达式",
  "by word": "全词匹配",
  replace: "替换",
  "replace all": "全部替换",
  close: "关闭",
  "current match": "当前匹配",
  "on line": "位于行",
  "replaced match on line $": "已替换第 $ 行的匹配",
  "replaced $ matches": "已替换 $ 处匹配",
  "Fold line": "折叠",
  "Unfold line": "展开",
  "folded code": "已折叠的内容",
  unfold: "展开",
  "$ unchanged lines": "$ 行没有变化",
  Diagnostics: "检查结果",
  "No diagnostics": "没有问题",
  Completions: "补全",
  "Selection deleted": "已删除所选内容",
};

export const editorPhrases = (locale: Locale): Record<string, string> => (locale === "zh-CN" ? EDITOR_PHRASES : {});
