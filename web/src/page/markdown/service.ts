// One Service: a row of the table, and its folded details, as `host/cli/src/markdown/service.rs` writes them.

import * as messages from "virtual:command-line-messages";
import type { Change, ServicePlan } from "../../types.ts";
import { block, code, entities, sentence } from "./escape.ts";
import type { Language } from "./cli-messages-in-language.ts";
import { countBySign, currentId, rows } from "./values.ts";
import { addressText, boldDangers, dangerWords, isSame, reason, serviceName, verdictLabel, verdictSentence, withheldLines } from "./verdicts.ts";

/** Of a longer list, the other items are only counted. */
const MAX_ITEMS = 20;

/** The row of the overview table. */
export function row(service: ServicePlan, language: Language): string {
  const { verdict, id } = service.loadBalancer;
  const address = addressText(service, language);
  const counts = countBySign(service.changes).split(" ").filter(Boolean).map((count) => `\`${count}\``).join(" ");
  const changes = [...dangerWords(service.loadBalancer, language), counts].filter(Boolean).join(language.list);
  return `| ${code(serviceName(service))} | **${verdictLabel(verdict, language)}**${id === undefined ? "" : ` ${code(id)}`} | ${address === undefined ? "" : sentence(address)} | ${changes} | ${service.actions.length} |\n`;
}

/** The folded details. `equal`: Services to which the same happens. */
export function detail(service: ServicePlan, equal: ServicePlan[], language: Language): string {
  const { loadBalancer } = service;
  const name = entities(serviceName(service));
  const parts = [
    `<details><summary><b>${name}</b> ${verdictLabel(loadBalancer.verdict, language)}${language.colon}${entities(verdictSentence(loadBalancer, language))}${boldDangers(loadBalancer, language, (danger) => `<b>${danger}</b>`)}</summary>\n\n`,
    ...loadBalancer.because.map((because) => `* ${reason(because, language)}\n`),
    "\n",
    ...changes(service, language),
    withheld(service, language),
    calls(service, language),
    equal.length === 0 ? "" : `${language.format(messages.THE_SAME, { names: equal.map((each) => code(serviceName(each))).join(language.list) })}\n\n`,
    "</details>\n\n",
  ];
  return parts.join("");
}

/** Consecutive changes without reasons of their own share a block. */
function changes({ changes, loadBalancer }: ServicePlan, language: Language): string[] {
  const out: string[] = [];
  let lines: string[] = [];
  const flush = (): void => {
    if (lines.length > 0) out.push(`${block("diff", lines)}\n`);
    lines = [];
  };
  for (const change of changes) {
    const own = change.because.filter((because) => !loadBalancer.because.some((known) => isSame(known, because)));
    if (own.length > 0) flush();
    if (lines.length > 0) lines.push("");
    lines.push(...diff(change, language));
    if (own.length === 0) continue;
    flush();
    out.push(`${own.map((because) => `\n${reason(because, language)}\n`).join("").replace(/^\n+/, "")}\n`);
  }
  flush();
  return out;
}

/** A change as lines of a diff. */
function diff(change: Change, language: Language): string[] {
  const id = currentId(change.before);
  const sign = change.verb === "create" ? "+" : change.verb === "delete" ? "-" : "!";
  const fields = rows(change, language).flatMap(({ key, change: field }) => {
    if ("value" in field) return [`${sign}   ${key}: ${field.value}`];
    if ("before" in field) return [`-   ${key}: ${field.before}`, `+   ${key}: ${field.after}`];
    const lists = [["-", field.removed], ["!", field.updated], ["+", field.added]] as const;
    return [
      `    ${key}:`,
      ...lists.flatMap(([mark, items]) => [...items.slice(0, MAX_ITEMS).map((item) => `${mark}     ${item}`), ...(items.length > MAX_ITEMS ? [`      ${language.plural(messages.MORE_ITEMS, items.length - MAX_ITEMS)}`] : [])]),
      ...(field.unchanged > 0 ? [`      ${language.plural(messages.SAME_ITEMS, field.unchanged)}`] : []),
    ];
  });
  return [`${sign} ${change.address}${id === undefined ? "" : `  ${id}`}`, ...fields];
}

function withheld(service: ServicePlan, language: Language): string {
  const lines = withheldLines(service, language);
  return lines.length === 0 ? "" : `**${language.text(messages.WITHHELD)}**\n\n${lines.join("")}\n`;
}

function calls({ actions }: ServicePlan, language: Language): string {
  if (actions.length === 0) return "";
  // People count from 1, the answer from 0.
  const items = actions.toSorted((left, right) => left.wave - right.wave).map(({ wave, api, address }) => `* ${language.format(messages.WAVE, { n: wave + 1 })}${language.colon}${code(api)} ${code(address)}\n`);
  return `**${language.text(messages.CALLS)}**\n\n${items.join("")}\n`;
}
