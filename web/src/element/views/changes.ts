// The changes of a Service, resource by resource and field by field, and the resources that differ but do not change.

import { type TemplateResult, html, nothing } from "lit-html";
import type { Translate } from "../../messages.ts";
import type { Because, Change, ServicePlan, Withheld } from "../../types.ts";
import { type DiffLine, type Side, diff } from "../field-diff.ts";
import { SIGNS, stateOfVerb } from "../change-sign.ts";
import { reasons, withoutShown } from "./texts-and-reasons.ts";

/** At most this many fields are drawn; the others are counted. */
const SHOWN = 60;

/** Which resources are selected, by address. */
export interface Selection {
  selected: ReadonlySet<string>;
  select: (address: string) => void;
}

export function changes(service: ServicePlan, t: Translate, selection: Selection): unknown {
  if (service.changes.length + service.withheld.length === 0) return html`<p class="muted">${t("noChanges")}</p>`;
  return html`<ul class="resources">
    ${replacement(service, t, selection)}
    ${resourcesBesides(service).sort(byKind).map((change) => changedResource(change, service.loadBalancer.because, t, selection))}
    ${service.withheld.map((item) => withheldResource(item, t, selection))}
  </ul>`;
}

/** The old and the new load balancer of a replacement. */
function replacedPair({ loadBalancer, changes }: ServicePlan): { removed: Change; created: Change } | undefined {
  const own = (verb: Change["verb"]): Change | undefined => changes.find((each) => each.address === "load-balancer" && each.verb === verb);
  const [removed, created] = [own("delete") ?? own("release"), own("create")];
  return loadBalancer.verdict === "replace" && removed && created ? { removed, created } : undefined;
}

const resourcesBesides = (service: ServicePlan): Change[] => (replacedPair(service) ? service.changes.filter(({ address }) => address !== "load-balancer") : [...service.changes]);

/** One card for both: what differs, side by side. What the plan does not tell of the old one is not called "not set". Fields that a reason names force the replacement. */
function replacement(service: ServicePlan, t: Translate, selection: Selection): unknown {
  const pair = replacedPair(service);
  if (!pair) return nothing;
  const { removed, created } = pair;
  const { lines: compared, same } = diff({ ...created, verb: "update", before: removed.before, fields: [], afterUnknown: [] });
  const unknownAfter = ({ path, ...line }: DiffLine): DiffLine => {
    const name = path.replace("[]", "");
    return created.afterUnknown.includes(name) ? { path: name, before: line.before, after: "unknown" } : { path, ...line };
  };
  const lines = compared.map(unknownAfter);
  const because = service.loadBalancer.because.map(({ message }) => message).join(" ");
  const isForced = ({ path, before, after }: DiffLine): boolean => before !== "unknown" && after !== "unknown" && because.includes(`\`${path}\``);
  const ordered = [...lines.filter(isForced), ...lines.filter((line) => !isForced(line))];
  return html`<li class="resource removed replacement ${selection.selected.has("load-balancer") ? "selected" : ""}">
    <div class="head"><span class="sign" aria-hidden="true">±</span>${head("load-balancer", selection)}<span class="state">${t("danger.replace")}</span></div>
    <div class="scroll"><table>
      <thead><tr><th scope="col">${t("field")}</th><th scope="col">${t("before")}</th><th scope="col">${t("afterwards")}</th></tr></thead>
      <tbody>${ordered.slice(0, SHOWN).map((line) => html`<tr class=${isForced(line) ? "forced" : ""}><th scope="row">${breakable(line.path)}${isForced(line) ? html` <span class="basis">${t("forced")}</span>` : nothing}</th>${line.before === "unset" ? html`<td></td>` : cell(line.path, line.before, "before", line.after, t)}${cell(line.path, line.after, "after", line.before, t)}</tr>`)}</tbody>
    </table></div>
    ${same > 0 ? html`<p class="muted">${t("same", { n: same })}</p>` : nothing}
    ${reasons(withoutShown([...created.because, ...removed.because], service.loadBalancer.because), t)}
  </li>`;
}

const KINDS = ["load-balancer", "security-groups", "tags", "service-config", "listener", "rule", "backends", "service"];

/** From the load balancer inwards. Within a kind the plan's order stays. */
const byKind = (left: Change, right: Change): number => KINDS.indexOf(left.address.split("/")[0]!) - KINDS.indexOf(right.address.split("/")[0]!);

const head = (address: string, { selected, select }: Selection): TemplateResult =>
  html`<button type="button" class="address linklike" data-address=${address} aria-pressed=${selected.has(address)} @click=${() => select(address)}>${address}</button>`;

function changedResource(change: Change, shown: Because[], t: Translate, selection: Selection): TemplateResult {
  const state = stateOfVerb(change.verb);
  const { lines, same } = diff(change);
  const hidden = lines.length - SHOWN;
  return html`<li class="resource ${state} ${selection.selected.has(change.address) ? "selected" : ""}">
    <div class="head"><span class="sign" aria-hidden="true">${SIGNS[state]}</span>${head(change.address, selection)}<span class="state">${t(`verdict.${change.verb}`)}</span></div>
    ${lines.length === 0
      ? nothing
      : html`<div class="scroll"><table>
          <thead><tr><th scope="col">${t("field")}</th>${change.before ? html`<th scope="col">${t("before")}</th>` : nothing}${change.after ? html`<th scope="col">${t("afterwards")}</th>` : nothing}</tr></thead>
          <tbody>
            ${lines.slice(0, SHOWN).map(
              (line) => html`<tr><th scope="row">${breakable(line.path)}</th>${change.before ? cell(line.path, line.before, "before", line.after, t) : nothing}${change.after ? cell(line.path, line.after, "after", line.before, t) : nothing}</tr>`,
            )}
          </tbody>
        </table></div>`}
    ${hidden > 0 ? html`<p class="muted">${t("more", { n: hidden })}</p>` : nothing}
    ${same > 0 ? html`<p class="muted">${t("same", { n: same })}</p>` : nothing}
    ${reasons(withoutShown(change.because, shown), t)}
  </li>`;
}

/** Allows line breaks after the names in a path. */
const breakable = (path: string): unknown => path.split(/(?<=[./])/).map((part, index) => (index === 0 ? part : html`<wbr />${part}`));

function cell(path: string, side: Side, which: "before" | "after", other: Side, t: Translate): TemplateResult {
  if (side === "unknown") return html`<td class="unknown">${t("afterApply")}</td>`;
  if (side === "unset" && path.endsWith("[]")) return html`<td class="unset"></td>`;
  if (side === "unset") return html`<td class="unset">${which === "after" && other !== "unset" ? t("removed") : t("notSet")}</td>`;
  return html`<td class=${which}>${side.text}</td>`;
}

const withheldResource = (item: Withheld, t: Translate, selection: Selection): TemplateResult =>
  html`<li class="resource blocked ${selection.selected.has(item.address) ? "selected" : ""}">
    <div class="head"><span class="sign" aria-hidden="true">${SIGNS.blocked}</span>${head(item.address, selection)}<span class="state">${t(`withheld.${item.verb}`)}</span></div>
    ${reasons([item.because], t)}
  </li>`;
