// An extension of Argo CD: a tab on every Service that previews its load balancer. Argo CD runs it as a script of the page and
// provides React as a global.

import "clbplan-element";

const { createElement, useEffect, useRef } = globalThis.React;

function LoadBalancer({ resource }) {
  const preview = useRef(null);
  useEffect(() => {
    // The live object is also the desired one: the tab shows the load balancer as it is, and drift.
    preview.current.live = [resource];
    preview.current.manifest = [resource];
  }, [resource]);
  return createElement("clb-preview", { ref: preview });
}

globalThis.extensionsAPI.registerResourceExtension(LoadBalancer, "", "Service", "Load balancer", { icon: "fa-network-wired" });
