// A group with one tab stop: the arrow keys go from one of its controls to the next. All but one have `tabindex="-1"`.

const STEPS: Record<string, number> = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

export function moveWithin(event: KeyboardEvent): void {
  const all = [...(event.currentTarget as Element).querySelectorAll<HTMLElement | SVGElement>("[tabindex]")];
  const at = all.indexOf((event.target as Element).closest<HTMLElement>("[tabindex]")!);
  const to = event.key === "Home" ? 0 : event.key === "End" ? all.length - 1 : at + (STEPS[event.key] ?? 0);
  if (to === at) return;
  event.preventDefault();
  all[to]?.focus();
}
