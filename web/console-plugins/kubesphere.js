// An extension of KubeSphere: a page, opened from the top bar, to paste a manifest. React comes from the console.

import { createElement, useRef, useState } from "react";
import "clbplan-element";

function Preview() {
  const [manifest, setManifest] = useState("");
  const preview = useRef(null);
  const change = (event) => {
    setManifest(event.target.value);
    preview.current.manifest = event.target.value;
  };
  return createElement(
    "div",
    { style: { display: "grid", gap: 16, padding: 16 } },
    createElement("textarea", { "aria-label": "Service", rows: 16, value: manifest, onChange: change, spellCheck: false }),
    createElement("clb-preview", { ref: preview }),
  );
}

export default {
  routes: [{ path: "/clbplan", element: createElement(Preview) }],
  menus: [{ parent: "topbar", name: "clbplan", title: "CLB", icon: "loadbalancer", order: 0, skipAuth: true }],
  locales: {},
};
