// What the page shows, and what the user can do: the contract between the controller (`page-controller.ts`) and the markup.

import type { TemplateResult } from "lit-html";
import type { Obstacle } from "../element/unreadable-or-refused-input.ts";
import type { AnswerState, Diagnostic, Locale, Plan } from "../types.ts";
import type { CloudResponse } from "./merge-cloud-responses.ts";
import type { FormInput } from "./context-form.ts";
import type { Walkthrough } from "./walkthrough.ts";
import type { Example } from "./examples.ts";
import type { ExportKind } from "./export-formats.ts";
import type { PageTranslate } from "./messages.ts";
import type { Pane } from "./read-files.ts";
import type { State } from "./state.ts";

export type Theme = "auto" | "light" | "dark";

export interface PageView {
  /** The answer; the last plan, if there was one. */
  readonly preview: HTMLElement & { readonly plan?: Plan | undefined };
  readonly t: PageTranslate;
  readonly locale: Locale;
  readonly theme: Theme;
  /** The folder of the reference pages, if there is one. */
  readonly reference: string | undefined;
  /** Undefined until they have been loaded. */
  readonly examples: Example[] | undefined;
  /** The form about the cluster. Undefined until it has been loaded. */
  readonly form: ((input: FormInput) => TemplateResult) | undefined;
  /** Nobody can open anything: it is drawn when the page is built. */
  readonly isStill?: boolean;
  readonly openedExample: Example | undefined;
  /** Undefined until they have been loaded. */
  readonly late: LateViews | undefined;
  /** Responses of the cloud about a load balancer that nobody knows. */
  readonly unassigned: CloudResponse[];
  readonly walkthrough: Walkthrough | undefined;
  readonly state: State;
  readonly pane: Pane;
  /** Whether manifest and live objects are shown together. */
  readonly split: boolean;
  readonly findings: Diagnostic[];
  readonly policy: Plan["policy"];
  /** How many Services lose their addresses. */
  readonly lost: number;
  readonly answerState: AnswerState;
  /** What is said while the input is checked; empty before and after. */
  readonly checking: string;
  /** Why there is no answer, if an input is to blame. */
  readonly obstacle: Obstacle | undefined;
  /** The manifest was copied from a cluster, but what is live was not provided. */
  readonly copied: boolean;
  /** How long the last answer took, in milliseconds. */
  readonly took: number | undefined;
  /** The module's version, and the dates of its sources. Undefined until it has been loaded. */
  readonly about: Record<string, string> | undefined;
  readonly notice: string;
  /** Undoes what the notice reports. */
  readonly undo: (() => void) | undefined;
}

/** The first page of the reference. */
export const referencePage = ({ reference, locale }: PageView): string => `${reference}annotations${locale === "en" ? "" : ".zh-CN"}.html`;

/** What is not needed for a first answer. */
export interface LateViews {
  examplesDialog(page: PageView, actions: PageActions): TemplateResult;
  helpDialog(page: PageView): TemplateResult;
  dropOverlay(page: PageView): TemplateResult;
  openExamples(): void;
  openHelp(): void;
  startView(page: PageView, actions: PageActions): TemplateResult;
}

export interface PageActions {
  showExamples(): Promise<void>;
  showHelp(): Promise<void>;
  openPane(pane: Pane): Promise<void>;
  toggleSplit(): void;
  change(values: Partial<State>): void;
  reset(): void;
  /** Begins with a manifest that the page provides. In the template, what the user fills in is written `${1:web}`. */
  begin(template: string, manifest: string): Promise<void>;
  /** Takes the manifest as what is live, too. */
  takeAsLive(): void;
  setLocale(locale: Locale): void;
  setTheme(theme: Theme): void;
  /** Of the input, in percent of the page. */
  setWidth(width: number): void;
  openExample(example: Example): void;
  openStep(step: number): void;
  endWalkthrough(): void;
  simulateNextStep(): void;
  nextProblem(): void;
  share(): Promise<void>;
  export(kind: ExportKind): Promise<void>;
  copy(text: string): Promise<void>;
  readFiles(files: File[]): Promise<void>;
  loadExamples(): Promise<void>;
  /** Tells which load balancer a response is about. */
  assign(response: CloudResponse, id: string): void;
}
