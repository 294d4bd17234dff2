// An extension of Argo CD: a tab on every Service, with what the controller would do to its load balancer.
// Argo CD runs it as a script of the page and gives React as a global; nothing else of the page is used.

import "clbplan/element";

const { createElement, useEffect, useRef } = globalThis.React;

function LoadBalancer({ resource }) {
  const preview = useRef(null);
  useEffect(() => {
    // What is applied and what the cluster holds are one object here: the tab shows drift and what stands.
    preview.current.live = [resource];
    preview.current.manifest = [resource];
  }, [resource]);
  return createElement("clb-preview", { ref: preview });
}

globalThis.extensionsAPI.registerResourceExtension(LoadBalancer, "", "Service", "Load balancer", { icon: "fa-network-wired" });
