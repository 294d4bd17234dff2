// Tests which properties the tab sets on the element, also while a change is edited. The element itself is tested in a browser.

import { cleanup, fireEvent, render, screen, waitFor } from "@testing-library/react";
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { KubernetesObject } from "./use-live-objects";
import LoadBalancer from "./load-balancer";

interface Asked {
  groupVersionKind: { kind: string };
  namespace?: string;
  fieldSelector?: string;
}

const cluster = vi.hoisted(() => ({ lists: {} as Record<string, unknown[]>, asked: {} as Record<string, Asked>, language: "en" }));

vi.mock("clbplan-element", () => ({}));
vi.mock("react-i18next", () => ({ useTranslation: () => ({ i18n: { language: cluster.language } }) }));
vi.mock("@openshift-console/dynamic-plugin-sdk", () => ({
  useK8sWatchResources: (asked: Record<string, Asked>) => {
    cluster.asked = asked;
    return Object.fromEntries(Object.keys(asked).map((name) => [name, { data: cluster.lists[name] ?? [], loaded: true, loadError: undefined }]));
  },
}));

const service = (name: string, version = "1"): KubernetesObject => ({
  apiVersion: "v1",
  kind: "Service",
  metadata: { name, namespace: "shop", uid: name, resourceVersion: version, managedFields: [{ manager: "kubectl" }] } as KubernetesObject["metadata"] & object,
  spec: { type: "LoadBalancer", ports: [{ port: 80 }] },
  status: { loadBalancer: {} },
});

const element = (): Record<string, unknown> => document.querySelector("clb-preview") as unknown as Record<string, unknown>;

beforeEach(() => {
  cleanup();
  Object.assign(cluster, { lists: {}, asked: {}, language: "en" });
  document.documentElement.className = "";
});

describe("the tab", () => {
  it("previews the live object", () => {
    const web = service("web");
    render(<LoadBalancer obj={web} />);
    expect(element()).toMatchObject({ manifest: [web], live: [web], locale: "en", theme: "light" });
  });

  it("passes the other live objects, with the kinds that lists leave out", () => {
    const item = (name: string): object => ({ metadata: { name, uid: name, resourceVersion: "1" } });
    cluster.lists = { services: [service("web"), service("other")], nodes: [item("node")], endpoints: [item("slice")], switches: [item("switches")] };
    render(<LoadBalancer obj={service("web")} />);
    const live = element()["live"] as KubernetesObject[];
    expect(live.map(({ apiVersion, kind, metadata }) => `${apiVersion} ${kind} ${metadata?.name}`)).toEqual(["v1 Service web", "v1 Service other", "v1 Node node", "discovery.k8s.io/v1 EndpointSlice slice", "v1 ConfigMap switches"]);
  });

  it("asks for the endpoints of the Service's namespace, and for one ConfigMap", () => {
    render(<LoadBalancer obj={service("web")} />);
    expect(cluster.asked["endpoints"]).toMatchObject({ groupVersionKind: { kind: "EndpointSlice" }, namespace: "shop" });
    expect(cluster.asked["switches"]).toMatchObject({ namespace: "kube-system", fieldSelector: "metadata.name=tke-service-controller-config" });
  });

  it("updates only when an object changes", () => {
    const { rerender } = render(<LoadBalancer obj={service("web")} />);
    const first = element()["live"];
    rerender(<LoadBalancer obj={service("web")} />);
    expect(element()["live"]).toBe(first);
    rerender(<LoadBalancer obj={service("web", "2")} />);
    expect(element()["live"]).not.toBe(first);
  });

  it("previews a change before it is applied", () => {
    const web = service("web");
    render(<LoadBalancer obj={web} />);
    fireEvent.click(screen.getByText("Try a change"));
    const editor = screen.getByLabelText("The Service as it would be applied") as HTMLTextAreaElement;
    expect(editor.value).toContain("name: web");
    expect(editor.value).not.toMatch(/managedFields|status/);
    fireEvent.change(editor, { target: { value: "kind: Service" } });
    expect(element()).toMatchObject({ manifest: "kind: Service", live: [web] });
    fireEvent.click(screen.getByText("Back to the live object"));
    expect(element()["manifest"]).toEqual([web]);
  });

  it("uses the console's language and theme, also when the theme is switched", async () => {
    cluster.language = "zh";
    document.documentElement.className = "pf-v6-theme-dark";
    render(<LoadBalancer obj={service("web")} />);
    expect(screen.getByText("试改配置")).toBeTruthy();
    expect(element()).toMatchObject({ locale: "zh-CN", theme: "dark" });
    document.documentElement.className = "other";
    await waitFor(() => expect(element()["theme"]).toBe("light"));
  });

  it("is empty until there is an object", () => {
    render(<LoadBalancer />);
    expect(element()).toBeNull();
  });
});
