// What the page does at the events of `<clb-preview>`.

import type { ClbPreview } from "../element/element.ts";
import type { Diagnostic, Fix, LinkTarget, MissingInput, Plan, ResourceRef, ServiceName } from "../types.ts";
import type { Panes } from "./panes.ts";
import type { Pane } from "./read-files.ts";

export interface PreviewListener {
  showPlan(plan: Plan): void;
  showState(): void;
  share(target: LinkTarget): Promise<void>;
  openPane(pane: Pane): Promise<void>;
}

export function listenToPreview(preview: ClbPreview, panes: Panes, page: PreviewListener): void {
  const on = <Detail>(name: string, act: (detail: Detail) => void): void => preview.addEventListener(name, (event) => act((event as CustomEvent<Detail>).detail));
  on("plan", (plan: Plan) => page.showPlan(plan));
  on("state", () => page.showState());
  on("choose", (resource: ResourceRef | undefined) => panes.markSources(resource));
  preview.linkable = preview.asking = true;
  on("service", (service: ServiceName) => panes.showService(service));
  on("link", (target: LinkTarget) => void page.share(target));
  on("ask", (missing: MissingInput) => void ask(missing, panes, page));
  on("reveal", (finding: Diagnostic) => panes.reveal(finding));
  on("fix", ({ fix }: { fix: Fix }) => panes.fix(fix));
}

/** Opens where the user can enter what was not provided. */
async function ask({ input, field }: MissingInput, panes: Panes, page: PreviewListener): Promise<void> {
  await page.openPane(input);
  if (input !== "context") return void panes.get(input).focus();
  document.querySelector<HTMLElement>(`.context [name="${CSS.escape(field ?? "clusterId")}"]`)?.focus();
}
