// The calls of a plan as commands: `tccli` for the cloud, `kubectl` for the cluster.

import { type Action, type JsonObject, type ServicePlan, asObject, isObject } from "../types.ts";

/** Calls of the Tag API; all others are of the CLB API. */
const TAG_API = /^(Un)?TagResources$/;

const quoted = (text: string): string => (/^[\w.:/-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`);

/** A value that exists only after another call is named by its step and its place in that response. */
function resolved(value: unknown, steps: string[]): unknown {
  if (Array.isArray(value)) return value.map((item) => resolved(item, steps));
  if (!isObject(value)) return value;
  const { $from: from, path } = value;
  if (typeof from === "string") return steps.includes(from) ? `<${String(path)} of step ${steps.indexOf(from) + 1}>` : `<${String(path)} of ${from}>`;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, resolved(inner, steps)]));
}

/** An object that does not exist is created, of another one only what changes is sent. */
function kubectl(object: JsonObject, isNew: boolean): string {
  const { apiVersion, kind, metadata, ...others } = object;
  const { name, namespace, ...written } = asObject(metadata) ?? {};
  if (isNew) return `kubectl create -f - <<'END'\n${JSON.stringify(object)}\nEND`;
  const patch = { ...(Object.keys(written).length > 0 ? { metadata: written } : {}), ...others };
  return `kubectl patch ${String(kind).toLowerCase()} ${String(name)} -n ${String(namespace)} --type=merge -p ${quoted(JSON.stringify(patch))}`;
}

/** `region`: of the cluster, if it is known; without it, tccli takes the one it is configured with. */
export function commandOf({ api, request, address }: Action, { actions, changes }: ServicePlan, region?: string): string {
  const values = asObject(resolved(request, actions.map(({ id }) => id))) ?? {};
  if (api === "kubernetes") return kubectl(values, values["kind"] !== "Service" && changes.some((each) => each.address === address && each.verb === "create"));
  const all = region ? { region, ...values } : values;
  const options = Object.entries(all).map(([key, value]) => `--${key} ${quoted(typeof value === "string" ? value : JSON.stringify(value))}`);
  return ["tccli", TAG_API.test(api) ? "tag" : "clb", api, ...options].join(" ");
}

/** Each with its number before it, in order. */
export const commandsOf = (service: ServicePlan, region?: string): string => `${service.actions.map((action, index) => `# ${index + 1}\n${commandOf(action, service, region)}`).join("\n")}\n`;
