// The text of a file. Windows PowerShell writes UTF-16; older Chinese programs write GBK.

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

function decode(bytes: Uint8Array): DecodedText | undefined {
  const utf16 = begins(bytes, 0xff, 0xfe) ? "utf-16le" : begins(bytes, 0xfe, 0xff) ? "utf-16be" : undefined;
  if (utf16) return { text: new TextDecoder(utf16).decode(bytes), encoding: "UTF-16" };
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
