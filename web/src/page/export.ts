// The answer as Markdown for a pull request, and as one HTML file.

import { type Side, diff, oneLine } from "../element/field-diff.ts";
import type { ClbPreview } from "../element/element.ts";
import { styles } from "../element/styles.ts";
import { SIGNS, stateOfVerb } from "../element/change-sign.ts";
import { countBySeverity } from "../element/views/findings.ts";
import { isConditional, sentence } from "../element/views/service.ts";
import { type Translate, translator } from "../messages.ts";
import type { Because, Change, Diagnostic, Locale, Plan, ServicePlan, VerdictCounts } from "../types.ts";

/** Escapes a text for a line or a table cell. */
const cell = (text: string): string => text.replaceAll("|", "\\|").replaceAll("\n", " ").replaceAll("<", "&lt;");

const side = (value: Side, t: Translate): string => (value === "unset" ? `_${t("notSet")}_` : value === "unknown" ? `_${t("afterApply")}_` : `\`${cell(value.text).replaceAll("`", "'")}\``);

/** `liveUnknown`: no live objects were provided. */
function toMarkdown(plan: Plan, locale: Locale, liveUnknown: boolean): string {
  const t = translator(locale);
  const counts = (Object.entries(plan.summary) as [keyof VerdictCounts, number][]).filter(([, n]) => n > 0).map(([key, n]) => t(`sum.${key}`, { n }));
  const out = [t("labelled", { label: `**${t("summary")}**`, value: counts.join(t("comma")) || t("sum.nothing") }), ""];
  if (!plan.complete) out.push(`> ${t("incomplete")}`, "");
  for (const service of plan.services) out.push(...serviceLines(service, liveUnknown, t));
  if (plan.diagnostics.length > 0) {
    out.push(`### ${t("labelled", { label: t("findings"), value: countBySeverity(plan.diagnostics, t) })}`, "", ...plan.diagnostics.map((each) => findingLine(each, t)), "");
  }
  if (plan.assumptions.length > 0) out.push(`### ${t("unchecked")}`, "", ...plan.assumptions.map((each) => `- ${cell(each.message)}`), "");
  return `${out.join("\n").trimEnd()}\n`;
}

function findingLine({ code, severity, source, message, help }: Diagnostic, t: Translate): string {
  const line = source ? t("bracketed", { text: t("line", { n: source.start.line }) }) : "";
  return `- **${t(`severity.${severity}`)}**${line} ${cell(message)}${help ? ` — ${cell(help)}` : ""} \`${code}\``;
}

function serviceLines(service: ServicePlan, liveUnknown: boolean, t: Translate): string[] {
  const { verdict, id, vip, because } = service.loadBalancer;
  const conditional = isConditional(service, liveUnknown);
  const address = vip === "none" && !conditional ? "" : ` ${t("address.line", { vip: t(conditional && verdict !== "adopt" ? "vip.ifNew" : `vip.${vip}`, { vip: t("vip.unnamed") }) })}${t("stop")}`;
  const out = [`### ${t("labelled", { label: `${service.namespace}/${service.name}`, value: t(`verdict.${verdict}`) })}`, "", `**${sentence(service, id && `\`${id}\``, conditional, t)}**${address}`, "", ...because.map((each) => `- ${reason(each, t)}`)];
  if (service.changes.length > 0) {
    out.push("", `| | ${t("resources")} | ${t("field")} | ${t("before")} | ${t("afterwards")} |`, "|---|---|---|---|---|");
    for (const change of service.changes) out.push(...changeRows(change, t));
  }
  if (service.withheld.length > 0) {
    out.push("", ...service.withheld.map((item) => `- ${SIGNS.blocked} ${t("labelled", { label: `\`${item.address}\` ${t(`withheld.${item.verb}`)}`, value: cell(item.because.message) })}`));
  }
  if (service.actions.length > 0) {
    out.push("", `<details><summary>${t("callCount", { n: service.actions.length })}</summary>`, "");
    for (const { api, address, request, wave } of service.actions) {
      out.push(t("labelled", { label: t("wave", { n: wave + 1 }), value: `\`${api}\` ${address}` }), "", "```json", JSON.stringify(request, null, 2).replaceAll("```", "` ` `"), "```", "");
    }
    out.push("</details>");
  }
  return [...out, ""];
}

const reason = ({ message, basis, url }: Because, t: Translate): string =>
  `${cell(message)}${t("bracketed", { text: url ? `[${t(basis)}](${url})` : t(basis) })}`;

function changeRows(change: Change, t: Translate): string[] {
  const { lines } = diff(change);
  const sign = SIGNS[stateOfVerb(change.verb)];
  if (lines.length === 0) return [`| ${sign} | \`${change.address}\` | | | ${oneLine(change.after ?? {})} |`];
  return lines.map((line, index) => `| ${index === 0 ? sign : ""} | ${index === 0 ? `\`${cell(change.address)}\`` : ""} | ${cell(line.path)} | ${side(line.before, t)} | ${side(line.after, t)} |`);
}

/** One file that shows what the page shows. It has no scripts and loads nothing. */
function toHtml(markup: string, title: string, locale: Locale): string {
  const css = styles.replaceAll(":host", ":root").replaceAll("</", "<\\/");
  return `<!doctype html>
<html lang="${locale}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${title.replace(/[<&]/g, "")}</title><style>${css}
body { max-width: 960px; margin: 24px auto; padding: 0 16px; background: var(--surface); }
.preview { container-type: inline-size; }</style></head><body>${markup}</body></html>
`;
}

export type ExportKind = "markdown" | "json" | "request" | "html" | "print";

/** Downloads an answer. `title`: of the HTML page. */
export function downloadAs(kind: Exclude<ExportKind, "print">, preview: ClbPreview, title: string): void {
  const { plan, locale, liveUnknown } = preview;
  if (!plan) return;
  if (kind === "markdown") download("clbplan.md", "text/markdown", toMarkdown(plan, locale, liveUnknown));
  if (kind === "json") download("clbplan.json", "application/json", `${JSON.stringify(plan, null, 2)}\n`);
  if (kind === "request") download("clbplan-request.json", "application/json", `${JSON.stringify(preview.request, null, 2)}\n`);
  if (kind === "html") download("clbplan.html", "text/html", toHtml(preview.markup, title, locale));
}

function download(name: string, type: string, text: string): void {
  const link = document.createElement("a");
  const url = URL.createObjectURL(new Blob([text], { type }));
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
