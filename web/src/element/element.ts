// `<clb-preview>`: properties in, the drawn plan and events out. It asks the module and shows what it answers; it knows
// no rule of load balancers itself. How the module is started is given to it by the build (`entry/`).

import { render } from "lit-html";
import type { Engine } from "../engine/engine.ts";
import { Fault } from "../engine/start.ts";
import { type Afterwards, type ClbState, type Diagnostic, type Fix, type Locale, type Place, type Plan, type PlanRequest, type ServiceName, type Source, type Verdict, isRefused } from "../types.ts";
import { preferredLocale, words } from "../messages.ts";
import { type Given, type Parsed, isBlank, parsed } from "./inputs.ts";
import { type Setup, setUp, startedEngine } from "./engine-setup.ts";
import css from "./styles.css?inline";
import { answer, fault, hint, refused } from "./views/answer.ts";

/** Defines the element. A second copy of the script on one page changes nothing. */
export function define(chosen: Setup): void {
  setUp(chosen);
  if (!customElements.get("clb-preview")) customElements.define("clb-preview", ClbPreview);
}

const PROPERTIES = ["manifest", "live", "clb", "context", "locale", "theme", "policy", "deletions", "prune", "marked", "reference"] as const;

/** From this size on, the state afterwards is not simulated for the picture. */
const TOO_LARGE_TO_SIMULATE = 400_000;

/** So long, in milliseconds, the plan waits to be drawn together with the state after it. */
const PATIENCE = 300;

const wait = (milliseconds: number): Promise<void> => new Promise((done) => setTimeout(done, milliseconds));

/** So many Services are open without being asked. */
const OPEN_AT_FIRST = 3;

/** So many Services are listed at a time. */
const PAGE = 50;

export class ClbPreview extends HTMLElement {
  static readonly observedAttributes = ["manifest", "live", "clb", "context", "locale", "theme", "reference"];

  #given: Given = { manifest: "", prune: false };
  #clb: Parsed = {};
  #context: Parsed = {};
  #locale: Locale | undefined;
  #theme: "light" | "dark" | "auto" = "auto";
  #root: ShadowRoot;
  #body: HTMLElement;
  #plan: Plan | undefined;
  #later: Afterwards | undefined;
  #problem: { message: string; path: string } | Fault | undefined;
  #marked: Place[] = [];
  #reference = "";
  #open = new Map<string, boolean>();
  #shown = PAGE;
  #width = 0;
  #asked = false;
  /** What is asked now; called off by what is asked next. */
  #turn = new AbortController();
  #observer: ResizeObserver | undefined;
  /** On paper every Service is open. */
  #printing = false;

  constructor() {
    super();
    this.#root = this.attachShadow({ mode: "open" });
    adoptStyles(this.#root);
    this.#body = document.createElement("div");
    this.#body.className = "preview";
    this.#root.append(this.#body);
  }

  /** The Kubernetes objects as they are wanted: YAML or JSON text, or objects. */
  get manifest(): Source {
    return this.#given.manifest;
  }
  set manifest(value: Source | null | undefined) {
    this.#take({ manifest: value ?? "" });
  }

  /** The objects the cluster holds now. */
  get live(): Source | undefined {
    return this.#given.live;
  }
  set live(value: Source | null | undefined) {
    this.#take({ live: value ?? undefined });
  }

  /** What the cloud holds: a ClbState, or its JSON text. */
  get clb(): object | string | undefined {
    return this.#given.clb;
  }
  set clb(value: object | string | null | undefined) {
    this.#clb = parsed(value ?? undefined);
    this.#take({ clb: value ?? undefined });
  }

  /** What is known of the cluster: a Context, or its JSON text. */
  get context(): object | string | undefined {
    return this.#given.context;
  }
  set context(value: object | string | null | undefined) {
    this.#context = parsed(value ?? undefined);
    this.#take({ context: value ?? undefined });
  }

  /** Guard rails. */
  get policy(): object | undefined {
    return this.#given.policy;
  }
  set policy(value: object | null | undefined) {
    this.#take({ policy: value ?? undefined });
  }

  /** Services that go away. */
  get deletions(): ServiceName[] | undefined {
    return this.#given.deletions;
  }
  set deletions(value: ServiceName[] | null | undefined) {
    this.#take({ deletions: value ?? undefined });
  }

  /** Every live Service of type LoadBalancer that is not in the manifest goes away. */
  get prune(): boolean {
    return this.#given.prune;
  }
  set prune(value: boolean) {
    this.#take({ prune: value });
  }

  /** "en" or "zh-CN"; the browser's where it is not said. */
  get locale(): Locale {
    return this.#locale ?? preferredLocale();
  }
  set locale(value: string | null | undefined) {
    const chosen: Locale | undefined = value ? (/^zh\b/i.test(value) ? "zh-CN" : "en") : undefined;
    if (chosen === this.#locale) return;
    this.#locale = chosen;
    this.#ask();
  }

  /** "light", "dark", or "auto": as the system is. */
  get theme(): "light" | "dark" | "auto" {
    return this.#theme;
  }
  set theme(value: string | null | undefined) {
    this.#theme = value === "light" || value === "dark" ? value : "auto";
    this.#body.dataset["theme"] = this.#theme;
  }

  /** Where the pages of the reference are; codes link there. */
  get reference(): string {
    return this.#reference;
  }
  set reference(value: string | null | undefined) {
    this.#reference = value ?? "";
    this.#draw();
  }

  /** Resources that are shown as chosen. */
  get marked(): Place[] {
    return this.#marked;
  }
  set marked(places: Place[] | null | undefined) {
    this.#marked = places ?? [];
    this.#draw();
  }

  /** The last answer. */
  get plan(): Plan | undefined {
    return this.#plan;
  }

  /** The simulated state after the plan; absent for very large inputs. */
  get afterwards(): Afterwards | undefined {
    return this.#later;
  }

  /** What is asked. A text that is no JSON, which the element says by itself, is left out: completion and hover go on without it. */
  get request(): PlanRequest {
    const { manifest, live, policy, deletions, prune } = this.#given;
    const request: PlanRequest = { manifests: manifest, locale: this.locale };
    if (live !== undefined && live !== "") request.live = live;
    if (this.#clb.object) request.clb = this.#clb.object;
    if (this.#context.object) request.context = this.#context.object;
    if (policy) request.policy = policy;
    if (deletions && deletions.length > 0) request.delete = deletions;
    if (prune) request.prune = true;
    return request;
  }

  /** The drawn answer as HTML without its styles, every part open; for export and print. */
  get markup(): string {
    // Into a place of its own: what is on the page stays as it is.
    const copy = this.#body.cloneNode(false) as HTMLElement;
    render(this.#view(words(this.locale, this.#reference), true), copy);
    for (const details of copy.querySelectorAll("details")) details.open = true;
    for (const button of copy.querySelectorAll("button.copy, button.fix, button.more")) button.remove();
    return copy.outerHTML.replace(/<!--.*?-->/g, "");
  }

  connectedCallback(): void {
    for (const name of PROPERTIES) {
      // A value that was set before the element was defined hides the accessor: set it again through it.
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
    this.#ask();
  }

  disconnectedCallback(): void {
    this.#turn.abort();
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

  /** Shows a Service and scrolls it, or one of its resources, into view. */
  reveal(place: ServiceName & { address?: string }): void {
    const key = `${place.namespace}/${place.name}`;
    this.#open.set(key, true);
    this.#draw();
    const found = place.address && this.#body.querySelector(`.resource [data-address="${CSS.escape(place.address)}"]`);
    if (found) found.scrollIntoView({ block: "nearest", behavior: "smooth" });
  }

  #take(values: Partial<Given>): void {
    Object.assign(this.#given, values);
    this.#ask();
  }

  /** Asks once for all properties that are set in one go. */
  #ask(): void {
    if (this.#asked || !this.isConnected) return;
    this.#asked = true;
    queueMicrotask(() => {
      this.#asked = false;
      void this.#answer();
    });
  }

  async #answer(): Promise<void> {
    this.#turn.abort();
    const { signal } = (this.#turn = new AbortController());
    const { request, problem } = this.#requested();
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
      const asked = engine.ask("plan-sync", request, signal);
      const plan = asked instanceof Promise ? await asked : asked;
      if (signal.aborted) return;
      if (isRefused(plan)) {
        this.#problem = plan.error;
      } else {
        this.#plan = plan as Plan;
        this.#later = undefined;
        const later = this.#simulated(engine, request, signal);
        if (later instanceof Promise) await Promise.race([later, wait(PATIENCE)]);
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

  /** The state afterwards, for the picture; without a promise it is there at once, or not wanted. */
  #simulated(engine: Engine, request: string, signal: AbortSignal): Promise<void> | undefined {
    if (request.length >= TOO_LARGE_TO_SIMULATE || this.#plan?.services.length === 0) return undefined;
    const take = (later: unknown): void => {
      if (!isRefused(later)) this.#later = later as Afterwards;
    };
    const asked = engine.ask("simulate", request, signal);
    if (!(asked instanceof Promise)) return void take(asked);
    const drawn = performance.now() + PATIENCE;
    // What comes after the plan was drawn is drawn when it comes; what does not come at all is not missed.
    return asked.then((later) => {
      if (signal.aborted) return;
      take(later);
      if (performance.now() > drawn) this.#draw();
    }, () => undefined);
  }

  /** What is asked, as text; or why it cannot be. */
  #requested(): { request?: string; problem?: { message: string; path: string } } {
    const say = words(this.locale);
    for (const [path, { problem: message }] of [["clb", this.#clb], ["context", this.#context]] as const) {
      if (message) return { problem: { message: say(`refused.${path}`, { message }), path } };
    }
    try {
      return { request: JSON.stringify(this.request) };
    } catch (thrown) {
      // Cycles and the like; the engine's words say where.
      return { problem: { message: say("refused.json", { message: (thrown as Error).message }), path: "" } };
    }
  }

  #fire(name: string, detail: unknown): void {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }

  #draw(): void {
    if (!this.isConnected) return;
    const say = words(this.locale, this.#reference);
    this.#body.lang = this.locale;
    render(this.#view(say), this.#body);
  }

  #view(say: ReturnType<typeof words>, whole = false): unknown {
    if (this.#problem instanceof Fault) return fault(this.#problem, say);
    if (this.#problem) return refused(this.#problem.message, this.#problem.path, say);
    const plan = this.#plan;
    if (!plan) return "";
    const { manifest, live } = this.#given;
    if (isBlank(manifest) && isBlank(live) && plan.services.length === 0 && plan.diagnostics.length === 0) return hint("empty", "empty.hint", say);
    const quiet = (verdict: Verdict): boolean => verdict === "keep" || verdict === "none";
    const allQuiet = plan.services.every((each) => quiet(each.loadBalancer.verdict));
    const verdicts = new Map(plan.services.slice(0, this.#shown).map((each) => [`${each.namespace}/${each.name}`, each.loadBalancer.verdict]));
    const isOpen = (key: string): boolean => whole || (this.#printing && verdicts.has(key)) || (this.#open.get(key) ?? openAtFirst(key));
    const openAtFirst = (key: string): boolean => plan.services.length <= OPEN_AT_FIRST && (allQuiet || !quiet(verdicts.get(key) ?? "none"));
    return answer(
      {
        plan,
        held: this.#clb.object as ClbState | undefined,
        later: this.#later,
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
        chosen: (key) => new Set(this.#marked.filter((place) => `${place.namespace}/${place.name}` === key).map((place) => place.address)),
        choose: (key, address) => this.#choose(key, address),
        reveal: (finding: Diagnostic) => this.#fire("reveal", finding),
        fix: (chosen: Fix, finding: Diagnostic) => this.#fire("fix", { fix: chosen, finding }),
      },
      say,
    );
  }

  #choose(key: string, address: string): void {
    const cut = key.indexOf("/");
    const place: Place = { namespace: key.slice(0, cut), name: key.slice(cut + 1), address };
    const again = this.#marked.length === 1 && this.#marked.every((each) => each.address === address && each.name === place.name && each.namespace === place.namespace);
    this.#marked = again ? [] : [place];
    this.#draw();
    this.#fire("choose", again ? undefined : place);
  }
}

let sheet: CSSStyleSheet | undefined;

/** Constructed style sheets need no permission of the page's policy. */
function adoptStyles(root: ShadowRoot): void {
  if (!sheet) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
  }
  root.adoptedStyleSheets = [sheet];
}

/** The element's style sheet, for exports. */
export const styles = css;
