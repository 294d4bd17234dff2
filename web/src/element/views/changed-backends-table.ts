// The backends of a listener or a rule that come, go or get another weight, as a table.

import { type TemplateResult, html, nothing } from "lit-html";
import type { Translate } from "../../messages.ts";
import { type Change, type JsonObject, asObject } from "../../types.ts";
import { type ResourceState, SIGNS } from "../change-sign.ts";
import { TARGETS, hostOf, identityOf, objects, text } from "../clb-answer-fields.ts";
import type { Parts } from "./open-part.ts";

/** Of more, the others unfold. */
const FEW = 6;

interface TargetRow {
  state: ResourceState;
  before: JsonObject | undefined;
  after: JsonObject | undefined;
}

/** Those that differ: first what is there afterwards. `isSame`: of a resource that does not change, all of them. */
function rowsOf({ before, after }: Change, isSame: boolean): TargetRow[] {
  const targets = (side: unknown): Map<string, JsonObject> => new Map(objects(asObject(side)?.[TARGETS]).map((target) => [identityOf(target), target]));
  const [old, now] = [targets(before), targets(after)];
  const rows = [...now].map(([key, target]): TargetRow => ({ state: isSame ? "unchanged" : old.has(key) ? "changed" : "new", before: old.get(key), after: target }));
  for (const [key, target] of old) if (!now.has(key)) rows.push({ state: "removed", before: target, after: undefined });
  return rows.filter((row) => JSON.stringify(row.before) !== JSON.stringify(row.after));
}

export function targetsTable(change: Change, isSame: boolean, { isOpen, toggled }: Parts, t: Translate): TemplateResult {
  const rows = rowsOf(change, isSame);
  const part = `targets ${change.address}`;
  const shown = isOpen(part) ? rows : rows.slice(0, FEW);
  const weights = ({ before, after }: TargetRow): string => [...new Set([before, after].map((each) => text(each, "Weight")))].filter(Boolean).join(" → ");
  return html`<div class="scroll"><table class="targets">
      <thead><tr><th scope="col">${t("target.host")}</th><th scope="col">${t("target.port")}</th><th scope="col">${t("target.weight")}</th></tr></thead>
      <tbody>${shown.map((row) => {
        const target = (row.after ?? row.before)!;
        return html`<tr class=${row.state}><th scope="row"><span class="sign" role="img" aria-label=${t(`state.${row.state}`)}>${SIGNS[row.state]}</span> ${hostOf(target)}</th><td>${text(target, "Port")}</td><td>${weights(row)}</td></tr>`;
      })}</tbody>
    </table></div>
    ${rows.length > shown.length ? html`<button type="button" class="more" data-more="targets" @click=${() => toggled(part, true)}>${t("more", { n: rows.length - shown.length })}</button>` : nothing}`;
}
