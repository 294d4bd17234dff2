// The plug-in's own texts; all others come from the element.

const english = {
  locale: "en" as "en" | "zh-CN",
  tryChange: "Try a change",
  back: "Back to the live objects",
  draft: "The Services as they would be applied",
  nothingApplied: "Nothing is applied: this is only a preview.",
  loading: "Loading the Services of this entity…",
  none: "No Services of this entity were found in the cluster.",
  failed: "The Kubernetes plug-in does not return the objects of this entity, so there is nothing to preview. Check its configuration.",
};

const chinese: typeof english = {
  locale: "zh-CN",
  tryChange: "试改配置",
  back: "返回集群中的对象",
  draft: "准备应用的 Service",
  nothingApplied: "不会应用任何修改，只预览会发生什么。",
  loading: "正在加载该实体的 Service……",
  none: "集群中没有该实体的 Service。",
  failed: "Kubernetes 插件没有返回该实体的对象，因此无法预览。请检查其配置。",
};

export type Messages = typeof english;

/** The texts in a language. */
export const messages = (language?: string): Messages => (language?.toLowerCase().startsWith("zh") ? chinese : english);
