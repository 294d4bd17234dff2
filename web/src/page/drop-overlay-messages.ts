// The texts of what lies over the page while files are dragged over it, in the form of `../messages.ts`.

export const MESSAGES = {
  manifest: ["The desired Services", "期望的 Service"],
  live: ["What is in the cluster now", "集群现有的内容"],
  any: ["Or anywhere else", "或放在其他位置"],
  "any.hint": ["Each file is recognised by its content, as CLB API responses and facts about the cluster always are.", "按内容识别每个文件；CLB API 的返回和集群信息始终按内容识别。"],
} as const;
