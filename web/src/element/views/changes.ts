// The changes of a Service, resource by resource and field by field, and the resources that differ but do not change.

import { type TemplateResult, html, nothing } from "lit-html";
import type { Translate } from "../../messages.ts";
import { type Because, type Change, type ServicePlan, type Withheld, asObject } from "../../types.ts";
import { type DiffLine, type Side, diff, isAlike } from "../field-diff.ts";
import { SIGNS, stateOfVerb } from "../change-sign.ts";
import { type Sources, reasons, withoutShown } from "./texts-and-reasons.ts";
import { TARGETS } from "../clb-answer-fields.ts";
import type { Parts } from "./open-part.ts";
import { targetsTable } from "./changed-backends-table.ts";

/** At most this many fields are drawn; the others are counted. */
const SHOWN = 60;

/** More resources are one line each, until one of them is selected. */
const FEW = 6;

/** Which resources are selected, by address, and which parts are open. */
export interface Selection extends Parts {
  selected: ReadonlySet<string>;
  select: (address: string) => void;
}

/** What all resources of a Service are drawn with. */
interface Drawing extends Selection {
  /** Reasons that are shown already. */
  shown: Because[];
  sources: Sources;
  isFolded: boolean;
  t: Translate;
}

const ALL = "all-resources";

export function changes(service: ServicePlan, selection: Selection, sources: Sources, t: Translate): unknown {
  const { changes, withheld, loadBalancer } = service;
  if (changes.length + withheld.length === 0) return html`<p class="muted">${t("noChanges")}</p>`;
  const isFolded = changes.length + withheld.length > FEW && !selection.isOpen(ALL);
  const drawing: Drawing = { ...selection, shown: loadBalancer.because, sources, isFolded, t };
  return html`<ul class="resources ${isFolded ? "folded" : ""}">
    ${replacement(service, drawing)}
    ${resourcesBesides(service).sort(byKind).map((change) => changedResource(change, drawing))}
    ${withheld.map((item) => withheldResource(item, drawing))}
  </ul>
  ${isFolded ? html`<button type="button" class="more" data-more="resources" @click=${() => selection.toggled(ALL, true)}>${t("allFields")}</button>` : nothing}`;
}

/** The old and the new load balancer of a replacement. */
function replacedPair({ loadBalancer, changes }: ServicePlan): { removed: Change; created: Change } | undefined {
  const own = (verb: Change["verb"]): Change | undefined => changes.find((each) => each.address === "load-balancer" && each.verb === verb);
  const [removed, created] = [own("delete") ?? own("release"), own("create")];
  return loadBalancer.verdict === "replace" && removed && created ? { removed, created } : undefined;
}

const resourcesBesides = (service: ServicePlan): Change[] => (replacedPair(service) ? service.changes.filter(({ address }) => address !== "load-balancer") : [...service.changes]);

/** One card for both: what differs, side by side. What the plan does not tell of the old one is not called "not set". Fields that a reason names force the replacement. */
function replacement(service: ServicePlan, drawing: Drawing): unknown {
  const pair = replacedPair(service);
  if (!pair) return nothing;
  const { shown, sources, t } = drawing;
  const { removed, created } = pair;
  const { lines: compared, same } = diff({ ...created, verb: "update", before: removed.before, fields: [], afterUnknown: [] });
  const unknownAfter = ({ path, ...line }: DiffLine): DiffLine => {
    const name = path.replace("[]", "");
    return created.afterUnknown.includes(name) ? { path: name, before: line.before, after: "unknown" } : { path, ...line };
  };
  const because = shown.map(({ message }) => message).join(" ");
  const isForced = ({ path, before, after }: DiffLine): boolean => before !== "unknown" && after !== "unknown" && because.includes(`\`${path}\``);
  const lines = compared.map(unknownAfter).filter((line) => isForced(line) || !isAlike(line));
  const ordered = [...lines.filter(isForced), ...lines.filter((line) => !isForced(line))];
  return resource("removed replacement", "±", "load-balancer", t("danger.replace"), "", drawing, () => html`<div class="scroll"><table>
      <thead><tr><th scope="col">${t("field")}</th><th scope="col">${t("before")}</th><th scope="col">${t("afterwards")}</th></tr></thead>
      <tbody>${ordered.slice(0, SHOWN).map((line) => html`<tr class=${isForced(line) ? "forced" : ""}><th scope="row">${breakable(line.path)}${isForced(line) ? html` <span class="basis">${t("forced")}</span>` : nothing}</th>${line.before === "unset" ? html`<td></td>` : cell(line.path, line.before, "before", line.after, t)}${cell(line.path, line.after, "after", line.before, t)}</tr>`)}</tbody>
    </table></div>
    ${same > 0 ? html`<p class="muted">${t("same", { n: same })}</p>` : nothing}
    ${reasons(withoutShown([...created.because, ...removed.because], shown), sources, t)}`);
}

const KINDS = ["load-balancer", "security-groups", "tags", "service-config", "listener", "rule", "backends", "service"];

/** From the load balancer inwards. Within a kind the plan's order stays. */
const byKind = (left: Change, right: Change): number => KINDS.indexOf(left.address.split("/")[0]!) - KINDS.indexOf(right.address.split("/")[0]!);

/** One line, and below it the rest, unless it is folded. `gist`: stands for the rest. */
function resource(look: string, sign: string, address: string, state: string, gist: string, { selected, select, isFolded }: Drawing, rest: () => unknown): TemplateResult {
  const isSelected = selected.has(address);
  const isShort = isFolded && !isSelected;
  return html`<li class="resource ${look} ${isSelected ? "selected" : ""}">
    <div class="head"><span class="sign" aria-hidden="true">${sign}</span><button type="button" class="address linklike" data-address=${address} aria-pressed=${isSelected} @click=${() => select(address)}>${breakable(address)}</button>${isShort && gist ? html`<span class="gist">${gist}</span>` : nothing}<span class="state">${state}</span></div>
    ${isShort ? nothing : rest()}
  </li>`;
}

/** What a folded resource is, in a few words: its name, or the fields that change. */
function gistOf({ before, after, fields }: Change, t: Translate): string {
  const value = (key: string): unknown => asObject(after ?? before)?.[key];
  const targets = value(TARGETS);
  return String(fields.length > 0 ? fields.join(", ") : (value("ListenerName") ?? value("LoadBalancerName") ?? (Array.isArray(targets) ? t("backends", { n: targets.length }) : "")));
}

function changedResource(change: Change, drawing: Drawing): TemplateResult {
  const { shown, sources, t } = drawing;
  const state = stateOfVerb(change.verb);
  return resource(state, SIGNS[state], change.address, t(`verdict.${change.verb}`), gistOf(change, t), drawing, () => html`${fieldsTable(change, false, drawing, t)}${reasons(withoutShown(change.because, shown), sources, t)}`);
}

/** The fields of a change; backends as a table of their own. `isSame`: of a resource that does not change, what it has. */
export function fieldsTable(change: Change, isSame: boolean, parts: Parts, t: Translate): unknown {
  const { lines, same } = diff(change);
  const fields = lines.filter((line) => line.path !== `${TARGETS}[]` && !isAlike(line));
  const hidden = fields.length - SHOWN;
  return html`${fields.length === 0
      ? nothing
      : html`<div class="scroll"><table>
          <thead><tr><th scope="col">${t("field")}</th>${change.before ? html`<th scope="col">${t("before")}</th>` : nothing}${change.after ? html`<th scope="col">${t("afterwards")}</th>` : nothing}</tr></thead>
          <tbody>
            ${fields.slice(0, SHOWN).map(
              (line) => html`<tr><th scope="row">${breakable(line.path)}</th>${change.before ? cell(line.path, line.before, "before", line.after, t) : nothing}${change.after ? cell(line.path, line.after, "after", line.before, t) : nothing}</tr>`,
            )}
          </tbody>
        </table></div>`}
    ${lines.some(({ path }) => path === `${TARGETS}[]`) ? targetsTable(change, isSame, parts, t) : nothing}
    ${hidden > 0 ? html`<p class="muted">${t("more", { n: hidden })}</p>` : nothing}
    ${same > 0 ? html`<p class="muted">${t("same", { n: same })}</p>` : nothing}`;
}

/** Allows line breaks after the names in a path. */
const breakable = (path: string): unknown => path.split(/(?<=[./])/).map((part, index) => (index === 0 ? part : html`<wbr />${part}`));

function cell(path: string, side: Side, which: "before" | "after", other: Side, t: Translate): TemplateResult {
  if (side === "unknown") return html`<td class="unknown">${t("afterApply")}</td>`;
  if (side === "unset" && path.endsWith("[]")) return html`<td class="unset"></td>`;
  if (side === "unset") return html`<td class="unset">${which === "after" && other !== "unset" ? t("removed") : t("notSet")}</td>`;
  return html`<td class=${which}>${side.text}</td>`;
}

const withheldResource = ({ address, verb, because }: Withheld, drawing: Drawing): TemplateResult =>
  resource("blocked", SIGNS.blocked, address, drawing.t(`withheld.${verb}`), "", drawing, () => reasons(withoutShown([because], drawing.shown), drawing.sources, drawing.t));
