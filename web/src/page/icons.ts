// The page's icons: lines of one weight, in a square of 16.

import { type TemplateResult, html } from "lit-html";

const LINES = {
  auto: "M2.5 3h11v7.5h-11zM6 13.5h4M8 10.5v3",
  light: "M8 5.2a2.8 2.8 0 1 0 0 5.6 2.8 2.8 0 0 0 0-5.6M8 1v1.5M8 13.5V15M1 8h1.5M13.5 8H15M3 3l1 1M12 12l1 1M3 13l1-1M12 4l1-1",
  dark: "M13.5 9.6A5.8 5.8 0 0 1 6.4 2.5a5.8 5.8 0 1 0 7.1 7.1z",
  help: "M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 0 0 8 1.8M6.2 6.3a1.8 1.8 0 1 1 2.6 1.6c-.5.3-.8.6-.8 1.3M8 11.3v.1",
  close: "M3.5 3.5l9 9M12.5 3.5l-9 9",
  next: "M3 8h9.5M9 4.5 12.5 8 9 11.5",
} as const;

export const icon = (name: keyof typeof LINES): TemplateResult =>
  html`<svg class="icon" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true"><path d=${LINES[name]} /></svg>`;
