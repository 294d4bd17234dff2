// What the user takes along: the answer as Markdown, as an HTML report, as data, as commands, or as HTML that embeds it.

import { commandsOf } from "../element/calls-as-commands.ts";
import { startedEngine } from "../element/engine-setup.ts";
import type { ClbPreview } from "../element/element.ts";
import { keyOf } from "../element/service-key.ts";
import { styles } from "../element/styles.ts";
import { about } from "../engine/wasm-module.ts";
import type { Context, Plan } from "../types.ts";
import { embedding } from "./embed-html.ts";
import { toMarkdown } from "./markdown/plan.ts";
import { pageTranslator } from "./messages.ts";

export type ExportKind = "copy" | "markdown" | "html" | "commands" | "embed" | "json" | "request" | "print";

/** What the command line would call the file. */
const MANIFEST = "manifest.yaml";

/** The Markdown that the command line prints for the same inputs: the Services that the manifests name, the others counted. */
async function markdown({ request, locale, manifest }: ClbPreview): Promise<string> {
  const engine = await startedEngine();
  const plan = (await engine.call("plan-sync", JSON.stringify({ scope: "named", ...request }))) as Plan;
  const { version } = about() as { version: string };
  return toMarkdown(plan, { locale, manifest: typeof manifest === "string" ? manifest : "", file: MANIFEST, version });
}

/** The calls of all Services. */
function commands({ plan, context }: ClbPreview): string {
  const { region } = (context ?? {}) as Context;
  const planned = plan?.services.filter(({ actions }) => actions.length > 0) ?? [];
  return planned.map((service) => `# ${keyOf(service)}\n${commandsOf(service, region ?? undefined)}`).join("\n");
}

const escaped = (text: string): string => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");

/** The manifest, with the numbers of its lines, to which findings refer. */
function numbered(manifest: string, title: string): string {
  const lines = manifest.trimEnd().split("\n");
  const width = String(lines.length).length;
  return `<details><summary>${title}</summary><pre>${lines.map((line, index) => `${String(index + 1).padStart(width)}  ${escaped(line)}`).join("\n")}</pre></details>`;
}

/** One file that shows what the page shows. It has no scripts and loads nothing. */
function toHtml({ markup, locale, manifest }: ClbPreview, title: string): string {
  const t = pageTranslator(locale);
  const { version } = about() as { version: string };
  const input = typeof manifest === "string" && manifest.trim() !== "" ? numbered(manifest, t("manifest")) : "";
  const css = styles.replaceAll(":host", ":root").replaceAll("</", "<\\/");
  return `<!doctype html>
<html lang="${locale}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escaped(title)}</title><style>${css}
:root { container-type: normal; color-scheme: light dark; color: var(--text); background: var(--background); }
body { max-width: 960px; margin: 24px auto; padding: 0 16px; }
h1 { font-size: 20px; line-height: 28px; margin: 0 0 16px; }
body > details { margin-top: 24px; }
body > details summary { cursor: pointer; font-weight: 600; }
body > details pre { overflow-x: auto; padding: 8px 12px; border: 1px solid var(--line); border-radius: 6px; background: var(--surface); }
footer { margin: 24px 0; font-size: 12px; color: var(--muted); }
.preview { container-type: inline-size; border-radius: 0; }
.request pre, .topology.cut { max-height: none; mask-image: none; }</style></head><body><h1>${escaped(title)}</h1>${markup}${input}<footer>clbplan ${version}. ${t("report.footer")}</footer></body></html>
`;
}

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

/** Downloads an answer, or returns the text to copy. `title`: of the HTML page. */
export async function takeAlong(kind: Exclude<ExportKind, "print">, preview: ClbPreview, title: string): Promise<string | undefined> {
  const { plan, request } = preview;
  if (kind === "embed") return embedding(preview, location.href);
  if (kind === "request") return void download("clbplan-request.json", "application/json", json(request));
  if (!plan) return undefined;
  if (kind === "copy") return markdown(preview);
  if (kind === "markdown") download("clbplan.md", "text/markdown", await markdown(preview));
  if (kind === "json") download("clbplan.json", "application/json", json(plan));
  if (kind === "commands") download("clbplan-calls.sh", "text/x-shellscript", commands(preview));
  if (kind === "html") download("clbplan.html", "text/html", toHtml(preview, title));
  return undefined;
}

function download(name: string, type: string, text: string): void {
  const link = document.createElement("a");
  const url = URL.createObjectURL(new Blob([text], { type }));
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
