// An extension of Rancher: a tab on the pages of a Service. Vue comes from the dashboard. In a generated extension this file is
// `index.ts`, which also calls `importTypes(plugin)` and sets `plugin.metadata`.

import { defineComponent, h, onMounted, ref, watch } from "vue";
import "clbplan-element";

export const LoadBalancer = defineComponent({
  props: { resource: { type: Object, required: true } },
  setup(props) {
    const preview = ref(null);
    const show = () => {
      // As text, because Vue's proxies cannot be posted to a worker.
      const text = JSON.stringify(props.resource);
      preview.value.live = text;
      preview.value.manifest = text;
    };
    onMounted(show);
    watch(() => props.resource, show, { deep: true });
    return () => h("clb-preview", { ref: preview });
  },
});

/** `where` is one of Rancher's tab locations: `TabLocation.ALL`, or `RESOURCE_DETAIL` before Rancher 2.14. */
export default function register(plugin, where) {
  plugin.addTab(where, { resource: ["service"] }, { name: "clbplan", label: "Load balancer", component: LoadBalancer });
}
