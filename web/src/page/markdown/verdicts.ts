// What happens to a Service's load balancer and its address, in sentences, as `host/cli/src/summary/load_balancer_verdict.rs` says it.

import * as messages from "virtual:command-line-messages";
import { type Because, type ServicePlan, type Verb, type LoadBalancerVerdict, type VipVerdict, asObject } from "../../types.ts";
import { code, link, sentence as escapeSentence } from "./escape.ts";
import type { Language, Message } from "./cli-messages-in-language.ts";

type LoadBalancer = ServicePlan["loadBalancer"];

export const serviceName = ({ namespace, name }: { namespace: string; name: string }): string => `${namespace}/${name}`;

/** Nothing changes and nothing is withheld. What becomes of a load balancer that may exist is not known. */
export function isUnchanged({ loadBalancer: { verdict, vip }, changes, actions, withheld }: ServicePlan): boolean {
  const mayHaveOne = verdict === "none" && vip === "unknown";
  return !mayHaveOne && (verdict === "keep" || verdict === "none") && changes.length + actions.length + withheld.length === 0;
}

const VERDICTS: Record<LoadBalancerVerdict, [label: Message, sentence: Message]> = {
  none: [messages.VERDICT_NONE, messages.VERDICT_SENTENCE_NONE],
  keep: [messages.VERDICT_KEEP, messages.VERDICT_SENTENCE_KEEP],
  create: [messages.VERDICT_CREATE, messages.VERDICT_SENTENCE_CREATE],
  adopt: [messages.VERDICT_ADOPT, messages.VERDICT_SENTENCE_ADOPT],
  update: [messages.VERDICT_UPDATE, messages.VERDICT_SENTENCE_UPDATE],
  replace: [messages.VERDICT_REPLACE, messages.VERDICT_SENTENCE_REPLACE],
  delete: [messages.VERDICT_DELETE, messages.VERDICT_SENTENCE_DELETE],
  release: [messages.VERDICT_RELEASE, messages.VERDICT_SENTENCE_RELEASE],
  blocked: [messages.VERDICT_BLOCKED, messages.VERDICT_SENTENCE_BLOCKED],
  error: [messages.VERDICT_ERROR, messages.VERDICT_SENTENCE_ERROR],
  skip: [messages.VERDICT_SKIP, messages.VERDICT_SENTENCE_SKIP],
};

export const verdictLabel = (verdict: LoadBalancerVerdict, { text }: Language): string => text(VERDICTS[verdict][0]);

function sentenceMessage({ verdict, vip, unproven, undecided, failure }: LoadBalancer): Message {
  if (verdict === "none" && vip === "unknown") return messages.VERDICT_SENTENCE_NONE_IF_NEW;
  if (verdict === "create" && vip === "unknown") return messages.VERDICT_SENTENCE_CREATE_IF_NEW;
  if (verdict === "delete" && unproven) return messages.VERDICT_SENTENCE_DELETE_UNPROVEN;
  if (verdict === "replace" && unproven) return messages.VERDICT_SENTENCE_REPLACE_UNPROVEN;
  if (verdict === "keep" && vip === "unknown") return messages.VERDICT_SENTENCE_KEEP_UNKNOWN;
  if (undecided) return messages.VERDICT_SENTENCE_KEEP_UNDECIDED;
  if (verdict === "release" && vip === "unknown") return messages.VERDICT_SENTENCE_RELEASE_UNKNOWN;
  if (failure === "apiServer") return messages.VERDICT_SENTENCE_ERROR_API_SERVER;
  if (failure === "unknown") return messages.VERDICT_SENTENCE_ERROR_UNKNOWN;
  if (verdict === "delete" && vip === "lost") return messages.VERDICT_SENTENCE_DELETE_LOST;
  return VERDICTS[verdict][1];
}

/** The sentence, with the load balancer's id if it is known. */
export function verdictSentence(loadBalancer: LoadBalancer, language: Language): string {
  const message = sentenceMessage(loadBalancer);
  const { id } = loadBalancer;
  // Chinese puts a space between an id and a character, and none before a full-width mark.
  const space = language.isChinese && !/\{id\}[，。：；]/.test(language.text(message)) ? " " : "";
  return language.format(message, { id: id === undefined ? "" : ` ${id}${space}` });
}

/** What the verdict and the address do not say: that the Service becomes public, and that it has an outage. */
const dangers = ({ newlyPublic, outage }: LoadBalancer, sentences: [Message, Message], { text }: Language): string[] =>
  [newlyPublic && text(sentences[0]), outage && text(sentences[1])].filter((danger) => typeof danger === "string");

/** The same in a word each, for a table. */
export const dangerWords = (loadBalancer: LoadBalancer, language: Language): string[] => dangers(loadBalancer, [messages.NEWLY_PUBLIC_WORD, messages.OUTAGE_WORD], language);

/** The sentences in bold, with the space that separates them from what precedes. */
export const boldDangers = (loadBalancer: LoadBalancer, language: Language, bold: (danger: string) => string): string =>
  dangers(loadBalancer, [messages.BECOMES_PUBLIC, messages.HAS_OUTAGE], language)
    .map((danger) => `${language.isChinese ? "" : " "}${bold(danger)}`)
    .join("");

/** What happens to the address that clients use; undefined if there is none. */
export function addressText(service: ServicePlan, language: Language): string | undefined {
  const { verdict, vip, unproven } = service.loadBalancer;
  const known = currentAddresses(service, language);
  const withVip = (at: Message, unknown: Message): string => (known ? language.format(at, { vip: known }) : language.text(unknown));
  const texts: Record<VipVerdict, () => string | undefined> = {
    none: () => undefined,
    kept: () => (verdict === "release" ? withVip(messages.VIP_RELEASED_AT, messages.VIP_RELEASED) : withVip(messages.VIP_KEPT_AT, messages.VIP_KEPT)),
    new: () => (verdict === "adopt" ? adoptedAddress(service, language) : language.text(messages.VIP_NEW)),
    changed: () => (unproven ? withVip(messages.VIP_LOST_UNPROVEN_AT, messages.VIP_LOST_UNPROVEN) : withVip(messages.VIP_CHANGED_FROM, messages.VIP_CHANGED)),
    lost: () => (unproven ? withVip(messages.VIP_LOST_UNPROVEN_AT, messages.VIP_LOST_UNPROVEN) : withVip(messages.VIP_LOST_AT, messages.VIP_LOST)),
    unknown: () => language.text(unknownAddress(service.loadBalancer)),
  };
  return texts[vip]();
}

function unknownAddress({ verdict, because }: LoadBalancer): Message {
  if (["none", "create", "adopt"].includes(verdict)) return messages.VIP_UNKNOWN_IF_NEW;
  return ["keep", "release", "replace", "error"].includes(verdict) && because.length > 0 ? messages.VIP_UNKNOWN_BECAUSE : messages.VIP_UNKNOWN;
}

function adoptedAddress(service: ServicePlan, language: Language): string {
  const vip = plannedAddress(service);
  return vip === undefined ? language.text(messages.VIP_ADOPTED) : language.format(messages.VIP_ADOPTED_AT, { vip });
}

/** The address text with a label, without one colon after another: `address LOST: …`. */
export function labelledAddress(label: Message, text: string, language: Language): string {
  if (!text.includes(language.colon)) return language.label(label, text);
  return `${language.text(label)}${language.isChinese ? "" : " "}${text}`;
}

/** The addresses that the Service has now, if they are known. */
function currentAddresses({ loadBalancer: { addresses }, changes }: ServicePlan, { list }: Language): string | undefined {
  const provided = addresses?.before?.join(list);
  if (provided) return provided;
  const before = changes.filter(({ address }) => address === "load-balancer").map((change) => asObject(change.before)).find(Boolean);
  const vips = before?.["LoadBalancerVips"];
  return (Array.isArray(vips) && vips.filter((each) => typeof each === "string").join(list)) || undefined;
}

/** The address that the controller will write into the Service, if it is known before the sync. */
function plannedAddress({ loadBalancer: { addresses }, changes }: ServicePlan): string | undefined {
  const ingress = asObject(changes.find(({ address }) => address === "service")?.after)?.["ingress"];
  const written = Array.isArray(ingress) ? asObject(ingress[0])?.["ip"] : undefined;
  return addresses?.after?.[0] ?? (typeof written === "string" ? written : undefined);
}

const WITHHELD: Record<Verb, Message> = { create: messages.WITHHELD_CREATE, update: messages.WITHHELD_UPDATE, delete: messages.WITHHELD_DELETE, release: messages.WITHHELD_RELEASE };

/** The action that is withheld: `not deleted`; where the controller may delete what the plan does not, that it may. */
function withheldLabel(verb: Verb, { verdict, vip, unproven }: ServicePlan["loadBalancer"], { text }: Language): string {
  const mayHappen = verb === "delete" && verdict !== "blocked" && verdict !== "error";
  if (mayHappen && unproven) return text(messages.WITHHELD_PROBABLE);
  return text(mayHappen && vip === "unknown" ? messages.WITHHELD_POSSIBLE : WITHHELD[verb]);
}

export const isSame = (left: Because, right: Because): boolean => left.code === right.code && left.message === right.message && left.basis === right.basis && left.url === right.url;

/** What is withheld, a line each; two that look the same are one. */
export function withheldLines({ withheld, loadBalancer }: ServicePlan, language: Language): string[] {
  const lines = withheld.map(({ address, verb, because }) => {
    const why = loadBalancer.because.some((known) => isSame(known, because)) ? "" : language.colon + reason(because, language);
    return `* ${code(address)} ${withheldLabel(verb, loadBalancer, language)}${why}\n`;
  });
  return [...new Set(lines)];
}

/** `the sentence ([documented](page))` */
export const reason = (because: Because, language: Language): string => escapeSentence(because.message) + basisText(because, language);

/** ` ([documented](page))`; empty if nothing is known. */
export function basisText({ basis, url }: Because, language: Language): string {
  const label = language.text(basis === "documented" ? messages.BASIS_DOCUMENTED : messages.BASIS_INFERRED);
  return language.bracketed(url === undefined ? label : link(label, url));
}
