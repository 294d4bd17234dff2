// The command line's messages in one language, with that language's punctuation. Their texts are in `host/cli/src/messages.rs`: the
// build reads them from there.

import type { Locale } from "../../types.ts";

/** English and simplified Chinese. `{name}` is an argument; English writes `singular|plural`. */
export type Message = readonly [en: string, zh: string];

export interface Language {
  text(message: Message): string;
  format(message: Message, args: Record<string, string | number>): string;
  plural(message: Message, n: number): string;
  /** The message as the label of a text. */
  label(message: Message, text: string): string;
  /** An addition in brackets. */
  bracketed(text: string): string;
  list: string;
  clause: string;
  colon: string;
  stop: string;
  isChinese: boolean;
}

export function languageOf(locale: Locale): Language {
  const isChinese = locale === "zh-CN";
  const text = (message: Message): string => message[isChinese ? 1 : 0];
  const colon = isChinese ? "：" : ": ";
  return {
    text,
    format: (message, args) => text(message).replace(/\{([^}]*)\}/g, (_, name: string) => String(args[name] ?? "")),
    plural: (message, n) => {
      const [one = "", many] = text(message).split(/\|(.*)/s);
      return (many === undefined || n === 1 ? one : many).replaceAll("{n}", String(n));
    },
    label: (message, of) => text(message) + colon + of,
    bracketed: (of) => (isChinese ? `（${of}）` : ` (${of})`),
    list: isChinese ? "、" : ", ",
    clause: isChinese ? "；" : "; ",
    colon,
    stop: isChinese ? "。" : ".",
    isChinese,
  };
}
