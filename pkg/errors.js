// The errors, and what is shared by all ways to call the module.

/** The request is invalid: not JSON, a misspelt member, a value of the wrong type. */
export class RequestError extends TypeError {
  constructor({ code, message, path }) {
    super(`${message} [${code}]${path ? ` at ${path}` : ""}`);
    this.name = "RequestError";
    this.code = code;
    this.path = path;
  }
}

/** A call failed: `code` is `trap`, `out-of-memory`, `timeout` or `closed`. The next call works, unless it is `closed`. */
export class CallError extends Error {
  constructor(code, name, message, options) {
    super(`\`${name}\` ${message}`, options);
    this.name = "CallError";
    this.code = code;
    this.function = name;
  }
}

/** The answer; throws a `RequestError` for that to an invalid request. */
export function unwrap(answer) {
  if (answer !== null && "error" in answer) throw new RequestError(answer.error);
  return answer;
}

/** The finding as a line that editors recognise: `file:line:column: severity[code]: message`. Every host prints the same. */
export const formatDiagnostic = (diagnostic) => `${location(diagnostic)}${diagnostic.severity}[${diagnostic.code}]: ${diagnostic.message}`;

function location({ source, object }) {
  if (source) return `${source.file ? `${source.file}:` : ""}${source.start.line}:${source.start.column}: `;
  if (!object) return "";
  const name = [object.namespace, object.name].filter(Boolean).join("/");
  return `${object.kind}${name && ` ${name}`}: `;
}
