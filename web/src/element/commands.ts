// The calls of a plan as commands: `tccli` for the cloud, `kubectl` for the cluster.

import { type Action, type ServicePlan, isObject } from "../types.ts";

const TAG_API = /^(Tag|UnTag|ModifyResource|AttachResources|DetachResources)/;

const quoted = (text: string): string => (/^[\w.:/-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`);

/** A value that exists only after another call is named by its step and its place in that response. */
function resolved(value: unknown, { actions }: ServicePlan): unknown {
  if (Array.isArray(value)) return value.map((item) => resolved(item, { actions } as ServicePlan));
  if (!isObject(value)) return value;
  const { $from: from, path } = value;
  if (typeof from === "string") return `<${String(path)} of step ${actions.findIndex(({ id }) => id === from) + 1}>`;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, resolved(inner, { actions } as ServicePlan)]));
}

export function commandOf({ api, request }: Action, service: ServicePlan): string {
  const values = resolved(request, service);
  if (api === "kubernetes") return `kubectl patch service ${service.name} -n ${service.namespace} --type=merge -p ${quoted(JSON.stringify(values))}`;
  const options = Object.entries(isObject(values) ? values : {}).map(([key, value]) => `--${key} ${quoted(typeof value === "string" ? value : JSON.stringify(value))}`);
  return ["tccli", TAG_API.test(api) ? "tag" : "clb", api, ...options].join(" ");
}

/** One line each, in order. */
export const commandsOf = (service: ServicePlan): string => `${service.actions.map((action, index) => `# ${index + 1}\n${commandOf(action, service)}`).join("\n")}\n`;
