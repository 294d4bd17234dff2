// Makes large pictures small: equal sets of backends are one, and many listeners that stay as they are fold into one box.

import type { Translate } from "../../messages.ts";
import type { ResourceState } from "../change-sign.ts";
import type { Backend, Endpoint, ListenerBox, Topology } from "./model.ts";

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
    const key = JSON.stringify([end.backendsState, end.backends.map(({ host, state, weight, health }) => `${host} ${state} ${weight} ${health}`).sort()]);
    const known = end.unknown || end.backends.length === 0 ? undefined : sets.get(key);
    const set = known ?? { users: [] };
    set.users.push(end);
    sets.set(key, set);
    found.set(end, set);
  }
  return found;
}

/** Whether nothing changes. `isUnknownEqual`: what is unknown is so before and after the plan. */
const stays = ({ state, rules, direct }: ListenerBox, isUnknownEqual: boolean): boolean =>
  state === "unchanged" && [...rules, ...(direct ? [direct] : [])].every((end) => end.state === state && (end.unknown ? isUnknownEqual : end.backendsState === state));

const isQuiet = (listener: ListenerBox): boolean => stays(listener, false);

export function foldListeners(topology: Topology, t: Translate): Topology {
  const quiet = topology.listeners.filter(isQuiet);
  if (quiet.length <= MOST_UNFOLDED) return topology;
  const folded: ListenerBox = { address: FOLD, title: t("listenersStay", { n: quiet.length }), note: t("picture.unfold"), state: "unchanged", rules: [], direct: undefined };
  return { ...topology, listeners: [...topology.listeners.filter((each) => !isQuiet(each)), folded] };
}

/** What a picture shows: the load balancer before the plan, after it, or both. */
export const SIDES = ["both", "before", "afterwards"] as const;
export type PictureSide = (typeof SIDES)[number];

/** Whether before and after differ, and both are known. */
export const hasSides = ({ clb, replaced, listeners, replacedListeners }: Topology): boolean =>
  replaced ? replacedListeners.length > 0 : (clb.state === "unchanged" || clb.state === "changed") && !listeners.every((each) => stays(each, true));

/** One side: without what comes, or without what goes. */
export function sideOf(whole: Topology, side: PictureSide): Topology {
  if (side === "both") return whole;
  const { vips, clb, replaced, listeners, replacedListeners } = whole;
  const isBefore = side === "before";
  const stays = ({ state }: { state: ResourceState }): boolean => state !== (isBefore ? "new" : "removed");
  const end = (each: Endpoint): Endpoint => ({ ...each, backends: each.backends.filter(stays), isOneSide: true });
  return {
    vips: vips.filter(stays),
    clb: (isBefore && replaced) || clb,
    replaced: undefined,
    listeners: (isBefore && replaced ? replacedListeners : listeners).filter(stays).map((each) => ({ ...each, rules: each.rules.filter(stays).map(end), direct: each.direct && end(each.direct) })),
    replacedListeners: [],
  };
}

/** A line of a set of backends: one of them, or without a state, how many are in a zone. */
export type BackendLine = Pick<Backend, "label"> & Partial<Backend>;

/** In groups by zone, as far as the zones are known; of more than `most`, only the groups. */
export function backendLines(backends: Backend[], most: number, t: Translate): BackendLine[] {
  const zones = new Map<string | undefined, Backend[]>();
  for (const each of backends) zones.set(each.zone, [...(zones.get(each.zone) ?? []), each]);
  if (!backends.some(({ zone }) => zone)) return backends;
  return [...zones].flatMap(([zone, all]) => [{ label: t("zone", { zone: zone ?? "?", n: all.length }) }, ...(backends.length > most ? [] : all)]);
}
