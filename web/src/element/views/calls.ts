// The API calls, in waves: those of one wave for different load balancers may run at the same time. Requests are shown as they would
// be sent.

import { type TemplateResult, html, nothing } from "lit-html";
import type { Translate } from "../../messages.ts";
import type { Action, ServicePlan } from "../../types.ts";
import { commandOf, commandsOf } from "../calls-as-commands.ts";
import { copyText } from "./copy-text.ts";
import type { Parts } from "./open-part.ts";
import { type Sources, reasons, withoutShown } from "./texts-and-reasons.ts";

/** Longer requests are shown without colours, because each coloured word is an element. */
const COLOURED = 100_000;

/** Which requests are open. The others are not drawn: those of a Service with many ports and nodes are megabytes long. */
export interface OpenRequests extends Parts {
  /** Of the cluster, for the commands. */
  region: string | undefined;
}

/** The name of the API call; the write of the Service is none of the cloud's. */
export const callName = ({ api }: Action, t: Translate): string => (api === "kubernetes" ? t("kubernetesWrite") : api);

export function calls(service: ServicePlan, t: Translate, requests: OpenRequests, sources: Sources): TemplateResult {
  if (service.actions.length === 0) return html`<p class="muted">${t("noCalls")}</p>`;
  const waves = new Map<number, Action[]>();
  for (const action of service.actions) waves.set(action.wave, [...(waves.get(action.wave) ?? []), action]);
  const numbers = new Map(service.actions.map(({ id }, index) => [id, index + 1]));
  return html`<p class="take"><button type="button" class="linklike" data-take="commands" @click=${(event: Event) => void copyText(event, commandsOf(service, requests.region), t)}>${t("take.commands")}</button></p>
    <ol class="waves">
    ${[...waves.values()].map((actions) => {
      const several = actions.length > 1;
      return html`<li class="wave ${several ? "several" : ""}">
        ${several ? html`<h4>${t("several", { n: actions.length })}</h4>` : nothing}
        ${actions.map((action) => call(action, numbers.get(action.id)!, service, t, requests, sources))}
      </li>`;
    })}
  </ol>`;
}

/** An action's id without the name of its Service. */
const shortId = (id: string, { namespace, name }: ServicePlan): string => (id.startsWith(`${namespace}/${name}:`) ? id.slice(namespace.length + name.length + 2) : id);

function call(action: Action, number: number, service: ServicePlan, t: Translate, { isOpen, toggled, region }: OpenRequests, sources: Sources): TemplateResult {
  const open = isOpen(action.id);
  return html`<details class="call" .open=${open} @toggle=${(event: Event) => toggled(action.id, (event.currentTarget as HTMLDetailsElement).open)}>
    <summary>
      <span class="count">${number}</span><span class="api">${callName(action, t)}</span>
      <span class="subject">${action.address}</span>
    </summary>
    ${open ? request(action, service, region, sources, t) : nothing}
  </details>`;
}

function request(action: Action, service: ServicePlan, region: string | undefined, sources: Sources, t: Translate): TemplateResult {
  const text = JSON.stringify(action.request, null, 2) ?? "";
  return html`<div class="request">
    ${action.after.length > 0 ? html`<p class="muted">${t("after")} ${action.after.map((id) => html`<code>${shortId(id, service)}</code> `)}</p>` : nothing}
    <span class="copies"><button type="button" class="copy" @click=${(event: Event) => void copyText(event, text, t)}>${t("copy")}</button> <button type="button" class="copy" data-take="command" @click=${(event: Event) => void copyText(event, commandOf(action, service, region), t)}>${t("take.command")}</button></span>
    <pre tabindex="0" aria-label=${t("labelled", { label: t("request"), value: action.api })}>${text.length > COLOURED ? text : coloured(text)}</pre>
    ${reasons(withoutShown([action.because], service.loadBalancer.because), sources, t)}
  </div>`;
}

/** JSON with its keys, strings and numbers in their colours. */
function coloured(text: string): unknown[] {
  const out: unknown[] = [];
  const pattern = /("(?:[^"\\]|\\.)*")(\s*:)?|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/g;
  let at = 0;
  for (const match of text.matchAll(pattern)) {
    if (match.index > at) out.push(text.slice(at, match.index));
    const [whole, string, colon] = match;
    const kind = string === undefined ? "number" : colon === undefined ? "string" : string === '"$from"' ? "reference" : "key";
    out.push(html`<span class=${kind}>${string ?? whole}</span>`, colon ?? "");
    at = match.index + whole.length;
  }
  out.push(text.slice(at));
  return out;
}
