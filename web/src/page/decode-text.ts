// The text of a file. Windows PowerShell writes UTF-16, other programs also without a byte-order mark; older Chinese programs write GBK.

/** Why a file has no text. */
export type NoText = "empty" | "zip" | "gzip" | "binary";

export interface DecodedText {
  text: string;
  /** If it is not UTF-8. */
  encoding?: "UTF-16" | "GBK";
}

const begins = (bytes: Uint8Array, ...with_: number[]): boolean => with_.every((byte, at) => bytes[at] === byte);

export function decodeText(bytes: Uint8Array): DecodedText | NoText {
  if (begins(bytes, 0x50, 0x4b, 3, 4)) return "zip";
  if (begins(bytes, 0x1f, 0x8b)) return "gzip";
  const decoded = decode(bytes);
  if (!decoded || decoded.text.includes("\0")) return "binary";
  return decoded.text.trim() === "" ? "empty" : decoded;
}

/** Of that many bytes the zeros are counted. */
const SAMPLE = 4096;

/** UTF-16 without a mark: manifests are mostly of ASCII characters, of which every other byte is zero. A program has such bytes, too, but
 * as text it would have control characters. */
function unmarkedUtf16(bytes: Uint8Array): string | undefined {
  const sample = bytes.subarray(0, SAMPLE);
  const zeros = (parity: number): number => sample.filter((byte, at) => byte === 0 && at % 2 === parity).length;
  const [even, odd] = [zeros(0), zeros(1)];
  const isMost = (some: number, others: number): boolean => some > sample.length / 8 && some > others * 10;
  const name = isMost(odd, even) ? "utf-16le" : isMost(even, odd) ? "utf-16be" : undefined;
  const text = name && new TextDecoder(name).decode(bytes);
  return text && !/[\0-\x08\x0e-\x1f\ufffd]/.test(text) ? text : undefined;
}

function decode(bytes: Uint8Array): DecodedText | undefined {
  const marked = begins(bytes, 0xff, 0xfe) ? "utf-16le" : begins(bytes, 0xfe, 0xff) ? "utf-16be" : undefined;
  const utf16 = marked ? new TextDecoder(marked).decode(bytes) : unmarkedUtf16(bytes);
  if (utf16 !== undefined) return { text: utf16, encoding: "UTF-16" };
  for (const [name, encoding] of [["utf-8"], ["gb18030", "GBK"]] as const) {
    try {
      const text = new TextDecoder(name, { fatal: true }).decode(bytes);
      return encoding ? { text, encoding } : { text };
    } catch {
      // The next encoding.
    }
  }
  return undefined;
}
