// A page in React that uses the element: sets its properties, listens to its events.
import { createElement as h, useState } from "react";
import { createRoot } from "react-dom/client";
import "../../pkg/npm/element/element.js";

const manifest = (name) => `apiVersion: v1\nkind: Service\nmetadata: {name: ${name}, namespace: shop}\nspec: {type: LoadBalancer, ports: [{port: 80}]}\n`;

function Host() {
  const [name, setName] = useState("web");
  const [plan, setPlan] = useState();
  return h(
    "main",
    null,
    h("button", { id: "edit", onClick: () => setName("other") }, "edit"),
    h("p", { id: "verdict" }, plan?.services[0].loadBalancer.verdict),
    h("clb-preview", { id: "one", manifest: manifest(name), locale: "en", onplan: (event) => setPlan(event.detail) }),
  );
}

createRoot(document.getElementById("root")).render(h(Host));
