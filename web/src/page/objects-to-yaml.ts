// Prints objects as YAML, for the editor of the live objects. Values are those of JSON; a string is quoted if YAML could read it as
// something else.

const PLAIN = /^[A-Za-z_/][A-Za-z0-9_./-]*( [A-Za-z0-9_./-]+)*$/;
const WORDS = /^(true|false|null|yes|no|on|off|y|n|~|\.inf|\.nan)$/i;

const scalar = (value: unknown): string => {
  if (typeof value !== "string") return JSON.stringify(value);
  return PLAIN.test(value) && !WORDS.test(value) ? value : JSON.stringify(value);
};

const isEmpty = (value: object): boolean => Object.keys(value).length === 0;

/** The lines of a value, without indentation. */
function lines(value: unknown): string[] {
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

export const toYaml = (objects: unknown[]): string => objects.map((object) => `${lines(object).join("\n")}\n`).join("---\n");
