// Objects as YAML text, for the editor of the live objects. Only what JSON can hold; every text is quoted that could be read
// as anything else.

import type { Json } from "../types.ts";

const PLAIN = /^[A-Za-z_/][A-Za-z0-9_./-]*( [A-Za-z0-9_./-]+)*$/;
const WORDS = /^(true|false|null|yes|no|on|off|y|n|~|\.inf|\.nan)$/i;

const scalar = (value: Json): string => {
  if (typeof value !== "string") return JSON.stringify(value);
  return PLAIN.test(value) && !WORDS.test(value) ? value : JSON.stringify(value);
};

const isEmpty = (value: object): boolean => Object.keys(value).length === 0;

/** The lines of a value, not indented. */
function lines(value: Json): string[] {
  if (typeof value !== "object" || value === null) return [scalar(value)];
  if (isEmpty(value)) return [Array.isArray(value) ? "[]" : "{}"];
  if (Array.isArray(value)) {
    return value.flatMap((item) => lines(item).map((line, index) => `${index === 0 ? "- " : "  "}${line}`));
  }
  return Object.entries(value).flatMap(([key, inner]) => {
    const name = scalar(key);
    if (typeof inner !== "object" || inner === null || isEmpty(inner)) return [`${name}: ${lines(inner)[0]}`];
    return [`${name}:`, ...lines(inner).map((line) => (Array.isArray(inner) ? line : `  ${line}`))];
  });
}

/** Documents, separated. */
export const toYaml = (objects: Json[]): string => objects.map((object) => `${lines(object).join("\n")}\n`).join("---\n");
