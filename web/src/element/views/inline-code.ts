// Sentences of the module: `backticks` become code. Reasons with their basis and page.

import { type TemplateResult, html, nothing } from "lit-html";
import { type Because, list } from "../../types.ts";
import type { Say } from "../../messages.ts";

/** Text with `code` in it. */
export const prose = (text: string): unknown =>
  text.split("`").map((part, index) => (index % 2 === 1 ? html`<code>${part}</code>` : part));

const safe = (url: string | undefined): string | undefined => (url && /^https:\/\//.test(url) ? url : undefined);

/** A link that leaves the page only when it is clicked. */
export const link = (url: string | undefined, text: string): unknown => {
  const href = safe(url);
  return href ? html`<a href=${href} target="_blank" rel="noreferrer noopener">${text}</a>` : nothing;
};

/** A code; where there is a page about it, a link to it. */
export const code = (name: string, page: string | undefined): TemplateResult =>
  page === undefined ? html`<code class="code">${name}</code>` : html`<a class="code" href=${`${page}#${name}`}><code>${name}</code></a>`;

export function reason(because: Because, say: Say): TemplateResult {
  const basis = because.basis === "documented" ? "documented" : "inferred";
  return html`<li class="reason">
    <span class="says">${prose(because.message)}</span>
    <span class="basis ${basis}" title=${say(`${basis}.hint`)}>${say(basis)}</span>
    ${link(because.url, say("page"))}
    ${code(because.code, say.pages?.reasons)}
  </li>`;
}

export const reasons = (because: Because | Because[] | undefined, say: Say): unknown => {
  const all = list(because);
  return all.length === 0 ? nothing : html`<ul class="reasons">${all.map((each) => reason(each, say))}</ul>`;
};

/** Reasons without those that were given already. */
export const besides = (because: Because | Because[] | undefined, given: Because[]): Because[] =>
  list(because).filter((each) => !given.some((other) => other.code === each.code && other.message === each.message));
