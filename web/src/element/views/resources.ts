// What differs, resource by resource, field by field; and what was seen and left alone.

import { type TemplateResult, html, nothing } from "lit-html";
import type { Because, Change, ServicePlan, Withheld } from "../../types.ts";
import type { Say } from "../../messages.ts";
import { type Side, differences } from "../diff.ts";
import { SIGNS, stateOfVerb } from "../resource-state.ts";
import { besides, reasons } from "./inline-code.ts";

/** So many fields are drawn; the rest is counted. */
const SHOWN = 60;

export interface Choosing {
  chosen: ReadonlySet<string>;
  choose: (address: string) => void;
}

export function resources(service: ServicePlan, say: Say, choosing: Choosing): unknown {
  if (service.changes.length + service.withheld.length === 0) return html`<p class="muted">${say("noChanges")}</p>`;
  return html`<ul class="resources">
    ${[...service.changes].sort(byKind).map((change) => changed(change, service.loadBalancer.because, say, choosing))}
    ${service.withheld.map((item) => leftAlone(item, say, choosing))}
  </ul>`;
}

const KINDS = ["load-balancer", "security-groups", "tags", "service-config", "listener", "rule", "backends", "service"];

/** From the outside in; the order of the plan within a kind. */
const byKind = (left: Change, right: Change): number => KINDS.indexOf(left.address.split("/")[0]!) - KINDS.indexOf(right.address.split("/")[0]!);

const head = (address: string, { chosen, choose }: Choosing): TemplateResult =>
  html`<button type="button" class="address linklike" data-address=${address} aria-pressed=${chosen.has(address)} @click=${() => choose(address)}>${address}</button>`;

function changed(change: Change, given: Because[], say: Say, choosing: Choosing): TemplateResult {
  const state = stateOfVerb(change.verb);
  const { lines, same } = differences(change);
  const left = lines.length - SHOWN;
  return html`<li class="resource ${state} ${choosing.chosen.has(change.address) ? "chosen" : ""}">
    <div class="head"><span class="sign" aria-hidden="true">${SIGNS[state]}</span>${head(change.address, choosing)}<span class="state">${say(`verdict.${change.verb}`)}</span></div>
    ${lines.length === 0
      ? nothing
      : html`<div class="scroll"><table>
          <thead><tr><th scope="col">${say("field")}</th>${change.before ? html`<th scope="col">${say("before")}</th>` : nothing}${change.after ? html`<th scope="col">${say("afterwards")}</th>` : nothing}</tr></thead>
          <tbody>
            ${lines.slice(0, SHOWN).map(
              (line) => html`<tr><th scope="row">${breakable(line.path)}</th>${change.before ? cell(line.path, line.before, "before", line.after, say) : nothing}${change.after ? cell(line.path, line.after, "after", line.before, say) : nothing}</tr>`,
            )}
          </tbody>
        </table></div>`}
    ${left > 0 ? html`<p class="muted">${say("more", { n: left })}</p>` : nothing}
    ${same > 0 ? html`<p class="muted">${say("same", { n: same })}</p>` : nothing}
    ${reasons(besides(change.because, given), say)}
  </li>`;
}

/** A path may be broken where one of its names ends. */
const breakable = (path: string): unknown => path.split(/(?<=[./])/).map((part, index) => (index === 0 ? part : html`<wbr />${part}`));

function cell(path: string, side: Side, which: "before" | "after", other: Side, say: Say): TemplateResult {
  if (side === "unknown") return html`<td class="unknown">${say("afterApply")}</td>`;
  if (side === "unset" && path.endsWith("[]")) return html`<td class="unset"></td>`;
  if (side === "unset") return html`<td class="unset">${which === "after" && other !== "unset" ? say("removed") : say("notSet")}</td>`;
  return html`<td class=${which}>${side.text}</td>`;
}

const leftAlone = (item: Withheld, say: Say, choosing: Choosing): TemplateResult =>
  html`<li class="resource blocked ${choosing.chosen.has(item.address) ? "chosen" : ""}">
    <div class="head"><span class="sign" aria-hidden="true">${SIGNS.blocked}</span>${head(item.address, choosing)}<span class="state">${say(`withheld.${item.verb}`)}</span></div>
    ${reasons(item.because, say)}
  </li>`;
