// Moves the boxes of the pictures from where they were in the last answer, so that the reader sees what stays, what comes and what moves,
// for example from step to step of a walkthrough, or between before and after. Loaded after the first answer.

/** In milliseconds. */
const DURATION = 200;

/** More boxes are not moved: nobody could follow them. */
const MOST = 150;

interface Place {
  x: number;
  y: number;
}

const boxes = (root: ParentNode): SVGGElement[] => [...root.querySelectorAll<SVGGElement>(".topology .node")];

/** What makes a box the same in two answers: its Service, its resource, and which one of several it is. */
function named(root: ParentNode): Map<string, SVGGElement> {
  const found = new Map<string, SVGGElement>();
  for (const box of boxes(root)) {
    const service = box.closest(".service")?.querySelector(".service-name")?.textContent ?? "";
    const key = `${service} ${box.dataset["address"] ?? box.querySelector(".name")?.textContent ?? ""}`;
    let n = 1;
    while (found.has(`${key} ${n}`)) n++;
    found.set(`${key} ${n}`, box);
  }
  return found;
}

function placeOf(box: SVGGElement): Place {
  const body = box.querySelector(".body");
  return { x: Number(body?.getAttribute("x")), y: Number(body?.getAttribute("y")) };
}

/** Where the boxes are; nothing if they are too many, or if nothing should move. */
function places(root: ParentNode): Map<string, Place> {
  if (matchMedia("(prefers-reduced-motion: reduce)").matches) return new Map();
  const all = named(root);
  return all.size > MOST ? new Map() : new Map([...all].map(([key, box]) => [key, placeOf(box)]));
}

/** Moves the boxes from those places to theirs; a new one appears. */
function moveFrom(before: Map<string, Place>, root: ParentNode): void {
  if (before.size === 0) return;
  for (const [key, box] of named(root)) {
    const [old, now] = [before.get(key), placeOf(box)];
    if (old && old.x === now.x && old.y === now.y) continue;
    box.animate(old ? [{ transform: `translate(${old.x - now.x}px, ${old.y - now.y}px)` }, { transform: "none" }] : [{ opacity: 0 }, {}], { duration: DURATION, easing: "ease-out" });
  }
}

/** From now on, at every new plan and at a choice of before and after: the event comes before it is drawn, and the next frame after that. */
export function moveBoxes(preview: HTMLElement): void {
  const root = preview.shadowRoot;
  if (!root) return;
  const move = (): void => {
    const before = places(root);
    requestAnimationFrame(() => moveFrom(before, root));
  };
  preview.addEventListener("plan", move);
  root.addEventListener("click", ({ target }) => (target as Element).closest("[data-side]") && move(), true);
}
