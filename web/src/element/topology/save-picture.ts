// Takes a picture along: as SVG with its looks inside, or as PNG.

/** What the style sheet decides. */
const LOOKS = ["fill", "stroke", "stroke-width", "stroke-dasharray", "stroke-linecap", "opacity", "font-family", "font-size", "font-weight", "text-anchor", "text-decoration-line"] as const;

function standalone(picture: SVGSVGElement): string {
  const copy = picture.cloneNode(true) as SVGSVGElement;
  const originals = [...picture.querySelectorAll("*")];
  for (const [index, element] of [...copy.querySelectorAll("*")].entries()) {
    const style = getComputedStyle(originals[index]!);
    for (const look of LOOKS) element.setAttribute(look === "text-decoration-line" ? "text-decoration" : look, style.getPropertyValue(look));
    for (const name of ["class", "role", "tabindex", "aria-pressed", "aria-label"]) element.removeAttribute(name);
  }
  // How far it is zoomed.
  copy.removeAttribute("style");
  copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  // In front of the surface that it is drawn on.
  const surface = document.createElementNS("http://www.w3.org/2000/svg", "rect");
  const { x, y, width, height } = picture.viewBox.baseVal;
  for (const [name, value] of Object.entries({ x, y, width, height, fill: getComputedStyle(picture.closest(".service") ?? picture).backgroundColor })) surface.setAttribute(name, String(value));
  copy.prepend(surface);
  return new XMLSerializer().serializeToString(copy).replace(/<!--.*?-->/g, "");
}

function download(blob: Blob, name: string): void {
  const url = URL.createObjectURL(blob);
  Object.assign(document.createElement("a"), { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

export function svg(picture: SVGSVGElement, name: string): void {
  download(new Blob([standalone(picture)], { type: "image/svg+xml" }), `${name}.svg`);
}

/** Twice as large as on the screen. As SVG where a policy forbids pictures from `data:`. */
export async function png(picture: SVGSVGElement, name: string): Promise<void> {
  const image = new Image();
  image.src = `data:image/svg+xml,${encodeURIComponent(standalone(picture))}`;
  try {
    await image.decode();
  } catch {
    return svg(picture, name);
  }
  const canvas = document.createElement("canvas");
  const { width, height } = picture.viewBox.baseVal;
  Object.assign(canvas, { width: width * 2, height: height * 2 });
  canvas.getContext("2d")!.drawImage(image, 0, 0, width * 2, height * 2);
  canvas.toBlob((blob) => blob && download(blob, `${name}.png`));
}
