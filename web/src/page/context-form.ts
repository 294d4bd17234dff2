// The form for facts about the cluster, Services to delete, and the policy. An empty field is unknown; it has no default.

import { type TemplateResult, html, nothing } from "lit-html";
import type { Context, Locale, Quotas } from "../types.ts";
import { type FormMessageKey, type FormTranslate, formTranslator } from "./context-form-messages.ts";
import type { State } from "./state.ts";

type TextKey = "clusterId" | "region" | "vpcId" | "uin" | "kubernetesVersion" | "controllerVersion" | "serviceNodePortRange";

export interface FormInput {
  state: State;
  locale: Locale;
  /** Where the policy cannot be read: its line, or 0; undefined if it can. */
  wrongPolicy: number | undefined;
  change: (values: Partial<State>) => void;
}

interface ContextForm extends FormInput {
  t: FormTranslate;
}

export function contextForm(input: FormInput): TemplateResult {
  const form = { ...input, t: formTranslator(input.locale) };
  const { t, state, wrongPolicy, change } = form;
  return html`<form class="context" @submit=${(event: Event) => event.preventDefault()}>
    <fieldset>
      <legend>${t("c.cluster")}</legend>
      ${text(form, "clusterId", "cls-…")} ${text(form, "region", "ap-guangzhou")} ${text(form, "vpcId", "vpc-…")} ${text(form, "uin", "1000…")}
      ${select(form, "clusterType", ["managed", "serverless"])} ${defaultNamespace(form)} ${networks(form)} ${yesOrNo(form, "sharing")} ${serviceCidrs(form)} ${yesOrNo(form, "liveComplete")} ${yesOrNo(form, "manifestsReplace")}
    </fieldset>
    <fieldset>
      <legend>${t("c.versions")}</legend>
      ${text(form, "kubernetesVersion", "1.34")} ${text(form, "controllerVersion", "v2.11.0")} ${select(form, "lifecycleMode", ["blocked", "rebuild"])}
    </fieldset>
    <fieldset>
      <legend>${t("c.quotas")}</legend>
      ${(["listenersPerClb", "targetsPerListener", "clbsPerRegion"] as const).map((key) => quota(form, key))} ${text(form, "serviceNodePortRange", "30000-32767")}
    </fieldset>
    <fieldset>
      <legend>${t("c.request")}</legend>
      <label class="check"><input type="checkbox" name="prune" .checked=${state.prune} @change=${(event: Event) => change({ prune: (event.target as HTMLInputElement).checked })} /> ${t("c.prune")}</label>
      ${options(form)}
      <label class="wide">${t("c.deletions")}<input name="deletions" autocomplete="off" spellcheck="false" .value=${state.deletions} placeholder="shop/web" @input=${(event: Event) => change({ deletions: (event.target as HTMLInputElement).value })} /></label>
    </fieldset>
    <fieldset>
      <legend>${t("c.controllerConfig")}</legend>
      <label class="wide">${t("c.controllerConfig.hint")}<textarea name="controllerConfig" rows="3" spellcheck="false" .value=${configText(state.context)} @change=${(event: Event) => setConfig(form, (event.target as HTMLTextAreaElement).value)}></textarea></label>
    </fieldset>
    <fieldset>
      <legend>${t("c.policy")}</legend>
      <label class="wide">${t("c.policy.hint")}<textarea name="policy" rows="6" spellcheck="false" aria-invalid=${wrongPolicy !== undefined} .value=${state.policy} placeholder='{"rules":[{"name":"…","deny":["changes-address"]}]}' @input=${(event: Event) => change({ policy: (event.target as HTMLTextAreaElement).value })}></textarea></label>
      ${wrongPolicy !== undefined ? html`<p class="invalid">${t("c.invalid")}${wrongPolicy > 0 ? t("c.atLine", { n: wrongPolicy }) : nothing}</p>` : nothing}
    </fieldset>
  </form>`;
}

/** Members of the request without a field: they are named, and can be left out. */
function options({ t, state: { options }, change }: ContextForm): unknown {
  const named = Object.entries(options).map(([key, value]) => `${key}: ${typeof value === "string" ? value : JSON.stringify(value)}`);
  if (named.length === 0) return nothing;
  return html`<p class="wide options">${t("c.options")} <code>${named.join("; ")}</code> <button type="button" class="quiet" data-action="no-options" @click=${() => change({ options: {} })}>${t("c.options.remove")}</button></p>`;
}

/** Sets a member of the context, or removes it. */
function setMember<K extends keyof Context>({ state, change }: ContextForm, key: K, value: Context[K] | undefined): void {
  const { [key]: _, ...others } = state.context;
  change({ context: value === undefined ? others : { ...others, [key]: value } });
}

const text = (form: ContextForm, key: TextKey, placeholder: string): TemplateResult =>
  html`<label>${form.t(`c.${key}`)}<input name=${key} autocomplete="off" spellcheck="false" placeholder=${placeholder} .value=${String(form.state.context[key] ?? "")} @input=${(event: Event) => setMember(form, key, (event.target as HTMLInputElement).value.trim() || undefined)} /></label>`;

const defaultNamespace = ({ t, state, change }: ContextForm): TemplateResult =>
  html`<label>${t("c.defaultNamespace")}<input name="defaultNamespace" autocomplete="off" spellcheck="false" placeholder="default" .value=${state.defaultNamespace} @input=${(event: Event) => change({ defaultNamespace: (event.target as HTMLInputElement).value.trim() })} /></label>`;

const select = (form: ContextForm, key: "clusterType" | "lifecycleMode", values: string[]): TemplateResult =>
  html`<label class=${key === "lifecycleMode" ? "two" : ""}>${form.t(`c.${key}`)}<select name=${key} .value=${form.state.context[key] ?? ""} @change=${(event: Event) => setMember(form, key, ((event.target as HTMLSelectElement).value || undefined) as Context[typeof key])}>
      <option value="">${form.t("unknown")}</option>
      ${values.map((value) => html`<option value=${value} ?selected=${form.state.context[key] === value}>${form.t(`c.${key}.${value}` as FormMessageKey)}</option>`)}
    </select></label>`;

const NETWORK_MODES = ["GlobalRouter", "VPC-CNI"] as const;
type NetworkMode = (typeof NETWORK_MODES)[number];

function networks(form: ContextForm): TemplateResult {
  const modes = form.state.context.networkModes ?? [];
  const toggle = (mode: NetworkMode, on: boolean): void => {
    const others = modes.filter((each) => each !== mode);
    const next = on ? [...others, mode] : others;
    setMember(form, "networkModes", next.length > 0 ? next : undefined);
  };
  return html`<div class="group" role="group" aria-label=${form.t("c.networkModes")}><span>${form.t("c.networkModes")}</span>
    ${NETWORK_MODES.map((mode) => html`<label class="check"><input type="checkbox" name=${mode} .checked=${modes.includes(mode)} @change=${(event: Event) => toggle(mode, (event.target as HTMLInputElement).checked)} /> ${mode}</label>`)}
  </div>`;
}

const yesOrNo = (form: ContextForm, key: "sharing" | "liveComplete" | "manifestsReplace"): TemplateResult => {
  const value = form.state.context[key] ?? undefined;
  return html`<label class=${key === "sharing" ? "" : "two"}>${form.t(`c.${key}`)}<select name=${key} @change=${(event: Event) => {
      const { value } = event.target as HTMLSelectElement;
      setMember(form, key, value === "" ? undefined : value === "true");
    }}>
      <option value="" ?selected=${value === undefined}>${form.t("unknown")}</option>
      <option value="true" ?selected=${value === true}>${form.t("yes")}</option>
      <option value="false" ?selected=${value === false}>${form.t("no")}</option>
    </select></label>`;
};

/** Separated by commas or spaces. Not changed while it is typed: the last range may be incomplete. */
const serviceCidrs = (form: ContextForm): TemplateResult =>
  html`<label>${form.t("c.serviceCidrs")}<input name="serviceCidrs" autocomplete="off" spellcheck="false" placeholder="10.96.0.0/16" .value=${(form.state.context.serviceCidrs ?? []).join(", ")} @change=${(event: Event) => {
      const ranges = (event.target as HTMLInputElement).value.split(/[\s,]+/).filter(Boolean);
      setMember(form, "serviceCidrs", ranges.length > 0 ? ranges : undefined);
    }} /></label>`;

const quota = (form: ContextForm, key: keyof Quotas): TemplateResult =>
  html`<label>${form.t(`c.${key}`)}<input name=${key} type="number" min="0" max="100000" .value=${String(form.state.context.quotas?.[key] ?? "")} @input=${(event: Event) => {
      const { value } = event.target as HTMLInputElement;
      const { [key]: _, ...others } = form.state.context.quotas ?? {};
      const quotas = value === "" ? others : { ...others, [key]: Math.min(100000, Math.max(0, Math.trunc(Number(value)))) };
      setMember(form, "quotas", Object.keys(quotas).length > 0 ? quotas : undefined);
    }} /></label>`;

const configText = (context: Context): string =>
  Object.entries(context.controllerConfig ?? {}).map(([key, value]) => `${key}: ${value}`).join("\n");

function setConfig(form: ContextForm, text: string): void {
  const pairs = text.split("\n").map((line) => /^\s*([^:]+?)\s*:\s*"?(.*?)"?\s*$/.exec(line)).filter((match) => match !== null);
  setMember(form, "controllerConfig", pairs.length > 0 ? Object.fromEntries(pairs.map((match) => [match[1]!, match[2]!])) : undefined);
}
