// The form of what is known of the cluster. A field that is left empty is unknown, never a default.

import { type TemplateResult, html, nothing } from "lit-html";
import { object } from "./files.ts";
import type { State } from "./state.ts";
import type { PageSay, PageWord } from "./messages.ts";

/** The request's Context; the module owns its shape. */
export interface Context {
  clusterId?: string;
  region?: string;
  vpcId?: string;
  uin?: string;
  kubernetesVersion?: string;
  controllerVersion?: string;
  clusterType?: string;
  networkModes?: string[];
  sharing?: boolean;
  lifecycleMode?: string;
  controllerConfig?: Record<string, string>;
  quotas?: Record<string, number>;
  serviceNodePortRange?: string;
}

type TextKey = "clusterId" | "region" | "vpcId" | "uin" | "kubernetesVersion" | "controllerVersion" | "serviceNodePortRange";

export interface ContextForm {
  state: State;
  say: PageSay;
  change: (values: Partial<State>) => void;
}

export function contextForm(form: ContextForm): TemplateResult {
  const { say, state, change } = form;
  return html`<form class="context" @submit=${(event: Event) => event.preventDefault()}>
    <fieldset>
      <legend>${say("c.cluster")}</legend>
      ${text(form, "clusterId", "cls-…")} ${text(form, "region", "ap-guangzhou")} ${text(form, "vpcId", "vpc-…")} ${text(form, "uin", "1000…")}
      ${select(form, "clusterType", ["managed", "serverless"])} ${networks(form)} ${sharing(form)}
    </fieldset>
    <fieldset>
      <legend>${say("c.versions")}</legend>
      ${text(form, "kubernetesVersion", "1.34")} ${text(form, "controllerVersion", "v2.11.0")} ${select(form, "lifecycleMode", ["blocked", "rebuild"])}
    </fieldset>
    <fieldset>
      <legend>${say("c.quotas")}</legend>
      ${(["listenersPerClb", "targetsPerListener", "clbsPerRegion"] as const).map((key) => quota(form, key))} ${text(form, "serviceNodePortRange", "30000-32767")}
    </fieldset>
    <fieldset>
      <legend>${say("c.request")}</legend>
      <label class="check"><input type="checkbox" name="prune" .checked=${state.prune} @change=${(event: Event) => change({ prune: (event.target as HTMLInputElement).checked })} /> ${say("c.prune")}</label>
      <label class="wide">${say("c.deletions")}<input name="deletions" autocomplete="off" spellcheck="false" .value=${state.deletions} placeholder="shop/web" @input=${(event: Event) => change({ deletions: (event.target as HTMLInputElement).value })} /></label>
    </fieldset>
    <fieldset>
      <legend>${say("c.controllerConfig")}</legend>
      <label class="wide">${say("c.controllerConfig.hint")}<textarea name="controllerConfig" rows="3" spellcheck="false" .value=${configText(state.context)} @change=${(event: Event) => setConfig(form, (event.target as HTMLTextAreaElement).value)}></textarea></label>
    </fieldset>
    <fieldset>
      <legend>${say("c.policy")}</legend>
      <label class="wide">${say("c.policy.hint")}<textarea name="policy" rows="6" spellcheck="false" .value=${state.policy} placeholder='{"rules":[{"name":"…","deny":["changes-address"]}]}' @input=${(event: Event) => change({ policy: (event.target as HTMLTextAreaElement).value })}></textarea></label>
      ${state.policy.trim() !== "" && !object(state.policy) ? html`<p class="wrong">${say("c.notJson", { message: reasonOf(state.policy) })}</p>` : nothing}
    </fieldset>
  </form>`;
}

function reasonOf(text: string): string {
  try {
    JSON.parse(text);
    return "{ … }";
  } catch (thrown) {
    return (thrown as Error).message;
  }
}

/** The context with one member set, or without it. */
function put<K extends keyof Context>({ state, change }: ContextForm, key: K, value: Context[K] | undefined): void {
  const { [key]: _, ...others } = state.context;
  change({ context: value === undefined ? others : { ...others, [key]: value } });
}

const text = (form: ContextForm, key: TextKey, placeholder: string): TemplateResult =>
  html`<label>${form.say(`c.${key}`)}<input name=${key} autocomplete="off" spellcheck="false" placeholder=${placeholder} .value=${String(form.state.context[key] ?? "")} @input=${(event: Event) => put(form, key, (event.target as HTMLInputElement).value.trim() || undefined)} /></label>`;

const select = (form: ContextForm, key: "clusterType" | "lifecycleMode", values: string[]): TemplateResult =>
  html`<label class=${key === "lifecycleMode" ? "two" : ""}>${form.say(`c.${key}`)}<select name=${key} .value=${form.state.context[key] ?? ""} @change=${(event: Event) => put(form, key, (event.target as HTMLSelectElement).value || undefined)}>
      <option value="">${form.say("notSet")}</option>
      ${values.map((value) => html`<option value=${value} ?selected=${form.state.context[key] === value}>${form.say(`c.${key}.${value}` as PageWord)}</option>`)}
    </select></label>`;

function networks(form: ContextForm): TemplateResult {
  const held = form.state.context.networkModes ?? [];
  const flip = (mode: string, on: boolean): void => {
    const modes = [...held.filter((each) => each !== mode), ...(on ? [mode] : [])];
    put(form, "networkModes", modes.length > 0 ? modes : undefined);
  };
  return html`<div class="group" role="group" aria-label=${form.say("c.networkModes")}><span>${form.say("c.networkModes")}</span>
    ${["GlobalRouter", "VPC-CNI"].map((mode) => html`<label class="check"><input type="checkbox" name=${mode} .checked=${held.includes(mode)} @change=${(event: Event) => flip(mode, (event.target as HTMLInputElement).checked)} /> ${mode}</label>`)}
  </div>`;
}

const sharing = (form: ContextForm): TemplateResult => {
  const held = form.state.context.sharing;
  return html`<label>${form.say("c.sharing")}<select name="sharing" @change=${(event: Event) => {
      const { value } = event.target as HTMLSelectElement;
      put(form, "sharing", value === "" ? undefined : value === "true");
    }}>
      <option value="" ?selected=${held === undefined}>${form.say("notSet")}</option>
      <option value="true" ?selected=${held === true}>${form.say("yes")}</option>
      <option value="false" ?selected=${held === false}>${form.say("no")}</option>
    </select></label>`;
};

const quota = (form: ContextForm, key: "listenersPerClb" | "targetsPerListener" | "clbsPerRegion"): TemplateResult =>
  html`<label>${form.say(`c.${key}`)}<input name=${key} type="number" min="0" max="100000" .value=${String(form.state.context.quotas?.[key] ?? "")} @input=${(event: Event) => {
      const { value } = event.target as HTMLInputElement;
      const { [key]: _, ...others } = form.state.context.quotas ?? {};
      const quotas = value === "" ? others : { ...others, [key]: Math.min(100000, Math.max(0, Math.trunc(Number(value)))) };
      put(form, "quotas", Object.keys(quotas).length > 0 ? quotas : undefined);
    }} /></label>`;

const configText = (context: Context): string =>
  Object.entries(context.controllerConfig ?? {}).map(([key, value]) => `${key}: ${value}`).join("\n");

function setConfig(form: ContextForm, text: string): void {
  const pairs = text.split("\n").map((line) => /^\s*([^:]+?)\s*:\s*"?(.*?)"?\s*$/.exec(line)).filter((match) => match !== null);
  put(form, "controllerConfig", pairs.length > 0 ? Object.fromEntries(pairs.map((match) => [match[1]!, match[2]!])) : undefined);
}
