// The state in the fragment of a link, which browsers do not send to the server. Compressed, if the browser supports that.

import type { JsonObject, LinkTarget, Locale } from "../types.ts";
import { type State, stateFrom, withoutEmpty } from "./state.ts";

/** The limit for the decompressed state of a link, in bytes. */
const LARGEST = 8_000_000;

const toBase64 = (bytes: Uint8Array): string => {
  let text = "";
  for (let at = 0; at < bytes.length; at += 0x8000) text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(text).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
};

const fromBase64 = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (character) => character.charCodeAt(0));

/** The Service or the finding that a link leads to. */
export function targetIn(fragment: string): LinkTarget | undefined {
  const [, namespace, name] = /&s=([\w.-]+)\/([\w.-]+)$/.exec(fragment) ?? [];
  const [, finding] = /&f=([\w./-]+)$/.exec(fragment) ?? [];
  return namespace && name ? { namespace, name } : finding ? { finding } : undefined;
}

/** A link to a page with a state, in a language, or to one of its Services or findings. */
export async function fragmentOf(state: State, locale: Locale, target?: LinkTarget): Promise<string> {
  const place = target && ("finding" in target ? `&f=${target.finding}` : `&s=${target.namespace}/${target.name}`);
  return (await stateFragment({ ...withoutEmpty(state), locale })) + (place ?? "");
}

/** `#z=…`, or `#p=…` without compression. */
async function stateFragment(shared: object): Promise<string> {
  const bytes = new TextEncoder().encode(JSON.stringify(shared));
  if (typeof CompressionStream === "undefined") return `#p=${toBase64(bytes)}`;
  const stream = new Blob([bytes]).stream().pipeThrough(new CompressionStream("deflate-raw"));
  return `#z=${toBase64(new Uint8Array(await new Response(stream).arrayBuffer()))}`;
}

/** Removes the state, or an example, from the address after an edit, because a reload would bring the shared state back. */
export function removeFragment(): void {
  if (/^#([zp]|example)=/.test(location.hash)) history.replaceState(null, "", location.pathname + location.search);
}

export interface SharedState {
  state: State;
  /** In which it was shared; undefined in links of older versions. */
  locale: Locale | undefined;
  /** Members that this version of the page does not know. */
  unknown: string[];
}

/** The state in a fragment, if there is one. Throws if it cannot be read. */
export async function stateIn(fragment: string): Promise<SharedState | undefined> {
  const match = /^#([zp])=([\w-]+)(?:&[sf]=.*)?$/.exec(fragment);
  if (!match) {
    if (/^#[zp]=/.test(fragment)) throw new Error("not base64");
    return undefined;
  }
  const bytes = fromBase64(match[2]!);
  const plain = match[1] === "z" ? await inflate(bytes) : bytes;
  const shared: unknown = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(plain));
  const state = stateFrom(shared);
  if (!state) throw new Error("no state");
  const { locale, ...members } = shared as JsonObject;
  return { state, locale: locale === "en" || locale === "zh-CN" ? locale : undefined, unknown: Object.keys(members).filter((key) => !(key in state)) };
}

async function inflate(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  const reader = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw")).getReader();
  const parts: Uint8Array[] = [];
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    size += value.length;
    if (size > LARGEST) throw new Error("too large");
    parts.push(value);
  }
  const whole = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
