// `<clb-preview>`: properties in, the drawn plan and events out. It sends requests to the module and shows the answers; it has no
// knowledge of load balancers itself. How the module is loaded is decided by the build, see `../entry/`.

import { html, render } from "lit-html";
import type { Engine } from "../engine/engine.ts";
import { Fault } from "../engine/wasm-module.ts";
import { type Translate, preferredLocale, translator } from "../messages.ts";
import { type AnswerState, type ClbState, type Context, type Diagnostic, type Fix, type Locale, type Options, type Plan, type PlanRequest, type Policy, type ResourceRef, type ServiceName, type Simulation, type Source, isRequestError } from "../types.ts";
import { type EngineSetup, setUpEngine, startedEngine } from "./engine-setup.ts";
import { ATTRIBUTES, INPUTS, type Inputs, type ShownClbState, JSON_INPUTS, type JsonInput, NO_INPUTS, type Parsed, hasIngress, isBlank, isJson, isSameBesides, parse, requestOf } from "./inputs.ts";
import { type Obstacle, notJson, refused, unreadable } from "./unreadable-or-refused-input.ts";
import { type PlanToDraw, completeAnswer, ownAndOthers } from "./plan-to-draw.ts";
import { checking } from "./text-while-checking.ts";
import { Announcer } from "./announcer.ts";
import { inheritedTheme, setAgain, withoutControls } from "./dom.ts";
import { adoptStyles } from "./styles.ts";
import { keyOf, nameOf } from "./service-key.ts";
import { ListOfServicesLoader } from "./list-of-services-loader.ts";
import { OpenParts } from "./open-services-and-requests.ts";
import { showHidden, visible } from "./show-hidden-characters.ts";
import { WantedFinding, findingIds } from "./findings-named-by-links.ts";
import { type AnswerView, FEW, answer, fault, hint, obstacle } from "./views/answer.ts";
import type { FindingActions } from "./views/findings.ts";

/** Defines the element, unless another copy of the script on the page has done so. */
export function define(setup: EngineSetup): void {
  setUpEngine(setup);
  if (!customElements.get("clb-preview")) customElements.define("clb-preview", ClbPreview);
}

const PROPERTIES = [...INPUTS, "locale", "theme", "marked", "reference"] as const;

export class ClbPreview extends HTMLElement {
  static readonly observedAttributes = Object.keys(ATTRIBUTES);
  #inputs: Inputs = { ...NO_INPUTS };
  #parsed: Record<JsonInput, Parsed> = { clb: {}, context: {}, policy: {} };
  #locale: Locale | undefined;
  #theme: "light" | "dark" | "auto" = "auto";
  #root: ShadowRoot;
  #body: HTMLElement = Object.assign(document.createElement("div"), { className: "preview" });
  #plan: Plan | undefined;
  /** The last plan of texts that could be read, and what it is about. */
  #answered: PlanToDraw | undefined;
  #answeredInputs: Inputs | undefined;
  /** The plan of the part of the manifest that can be read. */
  #part: PlanToDraw | undefined;
  #state: AnswerState = "waiting";
  #problem: Obstacle | Fault | undefined;
  #marked: ResourceRef[] = [];
  #reference = "";
  #open = new OpenParts(() => this.#draw());
  #wanted = new WantedFinding(this.#body, (service) => (service ? this.reveal(service) : this.#draw()));
  #list = new ListOfServicesLoader(() => this.#draw(), () => this.#body, (key) => this.#fire("service", nameOf(key)));
  #width = 0;
  #scheduled = false;
  /** Cancels the current request when there is a newer one. */
  #current = new AbortController();
  #observer: ResizeObserver | undefined;
  #announcer = new Announcer();
  /** All listed Services are open in print. */
  #printing = false;

  constructor() {
    super();
    this.#root = this.attachShadow({ mode: "open" });
    adoptStyles(this.#root);
    this.#root.append(this.#body, this.#announcer.element);
  }

  /** The desired Kubernetes objects: YAML or JSON text, or objects. */
  declare manifest: Source;
  /** The objects that are in the cluster now. */
  declare live: Source | undefined;
  /** The current state of the cloud: a ClbState, or its JSON text. */
  declare clb: ShownClbState | string | undefined;
  /** Facts about the cluster: a Context, or its JSON text. */
  declare context: Context | string | undefined;
  /** Guard rails for the plan: a Policy, or its JSON text. */
  declare policy: Policy | string | undefined;
  /** The namespace of manifests that name none. */
  declare defaultNamespace: string | undefined;
  /** Services to delete. */
  declare deletions: ServiceName[] | undefined;
  /** Whether every live Service of type LoadBalancer that is not in the manifest is deleted, too. */
  declare prune: boolean;
  /** Further members of the request. */
  declare options: Options | undefined;
  /** Whether Services and findings offer a link to themselves, and what was not checked offers to enter what is missing. The page that
   * has the element does it, at the events "link" and "ask". */
  linkable = false;
  asking = false;

  static {
    for (const name of INPUTS) {
      Object.defineProperty(this.prototype, name, {
        configurable: true,
        enumerable: true,
        get(this: ClbPreview) {
          return this.#inputs[name];
        },
        set(this: ClbPreview, value: unknown) {
          const chosen = value ?? NO_INPUTS[name];
          if (isJson(name)) this.#parsed[name] = parse(chosen as object | string | undefined);
          Object.assign(this.#inputs, { [name]: chosen });
          this.#scheduleUpdate();
        },
      });
    }
  }

  /** "en" or "zh-CN"; by default the browser's language. */
  get locale(): Locale {
    return this.#locale ?? preferredLocale();
  }
  set locale(value: string | null | undefined) {
    const chosen: Locale | undefined = value ? (/^zh\b/i.test(value) ? "zh-CN" : "en") : undefined;
    if (chosen === this.#locale) return;
    this.#locale = chosen;
    this.#scheduleUpdate();
  }

  /** "auto" follows the page around, or the system if the page has no colour scheme. */
  get theme(): "light" | "dark" | "auto" {
    return this.#theme;
  }
  set theme(value: string | null | undefined) {
    this.#theme = value === "light" || value === "dark" ? value : "auto";
    this.#body.dataset["theme"] = this.#theme === "auto" ? inheritedTheme(this) : this.#theme;
  }

  /** The folder of the reference pages, to which codes link. */
  get reference(): string {
    return this.#reference;
  }
  set reference(value: string | null | undefined) {
    this.#reference = value ?? "";
    this.#draw();
  }

  /** The selected resources. */
  get marked(): ResourceRef[] {
    return this.#marked;
  }
  set marked(resources: ResourceRef[] | null | undefined) {
    this.#marked = resources ?? [];
    for (const each of this.#marked.slice(0, 1)) this.#list.select(keyOf(each));
    this.#draw();
  }

  /** The latest plan. */
  get plan(): Plan | undefined {
    return this.#plan;
  }

  /** Whether there is an answer to the current input. */
  get state(): AnswerState {
    return this.#state;
  }

  /** Why there is none, if the input is to blame. */
  get obstacle(): Obstacle | undefined {
    return this.#problem instanceof Fault ? undefined : this.#problem;
  }

  /** No live objects were provided: Services that the plan calls new may be in the cluster already. */
  get liveUnknown(): boolean {
    return this.#answered?.liveUnknown ?? true;
  }

  /** The simulated state after the plan; undefined for very large inputs, and without an answer. */
  get simulation(): Simulation | undefined {
    return this.#problem ? undefined : this.#answered?.simulation;
  }

  /** The request for the module. What is not JSON is left out, so that completion and hover still work. */
  get request(): PlanRequest {
    return requestOf(this.#inputs, this.#parsed, this.locale);
  }

  /** The drawn answer as HTML without its styles, with everything open; for export. */
  get markup(): string {
    // Drawn into a copy, so that the page does not change.
    const copy = this.#body.cloneNode(false) as HTMLElement;
    // In a file, a relative link to the reference leads nowhere.
    render(this.#view(translator(this.locale), true), copy);
    return visible(withoutControls(copy));
  }

  connectedCallback(): void {
    setAgain(this, PROPERTIES);
    this.theme = this.#theme;
    this.#observer = new ResizeObserver(([entry]) => {
      const width = Math.floor((entry?.contentRect.width ?? 0) / 40) * 40;
      if (width === this.#width) return;
      this.#width = width;
      this.#draw();
    });
    this.#observer.observe(this.#body);
    addEventListener("beforeprint", this.#print);
    addEventListener("afterprint", this.#print);
    this.#scheduleUpdate();
  }

  disconnectedCallback(): void {
    this.#current.abort();
    this.#observer?.disconnect();
    removeEventListener("beforeprint", this.#print);
    removeEventListener("afterprint", this.#print);
  }

  attributeChangedCallback(name: string, _: string | null, value: string | null): void {
    Object.assign(this, ATTRIBUTES[name]!(value));
  }

  #print = ({ type }: Event): void => {
    this.#printing = type === "beforeprint";
    this.#draw();
  };

  /** Opens a Service, and scrolls one of its resources into view. */
  reveal({ namespace, name, address }: ServiceName & { address?: string }): void {
    this.#open.open(keyOf({ namespace, name }));
    this.#list.select(keyOf({ namespace, name }));
    this.#draw();
    const resource = address ? this.#body.querySelector(`.resource [data-address="${CSS.escape(address)}"]`) : undefined;
    resource?.scrollIntoView({ block: "nearest", behavior: "smooth" });
  }

  /** Shows a finding, by the name that the event "link" gave it; one of the next answer, if the properties have just changed. */
  revealFinding(id: string): void {
    this.#wanted.want(id);
    if (!this.#scheduled) this.#wanted.show(this.#plan);
  }

  /** Updates once for all properties that are set together. */
  #scheduleUpdate(): void {
    if (this.#scheduled || !this.isConnected) return;
    this.#scheduled = true;
    queueMicrotask(() => {
      this.#scheduled = false;
      void this.#update();
    });
  }

  async #update(): Promise<void> {
    this.#current.abort();
    const { signal } = (this.#current = new AbortController());
    let state: AnswerState = "answered";
    try {
      const starting = startedEngine();
      const engine = starting instanceof Promise ? await starting : starting;
      if (signal.aborted) return;
      const planned = this.#ask(engine, signal);
      const problem = planned instanceof Promise ? await this.#waitFor(planned) : planned;
      if (signal.aborted) return;
      this.#problem = problem;
      if (problem) state = problem.state;
    } catch (thrown) {
      if (signal.aborted) return;
      this.#problem = thrown instanceof Fault ? thrown : new Fault("crash", thrown);
      state = "failed";
      this.#fire("fault", this.#problem);
    }
    this.#body.removeAttribute("aria-busy");
    this.#setState(state);
    this.#draw();
    this.#wanted.show(this.#plan);
    this.#announcer.announce(state, this.#answered, translator(this.locale));
  }

  #waitFor<T>(answer: Promise<T>): Promise<T> {
    this.#body.setAttribute("aria-busy", "true");
    this.#setState("checking");
    // Nothing is there that would become outdated.
    if (!this.#answered || this.#answered.plan.services.length === 0) this.#draw();
    return answer;
  }

  #setState(state: AnswerState): void {
    const differs = state !== this.#state || this.#problem;
    this.#state = state;
    if (differs) this.#fire("state", state);
  }

  /** Plans, and returns why there is no answer, if there is none. Without a promise if everything is answered at once. */
  #ask(engine: Engine, signal: AbortSignal): Promise<Obstacle | undefined> | Obstacle | undefined {
    this.#part = undefined;
    for (const name of JSON_INPUTS) {
      const { broken } = this.#parsed[name];
      if (broken !== undefined) return notJson(name, broken, engine);
    }
    let request: string;
    try {
      request = JSON.stringify(this.request);
    } catch (thrown) {
      // A cycle or a BigInt, for example; the browser's message tells where.
      return { state: "refused", input: "", message: (thrown as Error).message };
    }
    const answered = engine.call("plan-sync", request, signal);
    return answered instanceof Promise ? answered.then((plan) => this.#take(plan, request, engine, signal)) : this.#take(answered, request, engine, signal);
  }

  #take(plan: unknown, request: string, engine: Engine, signal: AbortSignal): Promise<Obstacle | undefined> | Obstacle | undefined {
    if (signal.aborted) return undefined;
    if (isRequestError(plan)) return refused(plan);
    this.#plan = plan as Plan;
    this.#wanted.forgetShown();
    const obstacle = unreadable(this.#plan);
    const published = (): Obstacle | undefined => {
      if (signal.aborted) return undefined;
      this.#fire("plan", this.#plan);
      this.#fire("diagnostics", this.#plan!.diagnostics);
      return obstacle;
    };
    const { live, prune } = this.#inputs;
    const { clb, context } = this.#parsed;
    const next: PlanToDraw = {
      plan: this.#plan,
      current: clb.value as ClbState | undefined,
      region: (context.value as Context | undefined)?.region ?? undefined,
      liveUnknown: live === undefined || live === "" || this.#plan.assumptions.some(({ code }) => code === "live/not-given"),
    };
    if (obstacle) {
      // What cannot be read may be a Service that would be deleted here.
      if (obstacle.input !== "manifest" || prune) return published();
      this.#part = next;
    } else {
      this.#answered = next;
      this.#answeredInputs = { ...this.#inputs };
    }
    const completing = completeAnswer(next, this.#inputs, request, engine, signal, () => this.#draw());
    const loading = next.plan.services.length > FEW ? this.#list.load() : undefined;
    return completing || loading ? Promise.all([completing, loading]).then(published) : published();
  }

  #fire(name: string, detail: unknown): void {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }

  #draw(): void {
    if (!this.isConnected) return;
    this.#body.lang = this.locale;
    render(this.#view(translator(this.locale, this.#reference)), this.#body);
    showHidden(this.#body);
  }

  #view(t: Translate, allOpen = false): unknown {
    const problem = this.#problem;
    if (problem instanceof Fault) return fault(problem, t);
    const isPart = problem !== undefined && !(this.#answeredInputs && isSameBesides(["manifest", problem.input], this.#inputs, this.#answeredInputs));
    const shown = isPart ? this.#part : this.#answered;
    const view = shown && this.#answerView(shown, allOpen);
    if (problem) return obstacle(problem, problem.state === "unreadable" ? this.#plan!.diagnostics : [], view, isPart, this.#findingActions, t);
    // Until then the host's own content is shown.
    if (!view) return html`<slot></slot>`;
    const { manifest, live } = this.#inputs;
    // While the input is checked, an empty answer to the previous one says nothing about it.
    const isEmpty = view.own.length + view.others.length + view.plan.diagnostics.length === 0;
    if (isEmpty && this.#state === "checking") return html`<p class="late">${checking(this.#inputs, t)}</p>`;
    if (isEmpty && isBlank(manifest) && isBlank(live)) return hint("empty", "empty.hint", t);
    return answer(view, t);
  }

  get #findingActions(): FindingActions {
    const plan = this.#plan;
    return {
      reveal: (finding: Diagnostic) => this.#fire("reveal", finding),
      fix: (fix: Fix, finding: Diagnostic) => this.#fire("fix", { fix, finding }),
      link: this.linkable && plan ? (finding) => this.#fire("link", { finding: findingIds(plan).get(finding) }) : undefined,
      wanted: this.#wanted.in(plan),
    };
  }

  #answerView(answered: PlanToDraw, allOpen: boolean): AnswerView {
    const { own, others } = ownAndOthers(answered);
    return {
      ...answered,
      own,
      others,
      width: this.#width,
      hasIngress: () => hasIngress(this.#inputs.manifest),
      ...this.#open.of(own, this.#printing, allOpen),
      selected: (key) => new Set(this.#marked.filter((each) => keyOf(each) === key).map(({ address }) => address)),
      select: (key, address) => this.#select(key, address),
      list: allOpen || this.#printing ? undefined : this.#list.draw,
      linkService: this.linkable && !allOpen ? (key) => this.#fire("link", nameOf(key)) : undefined,
      ask: this.asking && !allOpen ? (missing) => this.#fire("ask", missing) : undefined,
      ...this.#findingActions,
    };
  }

  /** Selects a resource, or unselects it if it is the only selected one. */
  #select(key: string, address: string): void {
    const resource: ResourceRef = { ...nameOf(key), address };
    const isSelected = this.#marked.length === 1 && this.#marked.every((each) => each.address === address && each.name === resource.name && each.namespace === resource.namespace);
    this.#marked = isSelected ? [] : [resource];
    this.#draw();
    this.#fire("choose", isSelected ? undefined : resource);
  }
}
