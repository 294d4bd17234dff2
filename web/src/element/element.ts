// `<clb-preview>`: properties in, the drawn plan and events out. It sends requests to the module and shows the answers; it has no
// knowledge of load balancers itself. How the module is loaded is decided by the build, see `../entry/`.

import { render } from "lit-html";
import type { Engine } from "../engine/engine.ts";
import { Fault } from "../engine/wasm-module.ts";
import { type Translate, preferredLocale, translator } from "../messages.ts";
import { type ClbState, type Context, type Diagnostic, type Fix, type Locale, type Plan, type PlanRequest, type Policy, type ResourceRef, type ServiceName, type Simulation, type Source, type Verdict, isRequestError } from "../types.ts";
import { type EngineSetup, setUpEngine, startedEngine } from "./engine-setup.ts";
import { type Inputs, type Parsed, isBlank, parse } from "./inputs.ts";
import css from "./styles.css?inline";
import { answer, fault, hint, invalidRequest } from "./views/answer.ts";

/** Defines the element, unless another copy of the script on the page has done so. */
export function define(setup: EngineSetup): void {
  setUpEngine(setup);
  if (!customElements.get("clb-preview")) customElements.define("clb-preview", ClbPreview);
}

const PROPERTIES = ["manifest", "live", "clb", "context", "locale", "theme", "policy", "deletions", "prune", "marked", "reference"] as const;

/** From this length of a request on, the state after the plan is not simulated for the picture. */
const TOO_LARGE_TO_SIMULATE = 400_000;

/** How long the plan waits for the simulation, in milliseconds, before it is drawn without. */
const SIMULATION_WAIT = 300;

const wait = (milliseconds: number): Promise<void> => new Promise((done) => setTimeout(done, milliseconds));

/** Up to this many Services are open at first. */
const OPEN_AT_FIRST = 3;

/** How many Services are listed at a time. */
const PAGE = 50;

export class ClbPreview extends HTMLElement {
  static readonly observedAttributes = ["manifest", "live", "clb", "context", "locale", "theme", "reference"];

  #inputs: Inputs = { manifest: "", prune: false };
  #clb: Parsed = {};
  #context: Parsed = {};
  #locale: Locale | undefined;
  #theme: "light" | "dark" | "auto" = "auto";
  #root: ShadowRoot;
  #body: HTMLElement;
  #plan: Plan | undefined;
  #simulation: Simulation | undefined;
  #problem: { message: string; path: string } | Fault | undefined;
  #marked: ResourceRef[] = [];
  #reference = "";
  #open = new Map<string, boolean>();
  #shown = PAGE;
  #width = 0;
  #scheduled = false;
  /** Cancels the current request when there is a newer one. */
  #current = new AbortController();
  #observer: ResizeObserver | undefined;
  /** All listed Services are open in print. */
  #printing = false;

  constructor() {
    super();
    this.#root = this.attachShadow({ mode: "open" });
    adoptStyles(this.#root);
    this.#body = document.createElement("div");
    this.#body.className = "preview";
    this.#root.append(this.#body);
  }

  /** The desired Kubernetes objects: YAML or JSON text, or objects. */
  get manifest(): Source {
    return this.#inputs.manifest;
  }
  set manifest(value: Source | null | undefined) {
    this.#set({ manifest: value ?? "" });
  }

  /** The objects that are in the cluster now. */
  get live(): Source | undefined {
    return this.#inputs.live;
  }
  set live(value: Source | null | undefined) {
    this.#set({ live: value ?? undefined });
  }

  /** The current state of the cloud: a ClbState, or its JSON text. */
  get clb(): ClbState | string | undefined {
    return this.#inputs.clb;
  }
  set clb(value: ClbState | string | null | undefined) {
    this.#clb = parse(value ?? undefined);
    this.#set({ clb: value ?? undefined });
  }

  /** Facts about the cluster: a Context, or its JSON text. */
  get context(): Context | string | undefined {
    return this.#inputs.context;
  }
  set context(value: Context | string | null | undefined) {
    this.#context = parse(value ?? undefined);
    this.#set({ context: value ?? undefined });
  }

  get policy(): Policy | undefined {
    return this.#inputs.policy;
  }
  set policy(value: Policy | null | undefined) {
    this.#set({ policy: value ?? undefined });
  }

  /** Services to delete. */
  get deletions(): ServiceName[] | undefined {
    return this.#inputs.deletions;
  }
  set deletions(value: ServiceName[] | null | undefined) {
    this.#set({ deletions: value ?? undefined });
  }

  /** Whether every live Service of type LoadBalancer that is not in the manifest is deleted, too. */
  get prune(): boolean {
    return this.#inputs.prune;
  }
  set prune(value: boolean) {
    this.#set({ prune: value });
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

  /** "auto" follows the system. */
  get theme(): "light" | "dark" | "auto" {
    return this.#theme;
  }
  set theme(value: string | null | undefined) {
    this.#theme = value === "light" || value === "dark" ? value : "auto";
    this.#body.dataset["theme"] = this.#theme;
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
    this.#draw();
  }

  /** The latest plan. */
  get plan(): Plan | undefined {
    return this.#plan;
  }

  /** The simulated state after the plan; undefined for very large inputs. */
  get simulation(): Simulation | undefined {
    return this.#simulation;
  }

  /** The request for the module. A `clb` or `context` that is not JSON is left out, so that completion and hover still work. */
  get request(): PlanRequest {
    const { manifest, live, policy, deletions, prune } = this.#inputs;
    const request: PlanRequest = { manifests: manifest, locale: this.locale };
    if (live !== undefined && live !== "") request.live = live;
    if (this.#clb.object) request.clb = this.#clb.object as ClbState;
    if (this.#context.object) request.context = this.#context.object as Context;
    if (policy) request.policy = policy;
    if (deletions && deletions.length > 0) request.delete = deletions;
    if (prune) request.prune = true;
    return request;
  }

  /** The drawn answer as HTML without its styles, with everything open; for export. */
  get markup(): string {
    // Drawn into a copy, so that the page does not change.
    const copy = this.#body.cloneNode(false) as HTMLElement;
    render(this.#view(translator(this.locale, this.#reference), true), copy);
    for (const details of copy.querySelectorAll("details")) details.open = true;
    for (const button of copy.querySelectorAll("button.copy, button.fix, button.more")) button.remove();
    return copy.outerHTML.replace(/<!--.*?-->/g, "");
  }

  connectedCallback(): void {
    for (const name of PROPERTIES) {
      // A property that was set before the element was defined hides the accessor: set it again through the accessor.
      if (Object.hasOwn(this, name)) {
        const self = this as unknown as Record<string, unknown>;
        const value = self[name];
        delete self[name];
        self[name] = value;
      }
    }
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

  attributeChangedCallback(name: (typeof PROPERTIES)[number], _: string | null, value: string | null): void {
    (this as unknown as Record<string, unknown>)[name] = value;
  }

  #print = ({ type }: Event): void => {
    this.#printing = type === "beforeprint";
    this.#draw();
  };

  /** Opens a Service, and scrolls one of its resources into view. */
  reveal({ namespace, name, address }: ServiceName & { address?: string }): void {
    const key = `${namespace}/${name}`;
    this.#open.set(key, true);
    this.#draw();
    const resource = address && this.#body.querySelector(`.resource [data-address="${CSS.escape(address)}"]`);
    if (resource) resource.scrollIntoView({ block: "nearest", behavior: "smooth" });
  }

  #set(values: Partial<Inputs>): void {
    Object.assign(this.#inputs, values);
    this.#scheduleUpdate();
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
    const { request, problem } = this.#requestText();
    this.#problem = problem;
    if (request === undefined) {
      this.#body.removeAttribute("aria-busy");
      return this.#draw();
    }
    try {
      const starting = startedEngine();
      const engine = starting instanceof Promise ? await starting : starting;
      if (signal.aborted) return;
      this.#body.setAttribute("aria-busy", "true");
      const answered = engine.call("plan-sync", request, signal);
      const plan = answered instanceof Promise ? await answered : answered;
      if (signal.aborted) return;
      if (isRequestError(plan)) {
        this.#problem = plan.error;
      } else {
        this.#plan = plan as Plan;
        this.#simulation = undefined;
        const simulated = this.#simulate(engine, request, signal);
        if (simulated instanceof Promise) await Promise.race([simulated, wait(SIMULATION_WAIT)]);
        if (signal.aborted) return;
        this.#fire("plan", this.#plan);
        this.#fire("diagnostics", this.#plan.diagnostics);
      }
    } catch (thrown) {
      if (signal.aborted) return;
      this.#problem = thrown instanceof Fault ? thrown : new Fault("crash", thrown);
      this.#fire("fault", this.#problem);
    }
    this.#body.removeAttribute("aria-busy");
    this.#draw();
  }

  /** Simulates the state after the plan, for the picture. Returns nothing if it is done already or not needed. */
  #simulate(engine: Engine, request: string, signal: AbortSignal): Promise<void> | undefined {
    if (request.length >= TOO_LARGE_TO_SIMULATE || this.#plan?.services.length === 0) return undefined;
    const store = (answer: unknown): void => {
      if (!isRequestError(answer)) this.#simulation = answer as Simulation;
    };
    const answered = engine.call("simulate", request, signal);
    if (!(answered instanceof Promise)) return void store(answered);
    const planDrawnAt = performance.now() + SIMULATION_WAIT;
    // The plan does not need the simulation: if it comes late the picture is drawn again, and if it fails it is ignored.
    return answered.then((answer) => {
      if (signal.aborted) return;
      store(answer);
      if (performance.now() > planDrawnAt) this.#draw();
    }, () => undefined);
  }

  /** The request as text, or why there is none. */
  #requestText(): { request?: string; problem?: { message: string; path: string } } {
    const t = translator(this.locale);
    for (const [path, { problem: message }] of [["clb", this.#clb], ["context", this.#context]] as const) {
      if (message) return { problem: { message: t(`refused.${path}`, { message }), path } };
    }
    try {
      return { request: JSON.stringify(this.request) };
    } catch (thrown) {
      // A cycle or a BigInt, for example; the browser's message tells where.
      return { problem: { message: t("refused.json", { message: (thrown as Error).message }), path: "" } };
    }
  }

  #fire(name: string, detail: unknown): void {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }

  #draw(): void {
    if (!this.isConnected) return;
    this.#body.lang = this.locale;
    render(this.#view(translator(this.locale, this.#reference)), this.#body);
  }

  #view(t: Translate, allOpen = false): unknown {
    if (this.#problem instanceof Fault) return fault(this.#problem, t);
    if (this.#problem) return invalidRequest(this.#problem.message, this.#problem.path, t);
    const plan = this.#plan;
    if (!plan) return "";
    const { manifest, live } = this.#inputs;
    if (isBlank(manifest) && isBlank(live) && plan.services.length === 0 && plan.diagnostics.length === 0) return hint("empty", "empty.hint", t);
    const unchanged = (verdict: Verdict): boolean => verdict === "keep" || verdict === "none";
    const allUnchanged = plan.services.every((each) => unchanged(each.loadBalancer.verdict));
    const verdicts = new Map(plan.services.slice(0, this.#shown).map((each) => [`${each.namespace}/${each.name}`, each.loadBalancer.verdict]));
    const isOpen = (key: string): boolean => allOpen || (this.#printing && verdicts.has(key)) || (this.#open.get(key) ?? openAtFirst(key));
    const openAtFirst = (key: string): boolean => plan.services.length <= OPEN_AT_FIRST && (allUnchanged || !unchanged(verdicts.get(key) ?? "none"));
    return answer(
      {
        plan,
        current: this.#clb.object as ClbState | undefined,
        simulation: this.#simulation,
        width: this.#width,
        shown: this.#shown,
        showMore: () => {
          this.#shown += PAGE;
          this.#draw();
        },
        isOpen,
        toggled: (key, open) => {
          if (isOpen(key) === open) return;
          this.#open.set(key, open);
          this.#draw();
        },
        selected: (key) => new Set(this.#marked.filter(({ namespace, name }) => `${namespace}/${name}` === key).map(({ address }) => address)),
        select: (key, address) => this.#select(key, address),
        reveal: (finding: Diagnostic) => this.#fire("reveal", finding),
        fix: (fix: Fix, finding: Diagnostic) => this.#fire("fix", { fix, finding }),
      },
      t,
    );
  }

  /** Selects a resource, or unselects it if it is the only selected one. */
  #select(key: string, address: string): void {
    const slash = key.indexOf("/");
    const resource: ResourceRef = { namespace: key.slice(0, slash), name: key.slice(slash + 1), address };
    const isSelected = this.#marked.length === 1 && this.#marked.every((each) => each.address === address && each.name === resource.name && each.namespace === resource.namespace);
    this.#marked = isSelected ? [] : [resource];
    this.#draw();
    this.#fire("choose", isSelected ? undefined : resource);
  }
}

let sheet: CSSStyleSheet | undefined;

/** A constructed style sheet, because the page's policy may forbid `<style>`. */
function adoptStyles(root: ShadowRoot): void {
  if (!sheet) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
  }
  root.adoptedStyleSheets = [sheet];
}

/** For exports. */
export const styles = css;
