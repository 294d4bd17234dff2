// HTML that shows the same preview on another page. Attributes only, so that a page whose policy forbids scripts inside of it can have it.

import type { ClbPreview } from "../element/element.ts";
import { keyOf } from "../element/service-key.ts";

const escaped = (text: string): string => text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");

const asText = (value: unknown): string => (typeof value === "string" ? value : JSON.stringify(value));

/** `address`: of this page. On a server, the script of the element is in the same folder. */
export function embedding({ locale, manifest, live, clb, context, policy, defaultNamespace, deletions, prune }: ClbPreview, address: string): string {
  const script = /^https?:/.test(address) ? new URL("element.js", address).href : "element.js";
  const values: Record<string, unknown> = { locale, manifest, live, clb, context, policy, "default-namespace": defaultNamespace, deletions: deletions?.map(keyOf).join(" ") };
  const attributes = Object.entries(values)
    .filter(([, value]) => value !== undefined && value !== "")
    .map(([name, value]) => ` ${name}="${escaped(asText(value))}"`);
  return `<script type="module" src="${escaped(script)}"></script>\n<clb-preview${attributes.join("")}${prune ? " prune" : ""}></clb-preview>\n`;
}
