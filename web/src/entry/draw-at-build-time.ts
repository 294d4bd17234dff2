// What the build draws: the first example's answer, which the page shows before the module is loaded, and a picture of each example.
// Runs in Node.

import type { TemplateResult } from "lit-html";
import { callText, start } from "../engine/wasm-module.ts";
import { type PlanToDraw, ownAndOthers } from "../element/plan-to-draw.ts";
import { layOut } from "../element/topology/layout.ts";
import { topology } from "../element/topology/model.ts";
import { answer } from "../element/views/answer.ts";
import { translator } from "../messages.ts";
import { pageTranslator } from "../page/messages.ts";
import { type Example, type Thumbnail } from "../page/examples.ts";
import { firstState } from "../page/walkthrough.ts";
import { clbOf, deletionsOf } from "../page/state.ts";
import type { PageActions, PageView } from "../page/page-view-and-actions.ts";
import { view as pageView } from "../page/view.ts";
import type { Locale, Plan, Simulation, LoadBalancerVerdict } from "../types.ts";

export { styles } from "../element/styles.ts";
export { startWith };

function startWith(module: BufferSource): void {
  start(module);
}

function answered(example: Example, locale: Locale): PlanToDraw {
  const state = firstState(example);
  const { manifest, live, context, prune, policy } = state;
  const clb = clbOf(state);
  const request = JSON.stringify({
    manifests: manifest,
    context,
    locale,
    delete: deletionsOf(state),
    ...(prune ? { prune } : {}),
    ...(live ? { live } : {}),
    ...(clb ? { clb } : {}),
    ...(policy ? { policy: JSON.parse(policy) } : {}),
  });
  const plan = JSON.parse(callText("plan-sync", request)) as Plan;
  const simulation = JSON.parse(callText("simulate", request)) as Simulation;
  return { plan, simulation, current: (clb as PlanToDraw["current"]) ?? undefined, liveUnknown: live === "" };
}

/** The answer as the element draws it, of the width that most screens have. */
export function drawnAnswer(example: Example, locale: Locale): TemplateResult {
  const view = answered(example, locale);
  const nothing = (): void => undefined;
  const own = ownAndOthers(view);
  const isOpen = (key: string): boolean => key !== "" && !key.includes("#");
  return answer({ ...view, ...own, width: 760, shown: 50, showMore: nothing, isOpen, hasIngress: () => false, list: undefined, linkService: nothing, ask: undefined, link: undefined, wanted: undefined, toggled: nothing, selected: () => new Set<string>(), select: nothing, reveal: nothing, fix: nothing }, translator(locale, "reference/"));
}

/** The page around the answer, which stands where the element will be. */
export function drawnPage(example: Example, locale: Locale, answer: string): TemplateResult {
  const state = firstState(example);
  const page = { state, locale, t: pageTranslator(locale), theme: "auto", pane: "manifest", reference: "reference/", openedExample: example, preview: answer, findings: [], lost: 0, unassigned: [], answerState: "waiting", notice: "", isStill: true };
  // Nobody can act on it.
  return pageView(page as unknown as PageView, {} as PageActions);
}

/** The picture, scaled to 120 by 40, and the verdict. */
export function thumbnail(example: Example): { verdict: LoadBalancerVerdict; picture: Thumbnail } {
  const view = answered(example, "en");
  const service = view.plan.services.find(({ event }) => event !== "unchanged") ?? view.plan.services[0];
  const verdict = service?.loadBalancer.verdict ?? "none";
  const t = translator("en");
  const tree = service && topology({ service, current: view.current, simulation: view.simulation, backendsUnknown: false }, false, t);
  if (!tree) return { verdict, picture: { boxes: [], edges: [] } };
  const { nodes, edges, width, height } = layOut(tree, 0, t);
  const scale = Math.min(120 / width, 40 / height);
  const round = (value: number): number => Math.round(value * scale * 10) / 10;
  const top = (40 - height * scale) / 2 / scale;
  const right = (node: { x: number; width: number }): number => round(node.x + node.width);
  const middle = (node: { y: number; height: number }): number => round(node.y + node.height / 2 + top);
  return {
    verdict,
    picture: {
      boxes: nodes.map((node) => [round(node.x), round(node.y + top), round(node.width), round(node.height), node.state]),
      edges: edges.map(({ from, to, state }) => [right(from), middle(from), round(to.x), middle(to), state]),
    },
  };
}
