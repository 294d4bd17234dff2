// The counts, the overview, and which Services are shown in full, as `host/cli/src/summary/` has them.

import * as messages from "virtual:command-line-messages";
import type { Diagnostic, Plan, ServiceName, ServicePlan } from "../../types.ts";
import type { Language, Message } from "./cli-messages-in-language.ts";
import { countBySign } from "./values.ts";
import { dangerWords, isUnchanged, serviceName, verdictLabel, withheldLines } from "./verdicts.ts";

/** From how many Services on a plan has an overview. */
const FEWEST_SERVICES = 3;

/** Of a longer list of names, the others are counted. */
const MAX_NAMES = 10;

/** The counts that are not zero. */
export const nonzero = (counts: [number, Message][], { plural, list }: Language): string =>
  counts
    .filter(([n]) => n > 0)
    .map(([n, message]) => plural(message, n))
    .join(list);

/** Whether nothing changes, and the counts in one sentence without its full stop. */
export function counts(plan: Plan, language: Language): { isUnchanged: boolean; text: string } {
  const { summary, services, diagnostics, suppressed = 0 } = plan;
  const withheld = services.reduce((sum, each) => sum + withheldLines(each, language).length, 0);
  const main: [number, Message][] = [
    [summary.create, messages.SUM_CREATE],
    [summary.adopt, messages.SUM_ADOPT],
    [summary.update, messages.SUM_UPDATE],
    [summary.replace, messages.SUM_REPLACE],
    [summary.delete, messages.SUM_DELETE],
    [summary.release, messages.SUM_RELEASE],
  ];
  const rest: [number, Message][] = [
    [summary.blocked, messages.SUM_BLOCKED],
    [summary.error, messages.SUM_ERROR],
    [summary.keep, messages.SUM_KEEP],
    [withheld, messages.SUM_WITHHELD],
    [summary.ignored, messages.SUM_IGNORED],
  ];
  const of = (severity: Diagnostic["severity"]): number => diagnostics.filter((each) => each.severity === severity).length;
  const found: [number, Message][] = [
    [of("error"), messages.ERRORS],
    [of("warning"), messages.WARNINGS],
    [of("info"), messages.INFOS],
    [suppressed, messages.SUPPRESSED],
  ];
  const changes = services.some((each) => each.loadBalancer.undecided || each.actions.length + each.changes.length > 0);
  return {
    isUnchanged: main.every(([n]) => !(n > 0)) && !changes,
    text: [...[main, rest, found].map((part) => nonzero(part, language)), denials(plan, language)].filter(Boolean).join(language.clause),
  };
}

/** What a policy denies: it makes the command fail, whatever else the sentence says. Or that it cannot be judged. */
function denials({ policy }: Plan, { plural, text }: Language): string {
  if (policy?.verdict === "undecided") return text(messages.SUM_UNDECIDED);
  if (policy?.verdict !== "deny") return "";
  const errors = policy.violations.filter(({ severity, existing }) => severity === "error" && !existing).length;
  return plural(messages.SUM_DENIED, Math.max(errors, 1));
}

export const hasOverview = ({ services, overview }: Plan): boolean => services.length >= FEWEST_SERVICES && overview.length > 0;

export interface OverviewLine {
  verdict: string;
  services: string;
  /** Empty if it is unknown, or if there are several. */
  loadBalancer: string;
  address: string;
  /** What changes, or why it is refused. */
  what: string;
  isSingle: boolean;
}

type OverviewGroup = Plan["overview"][number];
type ServiceWithLoadBalancer = OverviewGroup["services"][number];

/** One line for each group of Services. The module has grouped and ordered them. */
export function overviewLines(plan: Plan, language: Language): OverviewLine[] {
  const services = new Map(plan.services.map((service) => [serviceName(service), service]));
  return plan.overview.flatMap((row) => {
    const [first] = row.services;
    if (!first) return [];
    const service = services.get(serviceName(first));
    const n = row.services.length;
    return [
      {
        verdict: verdictLabel(service?.loadBalancer.verdict ?? row.verdict, language),
        services: n === 1 ? serviceName(first) : row.danger === "keep" ? language.plural(messages.SERVICES, n) : language.format(messages.AND_MORE, { first: serviceName(first), n: n - 1 }),
        loadBalancer: n === 1 ? (first.loadBalancerId ?? "") : "",
        address: overviewAddress(row, first, language),
        what: service ? what(row, service, plan, language) : "",
        isSingle: n === 1 && service !== undefined,
      },
    ];
  });
}

function overviewAddress({ vip, services }: OverviewGroup, { address }: ServiceWithLoadBalancer, language: Language): string {
  if (vip === "none") return "";
  const words = { kept: messages.VIP_WORD_KEPT, new: messages.VIP_WORD_NEW, changed: messages.VIP_WORD_CHANGED, lost: messages.VIP_WORD_LOST, unknown: messages.UNKNOWN };
  const word = language.text(words[vip]);
  if (services.length > 1) return language.format(messages.VIP_WORD_OF, { n: services.length, word });
  return address === undefined ? word : `${word} ${address}`;
}

/** What the verdict does not say. */
function what(row: OverviewGroup, service: ServicePlan, { diagnostics }: Plan, language: Language): string {
  const { text } = language;
  const changed = (): string | undefined => {
    if (row.verdict === "blocked" || row.verdict === "error") return cause(service, diagnostics);
    return ["delete", "keep", "none"].includes(row.verdict) ? undefined : countBySign(service.changes);
  };
  const parts = [
    ...dangerWords(service.loadBalancer, language),
    service.loadBalancer.unproven && text(messages.NOT_PROVEN_WORD),
    service.loadBalancer.undecided && text(messages.UNDECIDED_WORD),
    changed(),
    row.scope === "touched" && text(messages.TOUCHED_WORD),
    row.scope === "other" && text(messages.NOT_NAMED_WORD),
    row.existing && text(messages.EXISTING_WORD),
  ];
  return parts.filter(Boolean).join(language.list);
}

/** The code of the most dangerous error about a Service; else that of its verdict's reason. */
function cause({ namespace, name, loadBalancer }: ServicePlan, diagnostics: Diagnostic[]): string | undefined {
  const errors = diagnostics.filter(({ severity, object }) => severity === "error" && object?.name === name && object.namespace === namespace);
  const place = ({ existing, group }: Diagnostic): number => (existing ? 1e9 : 0) + (group ?? 0);
  const [finding] = errors.toSorted((left, right) => place(left) - place(right));
  return (finding ?? loadBalancer.because[0])?.code;
}

/** `Deleted: shop/old (lb-1)`: what to look at first, each with its label. */
export function highlights({ highlights: { deleted, addressesLost, newlyPublic } }: Plan, language: Language): [Message, string][] {
  const lists: [Message, ServiceWithLoadBalancer[], (service: ServiceWithLoadBalancer) => string | undefined][] = [
    [messages.HIGHLIGHT_DELETED, deleted, ({ loadBalancerId }) => loadBalancerId],
    [messages.HIGHLIGHT_LOST, addressesLost, ({ address }) => address],
    [messages.HIGHLIGHT_PUBLIC, newlyPublic, ({ loadBalancerId }) => loadBalancerId],
  ];
  return lists
    .filter(([, services]) => services.length > 0)
    .map(([label, services, detailOf]) => {
      const names = services.slice(0, MAX_NAMES).map((service) => {
        const detail = detailOf(service);
        return serviceName(service) + (detail === undefined ? "" : language.bracketed(detail));
      });
      if (services.length > MAX_NAMES) names.push(language.plural(messages.MORE_ITEMS, services.length - MAX_NAMES));
      return [label, names.join(language.list)];
    });
}

/** The rest of the cluster in one sentence; undefined if there is none. */
export function others({ others }: Plan, language: Language): string | undefined {
  if (!others) return undefined;
  const { services, withChanges, withFindings, orphans } = others;
  const what = nonzero(
    [
      [services, messages.OTHERS],
      [withChanges, messages.OTHERS_CHANGE],
      [withFindings, messages.OTHERS_FINDINGS],
      [orphans, messages.OTHERS_ORPHANS],
    ],
    language,
  );
  return what === "" ? undefined : language.format(messages.OTHERS_SHOWN_BY, { what });
}

/** How many findings the change does not bring; undefined if there are none. */
export function oldFindings({ existing }: Plan, language: Language): string | undefined {
  const { errors = 0, warnings = 0, infos = 0 } = existing ?? {};
  const found = nonzero(
    [
      [errors, messages.ERRORS],
      [warnings, messages.WARNINGS],
      [infos, messages.INFOS],
    ],
    language,
  );
  return found === "" ? undefined : language.format(messages.OLD_FINDINGS, { what: found });
}

export interface Sections {
  /** Shown in full, each with those to which the same happens. */
  shown: { service: ServicePlan; equal: ServicePlan[] }[];
  /** Planned without the change as well, and therefore only named. */
  folded: ServicePlan[];
  /** Without changes; none where the overview counts them. */
  unchanged: ServicePlan[];
}

/** Divides the Services of a plan. What the change does not bring is folded where it brings something. */
export function sections(plan: Plan): Sections {
  const changed = plan.services.filter((service) => !isUnchanged(service));
  const folds = changed.some(({ existing }) => !existing);
  const isFolded = ({ existing }: ServicePlan): boolean => folds && existing === true;
  const isCounted = hasOverview(plan);
  const key = (service: ServiceName): string => serviceName(service);
  const groups = new Map(isCounted ? plan.overview.flatMap((row) => row.services.map((service) => [key(service), row] as const)) : []);
  const places = new Map<OverviewGroup, Sections["shown"][number]>();
  const shown: Sections["shown"] = [];
  for (const service of changed.filter((each) => !isFolded(each))) {
    const row = groups.get(key(service));
    const place = row && places.get(row);
    if (place) {
      place.equal.push(service);
      continue;
    }
    const section = { service, equal: [] };
    shown.push(section);
    if (row) places.set(row, section);
  }
  return { shown, folded: changed.filter(isFolded), unchanged: isCounted ? [] : plan.services.filter(isUnchanged) };
}
