// Texts of the module, whose `backticks` become code, and reasons with their sources as footnotes.

import { type TemplateResult, html, nothing } from "lit-html";
import type { Translate } from "../../messages.ts";
import type { Because } from "../../types.ts";

export const inlineCode = (text: string): unknown =>
  text.split("`").map((part, index) => (index % 2 === 1 ? html`<code>${part}</code>` : part));

const httpsOnly = (url: string | undefined): string | undefined => (url && /^https:\/\//.test(url) ? url : undefined);

/** A link that is named by its page, so that a list of links can be read: "TKE 457/45487", "kubernetes.io". */
export const link = (url: string | undefined, t: Translate): unknown => {
  const href = httpsOnly(url);
  return href ? html`<a href=${href} target="_blank" rel="noreferrer noopener">${pageName(href) || t("page")}</a>` : nothing;
};

const PRODUCTS: Record<string, string> = { 457: "TKE", 214: "CLB", 651: "Tag" };

function pageName(url: string): string {
  const [, product = "", page = ""] = /tencent[^/]*\/(?:[a-z]+\/)*document\/(?:product|api)\/(\d+)\/(\d+)/.exec(url) ?? [];
  if (page) return `${PRODUCTS[product] ?? product} ${product}/${page}`;
  return /^https:\/\/([^/]+)/.exec(url)?.[1]?.replace(/^www\./, "") ?? "";
}

/** The code of a finding or a reason, linked to its entry on a page of the reference, if there is one. */
export const codeLink = (name: string, page: string | undefined): TemplateResult =>
  page === undefined ? html`<code class="code">${name}</code>` : html`<a class="code" href=${`${page}#${name}`}><code>${name}</code></a>`;

/** The sources of reasons, numbered in the order in which a Service cites them. */
export type Sources = Map<string, number>;

const DIGITS = "⁰¹²³⁴⁵⁶⁷⁸⁹";

/** A footnote sign. Its source appears when somebody points at it, or it has the focus. */
function footnote({ url, code }: Because, sources: Sources, t: Translate): TemplateResult {
  const source = `${url} ${code}`;
  const n = sources.get(source) ?? sources.size + 1;
  sources.set(source, n);
  return html`<span class="cite"><button type="button" class="linklike" aria-label=${t("source", { n })}>${String(n).replace(/\d/g, (digit) => DIGITS[Number(digit)]!)}</button><span class="source">${link(url, t)} ${codeLink(code, t.referencePages?.reasons)}</span></span>`;
}

const reason = (because: Because, sources: Sources, t: Translate): TemplateResult =>
  html`<li class="reason"><span class="message">${inlineCode(because.message)}</span>${because.basis === "documented" ? nothing : html` <span class="basis inferred" title=${t("inferred.hint")}>${t("inferred")}</span>`}&nbsp;${footnote(because, sources, t)}</li>`;

export const reasons = (all: Because[], sources: Sources, t: Translate): unknown =>
  all.length === 0 ? nothing : html`<ul class="reasons">${all.map((each) => reason(each, sources, t))}</ul>`;

/** The reasons that are not among those already shown. */
export const withoutShown = (all: Because[], shown: Because[]): Because[] =>
  all.filter((each) => !shown.some((other) => other.code === each.code && other.message === each.message));
