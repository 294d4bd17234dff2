// The plug-in's own texts; all others come from the element.

const english = {
  locale: "en" as "en" | "zh-CN",
  tryChange: "Try a change",
  back: "Back to the live object",
  draft: "The Service as it would be applied",
  nothingApplied: "Nothing is applied: this is only a preview.",
};

const chinese: typeof english = {
  locale: "zh-CN",
  tryChange: "试改配置",
  back: "返回集群中的对象",
  draft: "准备应用的 Service",
  nothingApplied: "不会应用任何修改，只预览会发生什么。",
};

/** The texts in the console's language. */
export const messages = (language?: string): typeof english => (language?.toLowerCase().startsWith("zh") ? chinese : english);
