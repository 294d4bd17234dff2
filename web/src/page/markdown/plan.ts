// A plan as Markdown, for a comment on a pull request: what `clbplan plan -o markdown` prints for the same answer, to the byte. A test
// compares both. Losses and refusals come first, then a table of load balancers; details are folded.

import * as messages from "virtual:command-line-messages";
import type { Diagnostic, Locale, Plan, ServicePlan, Severity } from "../../types.ts";
import { assumptionSentences } from "./assumptions.ts";
import { BoundedDocument } from "./fit-into-comment.ts";
import { code, sentence } from "./escape.ts";
import { type Language, type Message, languageOf } from "./cli-messages-in-language.ts";
import { Places } from "./lines-and-columns.ts";
import { detail, row } from "./service.ts";
import { type Sections, counts, hasOverview, highlights, oldFindings, others, overviewLines, sections } from "./summary.ts";
import { addressText, basisText, boldDangers, labelledAddress, reason, serviceName, verdictSentence } from "./verdicts.ts";

/** Identifies the comment, so that it can be updated. */
const MARKER = "<!-- clbplan -->\n";

/** What the texts say besides the plan. */
export interface MarkdownOptions {
  locale: Locale;
  /** The text that the findings are about, and what its file is called. */
  manifest: string;
  file: string;
  /** The module's version. */
  version: string;
}

interface View extends MarkdownOptions {
  language: Language;
  places: Places;
}

/** `answer`: with the scope that the command line asks for. */
export function toMarkdown(answer: Plan, options: MarkdownOptions): string {
  const language = languageOf(options.locale);
  const view = { ...options, language, places: new Places(options.manifest) };
  // What the live objects have as well is counted. The module sorts by name.
  const plan: Plan = withoutOldViolations({ ...answer, services: answer.services.toSorted((left, right) => left.rank - right.rank), diagnostics: answer.diagnostics.filter(({ existing }) => !existing) });
  const out = new BoundedDocument();
  head(out, plan, language);
  warnings(out, plan, language);
  const divided = sections(plan);
  if (hasOverview(plan)) overviewTable(out, plan, language);
  else table(out, divided.shown.map(({ service }) => service), language);
  closing(out, plan, divided, language);
  policy(out, plan, view);
  if (plan.diagnostics.length > 0) {
    out.frame(`### ${language.text(messages.FINDINGS)}\n\n`);
    findings(out, plan.diagnostics, view);
  }
  if (divided.shown.length > 0) out.frame(`### ${language.text(messages.DETAILS)}\n\n`);
  for (const { service, equal } of divided.shown) out.part("detail", detail(service, equal, language), messages.OMITTED_DETAILS);
  asides(out, plan, divided, language);
  out.frame(`\n<sub>${language.format(messages.MADE_BY, { version: options.version })}</sub>\n`);
  return out.finish(language);
}

/** Violations of the policy that the live objects have as well are counted with the old findings. */
function withoutOldViolations(plan: Plan): Plan {
  if (!plan.policy) return plan;
  const { violations } = plan.policy;
  const old = (of: Severity): number => violations.filter(({ severity, existing }) => existing && severity === of).length;
  const { errors = 0, warnings = 0, infos = 0 } = plan.existing ?? {};
  return {
    ...plan,
    policy: { ...plan.policy, violations: violations.filter(({ existing }) => !existing) },
    existing: { errors: errors + old("error"), warnings: warnings + old("warning"), infos: infos + old("info") },
  };
}

function head(out: BoundedDocument, plan: Plan, language: Language): void {
  const { isUnchanged, text } = counts(plan, language);
  const nothing = isUnchanged || text === "" ? language.text(messages.NOTHING_CHANGES) : "";
  const what = [nothing, text].filter(Boolean).join(language.clause);
  out.frame(`${MARKER}## ${language.format(messages.PLAN_TITLE, { what })}\n\n`);
  if (plan.services.length === 0) out.frame(`${language.text(messages.NO_SERVICES)}\n\n`);
  const incomplete = plan.diagnostics.some(({ severity }) => severity === "error") ? messages.INCOMPLETE_ERRORS : messages.INCOMPLETE;
  if (!plan.complete) out.frame(`> [!NOTE]\n> ${language.text(incomplete)}\n\n`);
}

/** Losses, outages, Services that become public, refusals and denials, as alerts of GitHub. */
function warnings(out: BoundedDocument, plan: Plan, language: Language): void {
  if (plan.policy?.verdict === "deny") out.frame(`> [!CAUTION]\n> **${language.label(messages.POLICY, language.text(messages.POLICY_DENY))}**\n\n`);
  for (const service of plan.services) {
    if (service.existing) continue;
    const { verdict, vip, newlyPublic, outage } = service.loadBalancer;
    const isLost = vip === "changed" || vip === "lost" || verdict === "delete" || verdict === "replace";
    if (!isLost && verdict !== "blocked" && verdict !== "error" && !newlyPublic && !outage) continue;
    const what = sentence(verdictSentence(service.loadBalancer, language));
    const address = isLost ? addressText(service, language) : undefined;
    const space = what.endsWith("。") ? "" : " ";
    const lost = address === undefined ? "" : `${space}**${labelledAddress(messages.COLUMN_ADDRESS, sentence(address), language)}**`;
    const dangers = boldDangers(service.loadBalancer, language, (danger) => `**${danger}**`);
    out.part("warning", `> [!${isLost ? "CAUTION" : "WARNING"}]\n> ${code(serviceName(service))}${language.colon}${what}${lost}${dangers}\n\n`, messages.OMITTED_ITEMS);
  }
}

const tableHead = (columns: Message[], rule: string, { text }: Language): string => `| ${columns.map(text).join(" | ")} |\n${rule}\n`;

function table(out: BoundedDocument, services: ServicePlan[], language: Language): void {
  if (services.length === 0) return;
  out.frame(tableHead([messages.COLUMN_SERVICE, messages.COLUMN_VERDICT, messages.COLUMN_ADDRESS, messages.COLUMN_CHANGES, messages.COLUMN_CALLS], "|---|---|---|---|---:|", language));
  for (const service of services) out.part("row", row(service, language), messages.OMITTED_ROWS);
  out.frame("\n");
}

/** One row for each group of Services, the most dangerous first. */
function overviewTable(out: BoundedDocument, plan: Plan, language: Language): void {
  out.frame(tableHead([messages.COLUMN_SERVICE, messages.COLUMN_VERDICT, messages.COLUMN_ADDRESS, messages.COLUMN_WHAT], "|---|---|---|---|", language));
  for (const { verdict, services, loadBalancer, address, what, isSingle } of overviewLines(plan, language)) {
    const id = loadBalancer === "" ? "" : ` ${code(loadBalancer)}`;
    out.part("row", `| ${isSingle ? code(services) : sentence(services)} | **${verdict}**${id} | ${sentence(address)} | ${sentence(what)} |\n`, messages.OMITTED_ROWS);
  }
  out.frame("\n");
}

/** Deletions and lost addresses, new public Services, and the counts of what is not listed. */
function closing(out: BoundedDocument, plan: Plan, { folded }: Sections, language: Language): void {
  for (const [label, names] of hasOverview(plan) ? highlights(plan, language) : []) out.frame(`**${language.text(label)}**${language.colon}${sentence(names)}\n\n`);
  const names = folded.map(serviceName).join(language.list);
  const asBefore = names === "" ? undefined : language.format(messages.AS_BEFORE, { names });
  for (const each of [asBefore, others(plan, language), oldFindings(plan, language)]) if (each !== undefined) out.frame(`${sentence(each)}\n\n`);
}

function policy(out: BoundedDocument, { policy }: Plan, view: View): void {
  if (!policy) return;
  const { language } = view;
  const verdicts = { allow: messages.POLICY_ALLOW, undecided: messages.POLICY_UNDECIDED, warn: messages.POLICY_WARN, deny: messages.POLICY_DENY };
  out.frame(`### ${language.label(messages.POLICY, language.text(verdicts[policy.verdict]))}\n\n`);
  findings(out, policy.violations, view);
}

const SEVERITIES: Severity[] = ["error", "warning", "info"];

/** The most dangerous first, then by place; equal ones together. */
function grouped(diagnostics: Diagnostic[]): Diagnostic[][] {
  const key = ({ existing, severity, group, source }: Diagnostic): number[] => [Number(existing === true), SEVERITIES.indexOf(severity), group ?? -1, source?.start.offset ?? Infinity];
  const compare = (left: Diagnostic, right: Diagnostic): number => {
    const [ours, theirs] = [key(left), key(right)];
    const at = ours.findIndex((value, index) => value !== theirs[index]);
    return at < 0 ? 0 : ours[at]! < theirs[at]! ? -1 : 1;
  };
  const groups: Diagnostic[][] = [];
  for (const finding of diagnostics.toSorted(compare)) {
    const last = groups.at(-1);
    if (last && last[0]!.group !== undefined && last[0]!.group === finding.group) last.push(finding);
    else groups.push([finding]);
  }
  return groups;
}

function findings(out: BoundedDocument, diagnostics: Diagnostic[], view: View): void {
  const { language } = view;
  for (const [first, ...equal] of grouped(diagnostics)) {
    const also = equal.map((each) => `  * ${language.label(messages.ALSO, sentence(alsoAt(each, first!, view)))}\n`);
    out.part("finding", finding(first!, view) + also.join(""), messages.OMITTED_FINDINGS);
  }
  out.frame("\n");
}

/** `Service shop/web` */
const objectName = ({ kind, namespace, name = "" }: NonNullable<Diagnostic["object"]>): string => (namespace === undefined ? `${kind} ${name}`.trimEnd() : `${kind} ${namespace}/${name}`);

/** `shop.yaml:7:5`, with the column in characters. */
function location({ source }: Diagnostic, { places, file }: View): string | undefined {
  if (!source) return undefined;
  return `${file}:${places.at(source.start.offset)}`;
}

/** Where an equal finding is, and what it says if that differs. */
function alsoAt(each: Diagnostic, first: Diagnostic, view: View): string {
  const subject = [location(each, view), each.object && objectName(each.object)].filter((part) => part !== undefined).join(view.language.list);
  if (each.message === first.message) return subject;
  return subject === "" ? each.message : `${subject}${view.language.colon}${each.message}`;
}

/** An item of a list. */
function finding(each: Diagnostic, view: View): string {
  const { language } = view;
  const labels = { error: messages.SEVERITY_ERROR, warning: messages.SEVERITY_WARNING, info: messages.SEVERITY_INFO };
  const subject = location(each, view) ?? (each.object && objectName(each.object));
  const about = subject === undefined ? "" : code(subject) + language.colon;
  const lines: [Message, string | undefined][] = [
    [messages.WHY, each.why],
    [messages.HELP, each.help],
    [messages.EFFECT, effects(each, language)],
  ];
  const more = lines.flatMap(([label, text]) => (text ? [`  * ${language.label(label, sentence(text))}\n`] : []));
  return `* **${language.text(labels[each.severity])}** ${about}${sentence(each.message)}${language.bracketed(code(each.code))}\n${more.join("")}`;
}

/** The effect on the sync and the controller's event; empty if there is neither. */
function effects({ effect, event }: Diagnostic, language: Language): string {
  const texts = { rejected: messages.EFFECT_REJECTED, aborts: messages.EFFECT_ABORTS, unknown: messages.EFFECT_UNKNOWN, withholds: messages.EFFECT_WITHHOLDS, ignored: messages.EFFECT_IGNORED };
  const parts = [effect && effect !== "none" ? language.text(texts[effect]) : "", event === undefined ? "" : language.format(messages.EVENT, { event })];
  return parts.filter(Boolean).join(language.clause);
}

/** Unchanged Services, orphans, and what was not checked. */
function asides(out: BoundedDocument, plan: Plan, { unchanged }: Sections, language: Language): void {
  const named = (verdict: "keep" | "none"): string[] => unchanged.filter(({ loadBalancer }) => loadBalancer.verdict === verdict).map((service) => `* ${code(serviceName(service))}\n`);
  folded(out, messages.UNCHANGED, named("keep"), language);
  folded(out, messages.WITHOUT, named("none"), language);
  folded(out, messages.ORPHANS, plan.orphans.map((orphan) => orphanItem(orphan, language)), language);
  folded(out, messages.ASSUMPTIONS, assumptionSentences(plan.assumptions, language).map((text) => `* ${sentence(text)}\n`), language);
}

/** A load balancer that no Service uses: what the cloud says about it, so that a reader recognises it. */
function orphanItem({ loadBalancerId, name, address, createdAt, listeners, backends, because }: Plan["orphans"][number], language: Language): string {
  const usage = (count: number | undefined, known: Message, unknown: Message): string => (count === undefined ? language.text(unknown) : language.plural(known, count));
  const details = [
    ...(address === undefined ? [] : [address]),
    // The day is enough.
    ...(createdAt === undefined ? [] : [language.format(messages.SINCE, { date: createdAt.split(/[ T]/)[0] ?? "" })]),
    usage(listeners, messages.LISTENERS, messages.LISTENERS_UNKNOWN),
    usage(backends, messages.BACKENDS, messages.BACKENDS_UNKNOWN),
  ].map((detail) => sentence(detail));
  const text = [...(name === undefined ? [] : [code(name)]), ...details].join(language.list);
  // The heading states that reason already.
  const why = because.code === "clb/orphan" ? basisText(because, language) : language.clause + reason(because, language);
  return `* ${code(loadBalancerId)}${language.colon}${text}${why}\n`;
}

/** A folded list, with the number of its items in the title. */
function folded(out: BoundedDocument, title: Message, items: string[], language: Language): void {
  if (items.length === 0) return;
  out.frame(`<details><summary>${language.text(title)}${language.bracketed(String(items.length))}</summary>\n\n`);
  for (const item of items) out.part("aside", item, messages.OMITTED_ITEMS);
  out.frame("\n</details>\n\n");
}
