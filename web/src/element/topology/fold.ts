// Makes large pictures small: equal sets of backends are one, and many listeners that stay as they are fold into one box.

import type { Translate } from "../../messages.ts";
import type { Endpoint, ListenerBox, Topology } from "./model.ts";

/** Backends that one or several endpoints have. */
export interface BackendSet {
  users: Endpoint[];
}

/** More listeners that stay are folded. */
const MOST_UNFOLDED = 3;

/** The address of the folded listeners, which stands for no resource. */
export const FOLD = "folded-listeners";

/** The set of each endpoint. Unknown backends are not known to be equal, and none are not worth an edge. */
export function backendSets(listeners: ListenerBox[]): Map<Endpoint, BackendSet> {
  const sets = new Map<string, BackendSet>();
  const found = new Map<Endpoint, BackendSet>();
  for (const end of listeners.flatMap(({ direct, rules }) => (direct ? [direct] : rules))) {
    const key = JSON.stringify([end.backendsState, end.backends.map(({ host, state }) => `${host} ${state}`).sort()]);
    const known = end.unknown || end.backends.length === 0 ? undefined : sets.get(key);
    const set = known ?? { users: [] };
    set.users.push(end);
    sets.set(key, set);
    found.set(end, set);
  }
  return found;
}

const isQuiet = ({ state, rules, direct }: ListenerBox): boolean =>
  state === "unchanged" && [...rules, ...(direct ? [direct] : [])].every((end) => end.state === "unchanged" && end.backendsState === "unchanged" && !end.unknown);

export function foldListeners(topology: Topology, t: Translate): Topology {
  const quiet = topology.listeners.filter(isQuiet);
  if (quiet.length <= MOST_UNFOLDED) return topology;
  const folded: ListenerBox = { address: FOLD, title: t("listenersStay", { n: quiet.length }), note: t("picture.unfold"), state: "unchanged", rules: [], direct: undefined };
  return { ...topology, listeners: [...topology.listeners.filter((each) => !isQuiet(each)), folded] };
}
