// As much of Rancher as a tab sees: the plug-in registers it, the dashboard mounts it with its model of the resource.
import { createApp, h, reactive } from "vue";
import register from "../console-plugins/rancher.js";

const resource = reactive({
  apiVersion: "v1",
  kind: "Service",
  metadata: { name: "web", namespace: "shop" },
  spec: { type: "LoadBalancer", selector: { app: "web" }, ports: [{ port: 80, nodePort: 30080 }] },
});

register({ addTab: (_, { resource: [kind] }, tab) => kind === "service" && createApp({ render: () => h(tab.component, { resource }) }).mount("#root") }, "tab");
