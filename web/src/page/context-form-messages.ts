// The texts of the form about the cluster, in the form of `../messages.ts`.

import { type Arguments, format } from "../messages.ts";
import type { Locale } from "../types.ts";

export const MESSAGES = {
  unknown: ["unknown", "未知"],
  yes: ["yes", "是"],
  no: ["no", "否"],
  "c.cluster": ["Cluster", "集群"],
  "c.clusterId": ["Cluster ID", "集群 ID"],
  "c.region": ["Region", "地域"],
  "c.vpcId": ["VPC", "VPC"],
  "c.uin": ["Account (UIN)", "账号（UIN）"],
  "c.versions": ["Versions", "版本"],
  "c.kubernetesVersion": ["Kubernetes", "Kubernetes"],
  "c.controllerVersion": ["Controller", "控制器"],
  "c.lifecycleMode": ["Changes that need another CLB", "需要更换负载均衡的变更"],
  "c.lifecycleMode.blocked": ["are rejected (newer controllers)", "被拒绝（新版控制器）"],
  "c.lifecycleMode.rebuild": ["replace the CLB (older controllers)", "重建负载均衡（旧版控制器）"],
  "c.clusterType": ["Type of cluster", "集群类型"],
  "c.clusterType.managed": ["with nodes", "标准集群"],
  "c.clusterType.serverless": ["serverless", "Serverless"],
  "c.defaultNamespace": ["Default namespace", "默认命名空间"],
  "c.liveComplete": ["The live objects hold every Service of the cluster", "集群中的对象包含集群的所有 Service"],
  "c.manifestsReplace": ["Manifests replace live objects as a whole (kubectl replace)", "清单整体替换集群中的对象（kubectl replace）"],
  "c.serviceCidrs": ["Service address ranges", "Service 网段"],
  "c.networkModes": ["Pod networks", "容器网络"],
  "c.sharing": ["Services may share a CLB", "允许复用负载均衡"],
  "c.quotas": ["Quotas", "配额"],
  "c.listenersPerClb": ["Listeners per CLB", "每个负载均衡的监听器"],
  "c.targetsPerListener": ["Backends per listener", "每个监听器的后端"],
  "c.clbsPerRegion": ["CLBs per region", "每个地域的负载均衡"],
  "c.serviceNodePortRange": ["Node port range", "节点端口范围"],
  "c.controllerConfig": ["The controller's ConfigMap", "控制器的 ConfigMap"],
  "c.controllerConfig.hint": ["Data of kube-system/tke-service-controller-config, one KEY: value per line", "kube-system/tke-service-controller-config 的数据，每行一个 KEY: value"],
  "c.request": ["Services to delete", "要删除的 Service"],
  "c.prune": ["Every live LoadBalancer Service that is not in the manifest", "集群中有、清单中没有的所有 LoadBalancer Service"],
  "c.options": ["Also, from the request:", "另外，来自请求："],
  "c.options.remove": ["Leave out", "去掉"],
  "c.deletions": ["These Services (namespace/name, separated by spaces)", "这些 Service（命名空间/名称，以空格分隔）"],
  "c.policy": ["Policy", "防护策略"],
  "c.policy.hint": ["A policy as JSON; `deny` rejects the plan", "JSON 格式的防护策略；`deny` 会拒绝变更"],
  "c.invalid": ["This policy is not valid", "防护策略无效"],
  "c.atLine": [" (line {n})", "（第 {n} 行）"],
} as const satisfies Record<string, readonly [string, string]>;

export type FormMessageKey = keyof typeof MESSAGES;
export type FormTranslate = (key: FormMessageKey, args?: Arguments) => string;

export const formTranslator = (locale: Locale): FormTranslate => (key, args) => format(MESSAGES[key][locale === "zh-CN" ? 1 : 0], args);
