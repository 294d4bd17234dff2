// The calls in waves: what may run at once stands together. Requests are shown as they would be sent.

import { type TemplateResult, html, nothing } from "lit-html";
import type { Action, ServicePlan } from "../../types.ts";
import type { Say } from "../../messages.ts";
import { besides, reasons } from "./inline-code.ts";

/** Longer requests are shown in one colour: each colour is an element. */
const COLOURED = 100_000;

/** Which requests are shown. What is not looked at is not drawn: a Service with many ports and nodes has megabytes of them. */
export interface Opening {
  isOpen: (id: string) => boolean;
  toggled: (id: string, open: boolean) => void;
}

export function calls(service: ServicePlan, say: Say, opening: Opening): TemplateResult {
  if (service.actions.length === 0) return html`<p class="muted">${say("noCalls")}</p>`;
  const waves = new Map<number, Action[]>();
  for (const action of service.actions) waves.set(action.wave, [...(waves.get(action.wave) ?? []), action]);
  return html`<ol class="waves">
    ${[...waves].map(
      ([wave, actions]) => html`<li class="wave">
        <h4>${say("wave", { n: wave + 1 })}</h4>
        ${actions.map((action) => call(action, service, say, opening))}
      </li>`,
    )}
  </ol>`;
}

/** An action's id without the Service, which is known here. */
const within = (id: string, { namespace, name }: ServicePlan): string => (id.startsWith(`${namespace}/${name}:`) ? id.slice(namespace.length + name.length + 2) : id);

function call(action: Action, service: ServicePlan, say: Say, { isOpen, toggled }: Opening): TemplateResult {
  const open = isOpen(action.id);
  return html`<details class="call" .open=${open} @toggle=${(event: Event) => toggled(action.id, (event.currentTarget as HTMLDetailsElement).open)}>
    <summary>
      <span class="api">${action.api === "kubernetes" ? say("kubernetesWrite") : action.api}</span>
      <span class="where">${action.address}</span>
    </summary>
    ${open ? opened(action, service, say) : nothing}
  </details>`;
}

function opened(action: Action, service: ServicePlan, say: Say): TemplateResult {
  const text = JSON.stringify(action.request, null, 2) ?? "";
  return html`<div class="request">
    ${action.after.length > 0 ? html`<p class="muted">${say("after")} ${action.after.map((id) => html`<code>${within(id, service)}</code> `)}</p>` : nothing}
    <button type="button" class="copy" @click=${(event: Event) => copy(event, text, say)}>${say("copy")}</button>
    <pre tabindex="0" aria-label=${`${say("request")}: ${action.api}`}>${text.length > COLOURED ? text : tokens(text)}</pre>
    ${reasons(besides(action.because, service.loadBalancer.because), say)}
  </div>`;
}

async function copy(event: Event, text: string, say: Say): Promise<void> {
  const button = event.currentTarget as HTMLButtonElement;
  try {
    await navigator.clipboard.writeText(text);
    button.textContent = say("copied");
    setTimeout(() => (button.textContent = say("copy")), 1500);
  } catch {
    // No clipboard here (an insecure context): choose the text, so that Ctrl+C takes it.
    const pre = button.parentElement?.querySelector("pre");
    if (pre) getSelection()?.selectAllChildren(pre);
  }
}

/** JSON with its keys, strings and numbers told apart. */
function tokens(text: string): unknown[] {
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
