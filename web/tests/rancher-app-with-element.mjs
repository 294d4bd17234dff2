// A stand-in for Rancher: the plug-in registers a tab, and the dashboard mounts it with the resource as a reactive object.
import { createApp, h, reactive } from "vue";
import register from "../console-plugins/rancher.js";

const resource = reactive({
  apiVersion: "v1",
  kind: "Service",
  metadata: { name: "web", namespace: "shop" },
  spec: { type: "LoadBalancer", selector: { app: "web" }, ports: [{ port: 80, nodePort: 30080 }] },
});

register({ addTab: (_, { resource: [kind] }, tab) => kind === "service" && createApp({ render: () => h(tab.component, { resource }) }).mount("#root") }, "tab");
