declare module "virtual:worker-code" {
  const code: string;
  export default code;
}
declare module "virtual:module-in-text" {
  /** The module's bytes, compressed by gzip, in base64. */
  const text: string;
  export default text;
}
declare module "virtual:examples" {
  const examples: import("../page/examples.ts").Example[];
  export default examples;
}
declare module "virtual:first-example" {
  /** The one that a first visit shows. */
  const example: import("../page/examples.ts").Example;
  export default example;
}
/** Messages of the command line, from `host/cli/src/messages.rs`. */
declare module "virtual:command-line-messages" {
  type Message = import("../page/markdown/cli-messages-in-language.ts").Message;
  export const AFTER_APPLY: Message, ALSO: Message, AND_MORE: Message, ASSUMED_ALSO: Message, ASSUMPTIONS: Message, AS_BEFORE: Message;
  export const EVENT_IF_WRONG: Message, MORE_ASSUMPTIONS: Message;
  export const BASIS_DOCUMENTED: Message, BASIS_INFERRED: Message, CALLS: Message, COLUMN_ADDRESS: Message, COLUMN_CALLS: Message;
  export const COLUMN_CHANGES: Message, COLUMN_SERVICE: Message, COLUMN_VERDICT: Message, COLUMN_WHAT: Message, DETAILS: Message;
  export const EFFECT: Message, EFFECT_ABORTS: Message, EFFECT_IGNORED: Message, EFFECT_REJECTED: Message, EFFECT_UNKNOWN: Message, EFFECT_WITHHOLDS: Message;
  export const ERRORS: Message, EVENT: Message, EXISTING_WORD: Message, FINDINGS: Message, FROM_ACTION: Message, HELP: Message;
  export const HIGHLIGHT_DELETED: Message, HIGHLIGHT_LOST: Message, HIGHLIGHT_PUBLIC: Message, INCOMPLETE: Message, INCOMPLETE_ERRORS: Message, INFOS: Message;
  export const BACKENDS: Message, BACKENDS_UNKNOWN: Message, LISTENERS: Message, LISTENERS_UNKNOWN: Message, SINCE: Message;
  export const BECOMES_PUBLIC: Message, HAS_OUTAGE: Message, MADE_BY: Message, MORE_ITEMS: Message, NEWLY_PUBLIC_WORD: Message, NOTHING_CHANGES: Message, NOT_NAMED_WORD: Message, OUTAGE_WORD: Message;
  export const NOT_PROVEN_WORD: Message, NOT_SET: Message, NO_SERVICES: Message, OLD_FINDINGS: Message, OMITTED_DETAILS: Message;
  export const OMITTED_FINDINGS: Message, OMITTED_ITEMS: Message, OMITTED_ROWS: Message, OMITTED_WHY: Message, ORPHANS: Message;
  export const OTHERS: Message, OTHERS_CHANGE: Message, OTHERS_FINDINGS: Message, OTHERS_ORPHANS: Message, OTHERS_SHOWN_BY: Message;
  export const PLAN_TITLE: Message, POLICY: Message, POLICY_ALLOW: Message, POLICY_DENY: Message, POLICY_UNDECIDED: Message, POLICY_WARN: Message;
  export const REMOVED: Message, SAME_ITEMS: Message, SERVICES: Message, SEVERITY_ERROR: Message, SEVERITY_INFO: Message;
  export const SEVERITY_WARNING: Message, SUM_ADOPT: Message, SUM_BLOCKED: Message, SUM_CREATE: Message, SUM_DELETE: Message;
  export const SUM_ERROR: Message, SUM_IGNORED: Message, SUM_KEEP: Message, SUM_RELEASE: Message, SUM_REPLACE: Message;
  export const SUM_UPDATE: Message, SUM_DENIED: Message, SUM_UNDECIDED: Message, SUM_WITHHELD: Message, SUPPRESSED: Message, THE_SAME: Message, TOUCHED_WORD: Message, UNDECIDED_WORD: Message, UNCHANGED: Message;
  export const UNKNOWN: Message, VERDICT_ADOPT: Message, VERDICT_BLOCKED: Message, VERDICT_CREATE: Message, VERDICT_DELETE: Message;
  export const VERDICT_ERROR: Message, VERDICT_KEEP: Message, VERDICT_NONE: Message, VERDICT_RELEASE: Message;
  export const VERDICT_REPLACE: Message, VERDICT_SENTENCE_ADOPT: Message, VERDICT_SENTENCE_BLOCKED: Message;
  export const VERDICT_SENTENCE_CREATE: Message, VERDICT_SENTENCE_CREATE_IF_NEW: Message, VERDICT_SENTENCE_DELETE: Message;
  export const VERDICT_SENTENCE_ERROR_API_SERVER: Message, VERDICT_SENTENCE_ERROR_UNKNOWN: Message;
  export const VERDICT_SENTENCE_DELETE_LOST: Message, VERDICT_SENTENCE_DELETE_UNPROVEN: Message, VERDICT_SENTENCE_ERROR: Message;
  export const VERDICT_SENTENCE_KEEP: Message, VERDICT_SENTENCE_KEEP_UNDECIDED: Message, VERDICT_SENTENCE_KEEP_UNKNOWN: Message, VERDICT_SENTENCE_NONE: Message, VERDICT_SENTENCE_NONE_IF_NEW: Message;
  export const VERDICT_SENTENCE_RELEASE: Message, VERDICT_SENTENCE_RELEASE_UNKNOWN: Message, VERDICT_SENTENCE_REPLACE: Message, VERDICT_SENTENCE_REPLACE_UNPROVEN: Message;
  export const VERDICT_SENTENCE_SKIP: Message, VERDICT_SENTENCE_UPDATE: Message, VERDICT_SKIP: Message, VERDICT_UPDATE: Message;
  export const VIP_ADOPTED: Message, VIP_ADOPTED_AT: Message, VIP_CHANGED: Message, VIP_CHANGED_FROM: Message, VIP_KEPT: Message;
  export const VIP_KEPT_AT: Message, VIP_LOST: Message, VIP_LOST_AT: Message, VIP_LOST_UNPROVEN: Message;
  export const VIP_LOST_UNPROVEN_AT: Message, VIP_NEW: Message, VIP_RELEASED: Message, VIP_RELEASED_AT: Message, VIP_UNKNOWN: Message;
  export const VIP_UNKNOWN_BECAUSE: Message, VIP_UNKNOWN_IF_NEW: Message, VIP_WORD_CHANGED: Message, VIP_WORD_KEPT: Message, VIP_WORD_LOST: Message;
  export const VIP_WORD_NEW: Message, VIP_WORD_OF: Message, WARNINGS: Message, WAVE: Message, WHY: Message, WITHHELD: Message;
  export const WITHHELD_CREATE: Message, WITHHELD_DELETE: Message, WITHHELD_POSSIBLE: Message, WITHHELD_PROBABLE: Message, WITHHELD_RELEASE: Message, WITHHELD_UPDATE: Message;
  export const WITHOUT: Message;
}
