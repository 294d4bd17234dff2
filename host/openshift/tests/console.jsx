// Stands for the console: loads the plug-in with the loader that the console is made with, provides the modules that it shares with
// plug-ins, and draws the tab. The console's own modules are not in its SDK; here they answer from a list.
import { PluginStore } from "@openshift/dynamic-plugin-sdk";
import * as React from "react";
import { createRoot } from "react-dom/client";
import { service, watched } from "./fake-cluster.mjs";

const shared = (version, module) => ({ [version]: { get: async () => () => module, from: "console", eager: true, loaded: 1 } });

const store = new PluginStore({
  loaderOptions: {
    sharedScope: {
      react: shared(React.version, React),
      "react-i18next": shared("16.5.8", { useTranslation: () => ({ i18n: { language: "en" } }) }),
      "@openshift-console/dynamic-plugin-sdk": shared("4.22.0", { useK8sWatchResources: watched }),
    },
    customDependencyResolutions: { "@console/pluginAPI": "4.22.0" },
  },
});
await store.loadPlugin("/api/plugins/clbplan/plugin-manifest.json");
store.enablePlugins(["clbplan"]);
const [{ errorMessage } = {}] = store.getPluginInfo();
if (errorMessage) throw new Error(errorMessage);
const tab = store.getExtensions().find(({ type, properties }) => type === "console.tab/horizontalNav" && properties.model.kind === "Service");
const Tab = await tab.properties.component();
createRoot(document.getElementById("root")).render(React.createElement(Tab, { obj: service }));
