// Files that were dropped or pasted: whether they are text, how large, and which editor they are for.

export type Pane = "manifest" | "live" | "clb" | "context";

export type Trouble = { kind: "tooLarge"; megabytes: string } | { kind: "binary" } | { kind: "unreadable" };

/** Reads a file that is UTF-8 text of at most so many bytes. */
async function readText(file: File, limit: number): Promise<string | Trouble> {
  if (file.size > limit) return { kind: "tooLarge", megabytes: megabytes(file.size) };
  let bytes: ArrayBuffer;
  try {
    bytes = await file.arrayBuffer();
  } catch {
    return { kind: "unreadable" };
  }
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return text.includes("\0") ? { kind: "binary" } : text;
  } catch {
    return { kind: "binary" };
  }
}

export const megabytes = (size: number): string => (size / 1e6).toFixed(1);

type Answers = Record<string, unknown>;

const CONTEXT_KEYS = ["clusterId", "controllerVersion", "kubernetesVersion", "lifecycleMode", "clusterType"];

/** What files say, by the pane it is for: several manifests, or live objects, stand one below the other. */
export interface Gathered {
  texts: Map<Pane, string>;
  /** Of the files that were read. */
  names: string[];
  /** With the first that was not. */
  trouble: (Trouble & { name: string }) | undefined;
}

/** Reads files of at most so many bytes in all. */
export async function gathered(files: File[], open: Pane, limit: number): Promise<Gathered> {
  const found: Gathered = { texts: new Map(), names: [], trouble: undefined };
  let left = limit;
  for (const file of files) {
    const text = await readText(file, left);
    if (typeof text !== "string") {
      found.trouble ??= { ...text, name: file.name };
      continue;
    }
    left -= file.size;
    const pane = paneFor(text, open);
    const before = pane === "manifest" || pane === "live" ? found.texts.get(pane) : undefined;
    found.texts.set(pane, before === undefined ? text : `${before.trimEnd()}\n---\n${text}`);
    found.names.push(file.name);
  }
  return found;
}

/** Which pane a text is for; manifests and live objects look alike, so they stay where they were dropped. */
function paneFor(text: string, open: Pane): Pane {
  const read = object(text);
  if (read && (asClb(read) || "Listeners" in read)) return "clb";
  if (read && CONTEXT_KEYS.some((key) => key in read)) return "context";
  return open === "live" ? "live" : "manifest";
}

export function object(text: string): Answers | undefined {
  try {
    const read: unknown = JSON.parse(text);
    return typeof read === "object" && read !== null && !Array.isArray(read) ? (read as Answers) : undefined;
  } catch {
    return undefined;
  }
}

/** Answers of DescribeLoadBalancers, with or without the outer `Response`, as the state they are. */
export function asClb(read: Answers): Answers | undefined {
  if ("loadBalancers" in read) return read;
  const inner = (typeof read["Response"] === "object" && read["Response"] !== null ? read["Response"] : read) as Answers;
  if (!Array.isArray(inner["LoadBalancerSet"])) return undefined;
  return { loadBalancers: inner["LoadBalancerSet"] };
}
