// The panels of the panes: the example's description, the command that prints what an empty pane needs, the cloud as a table.

import { type TemplateResult, html, nothing } from "lit-html";
import type { ClbState, JsonObject } from "../types.ts";
import type { PageTranslate } from "./messages.ts";
import { type Pane, cloudIn } from "./read-files.ts";
import type { PageActions, PageView } from "./page-view-and-actions.ts";

/** The commands that print what a pane needs. */
export const COMMANDS = {
  manifest: "helm template . | kubectl apply --dry-run=server -o yaml -f -",
  live: "kubectl get service,node,endpointslice -A -o yaml > live.yaml",
  clb: "tccli clb DescribeLoadBalancers --Limit 100 > load-balancers.json",
  listeners: "tccli clb DescribeListeners --LoadBalancerId lb-… > listeners-lb-….json",
  health: "tccli clb DescribeTargetHealth --LoadBalancerIds '[\"lb-…\"]' > health.json",
  targets: "tccli clb DescribeTargets --LoadBalancerId lb-… > targets-lb-….json",
} as const;

export const command = (key: keyof typeof COMMANDS, t: PageTranslate, actions: PageActions): TemplateResult =>
  html`<span class="command"><code>${COMMANDS[key]}</code><button type="button" class="quiet" data-copy=${key} @click=${() => void actions.copy(COMMANDS[key])}>${t("copy")}</button></span>`;

/** Opens files, or those of a folder. The input is made when it is needed. */
export function chooseFiles(folder: boolean, actions: Pick<PageActions, "readFiles">): void {
  const input = Object.assign(document.createElement("input"), { type: "file", multiple: true, webkitdirectory: folder });
  input.addEventListener("change", () => void actions.readFiles([...(input.files ?? [])].filter(({ name }) => !folder || /\.(ya?ml|json)$/i.test(name))));
  input.click();
}

const openButton = (t: PageTranslate, actions: PageActions): TemplateResult => html`<button type="button" class="quiet" data-action="open-file" @click=${() => chooseFiles(false, actions)}>${t("open.file")}</button>`;

/** The panes that can be shown together. */
const SPLIT: Pane[] = ["manifest", "live"];

export const isShown = (pane: Pane, page: PageView): boolean => page.pane === pane || (page.split && SPLIT.includes(page.pane) && SPLIT.includes(pane));

export const panel = (pane: Pane, page: PageView, actions: PageActions): TemplateResult =>
  html`<div class="panel" role="tabpanel" id=${`panel-${pane}`} aria-labelledby=${`tab-${pane}`} ?hidden=${!isShown(pane, page)} tabindex=${pane === "context" ? 0 : -1}>
    ${page.isStill && !isShown(pane, page) ? nothing : pane === "context" ? form(page, actions) : html`${above(pane, page, actions)}<div class="editor" data-editor=${pane}><pre></pre></div>`}
  </div>`;

const form = (page: PageView, actions: PageActions): unknown =>
  page.form?.({ state: page.state, locale: page.locale, wrongPolicy: page.obstacle?.input === "policy" ? (page.obstacle.line ?? 0) : undefined, change: (values) => actions.change(values) });

function above(pane: "manifest" | "live" | "clb", page: PageView, actions: PageActions): unknown {
  const { t, state } = page;
  if (pane === "manifest") return page.split ? html`<p class="caption">${t(pane)}</p>` : exampleCaption(page, actions);
  if (state[pane].trim() === "") {
    const commands = pane === "live" ? (["live"] as const) : (["clb", "listeners", "targets", "health"] as const);
    return html`<div class="give"><p>${t(`${pane}.give`)}</p>${commands.map((key) => command(key, t, actions))}<p>${openButton(t, actions)}</p></div>`;
  }
  if (pane === "live") return page.split ? html`<p class="caption">${t(pane)}</p>` : nothing;
  return cloudTable(page, actions);
}

/** What the open example shows, until an own manifest replaces it. */
function exampleCaption({ t, locale, openedExample, state }: PageView, actions: PageActions): unknown {
  if (!openedExample || !state.example) return nothing;
  const { title, steps } = openedExample;
  const step = steps[state.example.step];
  const name = steps.length > 1 && step ? step.title : title;
  return html`<div class="ribbon">
    <p><span class="tag">${t("example")}</span> <strong>${name[locale]}</strong> <button type="button" class="quiet" data-action="own" @click=${() => actions.reset()}>${t("own")}</button></p>
    ${step?.description ? html`<p>${step.description[locale]}</p>` : nothing}
  </div>`;
}

const members = (value: unknown): JsonObject[] => (Array.isArray(value) ? (value as JsonObject[]) : []);

/** At most this many load balancers are listed. */
const LISTED = 200;

/** What is known of each load balancer. The text is below. */
function cloudTable(page: PageView, actions: PageActions): unknown {
  const { t } = page;
  const cloud: ClbState | undefined = cloudIn(page.state.clb);
  if (!cloud || !Array.isArray(cloud.loadBalancers)) return nothing;
  const count = (of: Record<string, unknown> | null | undefined, id: string): unknown => {
    const list = of?.[id];
    return list === undefined ? html`<td class="missing">${t("cloud.missing")}</td>` : html`<td>✓ ${members(list).length}</td>`;
  };
  return html`<div class="cloud">
    ${page.unassigned.map((response, index) => html`<p class="which"><label>${t("cloud.which", { name: response.name, n: response.items.length })} <select data-unassigned=${index} @change=${(event: Event) => actions.assign(response, (event.target as HTMLSelectElement).value)}>
        <option value="">…</option>${cloud.loadBalancers.map((each) => html`<option>${each["LoadBalancerId"]}</option>`)}</select></label></p>`)}
    ${cloud.loadBalancers.length === 0 ? nothing : html`<table>
      <thead><tr><th scope="col">${t("cloud.id")}</th><th scope="col">${t("cloud.name")}</th><th scope="col">${t("cloud.address")}</th><th scope="col">${t("cloud.listeners")}</th><th scope="col">${t("cloud.targets")}</th></tr></thead>
      <tbody>${cloud.loadBalancers.slice(0, LISTED).map((each) => {
          const id = String(each["LoadBalancerId"] ?? "");
          return html`<tr><th scope="row"><code>${id}</code></th><td>${each["LoadBalancerName"]}</td><td>${[each["LoadBalancerVips"]].flat().join(", ") || each["LoadBalancerDomain"]}</td>${count(cloud.listeners, id)}${count(cloud.targets, id)}</tr>`;
        })}</tbody>
    </table>`}
    ${cloud.loadBalancers.length > LISTED ? html`<p>${t("cloud.more", { n: cloud.loadBalancers.length - LISTED })}</p>` : nothing}
    <p>${openButton(t, actions)}</p>
  </div>`;
}
