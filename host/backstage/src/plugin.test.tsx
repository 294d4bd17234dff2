// Shows the tab in Backstage's own test app, with a Kubernetes plug-in that answers from a list: tests which properties the tab sets on
// the element. The element itself is tested in a browser.

import type { Entity } from "@backstage/catalog-model";
import { renderTestApp } from "@backstage/frontend-test-utils";
import { createTestEntityPage } from "@backstage/plugin-catalog-react/testUtils";
import { kubernetesApiRef, kubernetesAuthProvidersApiRef } from "@backstage/plugin-kubernetes-react";
import { act, cleanup, fireEvent, screen, waitFor } from "@testing-library/react";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { hasObjects, loadBalancers } from "./plugin";

vi.mock("clbplan-element", () => ({}));

const entity: Entity = { apiVersion: "backstage.io/v1alpha1", kind: "Component", metadata: { name: "web", annotations: { "backstage.io/kubernetes-id": "web" } }, spec: { type: "service" } };

/** As Backstage's backend returns it: without a kind. */
const item = (version = "1"): object => ({
  metadata: { name: "web", namespace: "shop", uid: "web", resourceVersion: version, managedFields: [{ manager: "kubectl" }] },
  spec: { type: "LoadBalancer", ports: [{ port: 80 }] },
  status: { loadBalancer: {} },
});

const live = (version?: string): object => ({ apiVersion: "v1", kind: "Service", ...item(version) });

const cluster = (services: object[], errors: object[] = []): object => ({
  cluster: { name: "main" },
  resources: [{ type: "pods", resources: [{ metadata: { name: "pod" } }] }, { type: "services", resources: services }],
  podMetrics: [],
  errors,
});

const element = (): Record<string, unknown> => document.querySelector("clb-preview") as unknown as Record<string, unknown>;

async function show(getObjectsByEntity: () => Promise<object>): Promise<void> {
  const kubernetes = { getObjectsByEntity, getClusters: async () => [{ name: "main", authProvider: "serviceAccount" }] };
  renderTestApp({
    extensions: [createTestEntityPage({ entity }), loadBalancers],
    apis: [
      [kubernetesApiRef, kubernetes as never],
      [kubernetesAuthProvidersApiRef, { decorateRequestBodyForAuth: async (_: string, body: object) => body, getCredentials: async () => ({}) } as never],
    ],
  });
}

beforeEach(() => {
  cleanup();
  document.body.removeAttribute("data-theme-mode");
});

describe("the tab", () => {
  it("previews the live Services of each cluster", async () => {
    await show(async () => ({ items: [cluster([item()]), { ...cluster([]), cluster: { name: "other", title: "Other" } }] }));
    await screen.findByText("main");
    expect(element()).toMatchObject({ manifest: [live()], live: [live()], locale: "en" });
    expect(screen.getByText("Other")).toBeTruthy();
    expect(screen.getByText("No Services of this entity were found in the cluster.")).toBeTruthy();
    expect(document.querySelectorAll("clb-preview")).toHaveLength(1);
  });

  it("previews a change before it is applied", async () => {
    await show(async () => ({ items: [cluster([item(), item("2")])] }));
    fireEvent.click(await screen.findByText("Try a change"));
    const editor = screen.getByLabelText("The Services as they would be applied") as HTMLTextAreaElement;
    expect(editor.value.match(/^kind: Service$/gm)).toHaveLength(2);
    expect(editor.value).toContain("---\n");
    expect(editor.value).not.toMatch(/managedFields|status/);
    fireEvent.change(editor, { target: { value: "kind: Service" } });
    expect(element()).toMatchObject({ manifest: "kind: Service", live: [live(), live("2")] });
    fireEvent.click(screen.getByText("Back to the live objects"));
    expect(element()["manifest"]).toEqual([live(), live("2")]);
  });

  it("says what the Kubernetes plug-in could not read", async () => {
    await show(async () => ({ items: [cluster([item()], [{ errorType: "UNAUTHORIZED_ERROR" }])] }));
    expect((await screen.findByRole("alert")).textContent).toMatch(/does not return the objects/);
    cleanup();
    await show(async () => Promise.reject(new Error("no such cluster")));
    expect((await screen.findByRole("alert")).textContent).toMatch(/does not return the objects.*no such cluster/);
  });

  it("follows Backstage's theme", async () => {
    await show(async () => ({ items: [cluster([item()])] }));
    await screen.findByText("main");
    act(() => document.body.setAttribute("data-theme-mode", "dark"));
    await waitFor(() => expect(element()["theme"]).toBe("dark"));
    act(() => document.body.setAttribute("data-theme-mode", "light"));
    await waitFor(() => expect(element()["theme"]).toBe("light"));
  });
});

describe("the plug-in", () => {
  it("shows the tab only for entities that have objects in Kubernetes", () => {
    expect(hasObjects(entity)).toBe(true);
    expect(hasObjects({ ...entity, metadata: { name: "web", annotations: { "backstage.io/kubernetes-label-selector": "app=web" } } })).toBe(true);
    expect(hasObjects({ ...entity, metadata: { name: "web" } })).toBe(false);
  });
});
