// The answer as Markdown for a pull request, and as one HTML file.

import { brief, differences, type Side } from "../element/diff.ts";
import { styles } from "../element/element.ts";
import { tally } from "../element/views/findings.ts";
import { SIGNS, stateOfVerb } from "../element/resource-state.ts";
import { type Because, type Change, type Locale, type Plan, type ServicePlan, list } from "../types.ts";
import { type Say, type Word, words } from "../messages.ts";

/** Text in a table cell, or in a line. */
const cell = (text: string): string => text.replaceAll("|", "\\|").replaceAll("\n", " ").replaceAll("<", "&lt;");

const side = (value: Side, say: Say): string => (value === "unset" ? `_${say("notSet")}_` : value === "unknown" ? `_${say("afterApply")}_` : `\`${cell(value.text).replaceAll("`", "'")}\``);

export function toMarkdown(plan: Plan, locale: Locale): string {
  const say = words(locale);
  const counts = Object.entries(plan.summary).filter(([, n]) => n > 0).map(([key, n]) => say(`sum.${key}` as Word, { n }));
  const out = [`**${say("summary")}**: ${counts.join(", ") || say("sum.nothing")}`, ""];
  if (!plan.complete) out.push(`> ${say("incomplete")}`, "");
  for (const service of plan.services) out.push(...serviceLines(service, say));
  if (plan.diagnostics.length > 0) {
    out.push(`### ${say("findings")}: ${tally(plan.diagnostics, say)}`, "");
    for (const each of plan.diagnostics) {
      const line = each.source ? ` (${say("line", { n: each.source.start.line })})` : "";
      out.push(`- **${say(`severity.${each.severity}`)}**${line} ${cell(each.message)}${each.help ? ` — ${cell(each.help)}` : ""} \`${each.code}\``);
    }
    out.push("");
  }
  if (plan.assumptions.length > 0) out.push(`### ${say("unchecked")}`, "", ...plan.assumptions.map((each) => `- ${cell(each.message)}`), "");
  return `${out.join("\n").trimEnd()}\n`;
}

function serviceLines(service: ServicePlan, say: Say): string[] {
  const { verdict, id, vip, because } = service.loadBalancer;
  const out = [`### ${service.namespace}/${service.name}: ${say(`verdict.${verdict}`)}`, "", `**${say(`says.${verdict}`, { id: id ? say("id", { id: `\`${id}\`` }) : "" })}${say("stop")}** ${say("address")}: ${say(`vip.${vip}`)}`, "", ...reasonLines(because, say)];
  if (service.changes.length > 0) {
    out.push("", `| | ${say("resources")} | ${say("field")} | ${say("before")} | ${say("afterwards")} |`, "|---|---|---|---|---|");
    for (const change of service.changes) out.push(...changeRows(change, say));
  }
  if (service.withheld.length > 0) {
    out.push("", ...service.withheld.map((item) => `- ${SIGNS.blocked} \`${item.address}\` ${say(`withheld.${item.verb}`)}: ${list(item.because).map((each) => cell(each.message)).join("; ")}`));
  }
  if (service.actions.length > 0) {
    out.push("", `<details><summary>${say("callCount", { n: service.actions.length })}</summary>`, "");
    for (const action of service.actions) out.push(`${say("wave", { n: action.wave + 1 })}: \`${action.api}\` ${action.address}`, "", "```json", JSON.stringify(action.request, null, 2).replaceAll("```", "` ` `"), "```", "");
    out.push("</details>");
  }
  return [...out, ""];
}

const reasonLines = (because: Because[], say: Say): string[] =>
  because.map((each) => `- ${cell(each.message)} (${each.url ? `[${say(each.basis)}](${each.url})` : say(each.basis)})`);

function changeRows(change: Change, say: Say): string[] {
  const { lines } = differences(change);
  const sign = SIGNS[stateOfVerb(change.verb)];
  if (lines.length === 0) return [`| ${sign} | \`${change.address}\` | | | ${brief(change.after ?? {})} |`];
  return lines.map((line, index) => `| ${index === 0 ? sign : ""} | ${index === 0 ? `\`${cell(change.address)}\`` : ""} | ${cell(line.path)} | ${side(line.before, say)} | ${side(line.after, say)} |`);
}

/** One file that shows what the page shows; it runs nothing and asks for nothing. */
export function toHtml(markup: string, title: string, locale: Locale): string {
  const css = styles.replaceAll(":host", ":root").replaceAll("</", "<\\/");
  return `<!doctype html>
<html lang="${locale}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${title.replace(/[<&]/g, "")}</title><style>${css}
body { max-width: 960px; margin: 24px auto; padding: 0 16px; background: var(--surface); }
.preview { container-type: inline-size; }</style></head><body>${markup}</body></html>
`;
}

export function download(name: string, type: string, text: string): void {
  const link = document.createElement("a");
  const url = URL.createObjectURL(new Blob([text], { type }));
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
