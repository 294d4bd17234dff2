// Zooms a picture and moves it, by buttons, keys, wheel and mouse. Loaded when it is first used. The picture stays as it is drawn: only
// the box that it is shown in becomes larger, and scrolls.

/** Of the size at which the picture is drawn. */
const [LEAST, MOST] = [0.25, 4];

const known = new WeakSet<HTMLElement>();

const size = (svg: SVGSVGElement): { width: number; height: number } => svg.viewBox.baseVal;

/** `by`: a factor; 0 shows the picture as it was. `at`: the place that stays where it is; without it, the middle. */
export function zoom(picture: HTMLElement, by: number, at?: { clientX: number; clientY: number }): void {
  const svg = picture.querySelector("svg")!;
  if (by === 0) {
    delete picture.dataset["zoomed"];
    svg.style.width = svg.style.maxWidth = svg.style.minWidth = "";
    return;
  }
  if (!known.has(picture)) {
    known.add(picture);
    picture.addEventListener("pointerdown", (event) => drag(picture, event));
  }
  const before = svg.getBoundingClientRect();
  const box = picture.getBoundingClientRect();
  const place = at ? { x: at.clientX, y: at.clientY } : { x: box.left + picture.clientWidth / 2, y: box.top + picture.clientHeight / 2 };
  const factor = Math.min(MOST, Math.max(LEAST, (before.width / size(svg).width) * by));
  picture.dataset["zoomed"] = "";
  svg.style.maxWidth = "none";
  svg.style.minWidth = "0";
  svg.style.width = `${size(svg).width * factor}px`;
  const grown = svg.getBoundingClientRect().width / before.width;
  picture.scrollLeft += (place.x - before.left) * (grown - 1);
  picture.scrollTop += (place.y - before.top) * (grown - 1);
}

/** By mouse; fingers scroll anyway. */
function drag(picture: HTMLElement, { pointerId, pointerType, target }: PointerEvent): void {
  if (pointerType !== "mouse" || !("zoomed" in picture.dataset) || (target as Element).closest("[role=button]")) return;
  picture.setPointerCapture(pointerId);
  const move = ({ movementX, movementY }: PointerEvent): void => picture.scrollBy(-movementX, -movementY);
  picture.addEventListener("pointermove", move);
  picture.addEventListener("lostpointercapture", () => picture.removeEventListener("pointermove", move), { once: true });
}
