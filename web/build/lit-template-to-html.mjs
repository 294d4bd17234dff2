// A lit template as HTML, for what the build draws. Listeners are left out; a property becomes the attribute of the same name. The
// values of our templates are texts, templates, lists of them, and `nothing`; a library for this would also bring a parser of HTML.

const NOTHING = Symbol.for("lit-nothing");

const escape = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");

const isAbsent = (value) => value === NOTHING || value === undefined || value === null || value === false || value === "";

export function toHtml(value) {
  if (value === NOTHING || value === undefined || value === null) return "";
  if (Array.isArray(value)) return value.map(toHtml).join("");
  if (!Array.isArray(value.strings)) return escape(String(value));
  let out = "";
  for (const [index, text] of value.strings.entries()) {
    out += text;
    if (index < value.values.length) out = withValue(out, value.values[index]);
  }
  return out.replace(/\s*\n\s*/g, "\n");
}

/** `out` ends in the text before the value. */
function withValue(out, value) {
  const binding = /\s([.?@])([\w-]+)="?$/.exec(out);
  if (!binding) return out.lastIndexOf("<") > out.lastIndexOf(">") ? inTag(out, value) : out + toHtml(value);
  const [all, kind, name] = binding;
  const before = out.slice(0, -all.length);
  return kind === "@" || isAbsent(value) ? before : value === true ? `${before} ${name}` : `${before} ${name}="${escape(String(value))}"`;
}

/** An attribute without quotes, or a part of a quoted one. */
function inTag(out, value) {
  const text = isAbsent(value) && value !== false ? "" : escape(String(value));
  return out.endsWith("=") ? `${out}"${text}"` : out + text;
}
