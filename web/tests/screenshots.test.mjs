// Compares the page with screenshots that a person has checked. Both are blurred first, because fonts differ between machines: a part
// that is missing, has moved or has another colour is found. `UPDATE=1` takes new screenshots.
import assert from "node:assert/strict";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { editor, openExample, onPreviewer, service, textOf } from "./page-fixture.mjs";

const FOLDER = join(import.meta.dirname, "screenshots");

/** The largest allowed difference of the blurred pictures, on average and in a single tile, of 255. */
const TOLERANCE = { mean: 5, worst: 60 };

/** Not compared: a machine may have no font for the other language, and none is always as fast. */
const HIDDEN = "[data-action=language], .took";

const onPage = onPreviewer();

/** Compares in a page, because a browser can decode pictures. */
const differences = (page, pictures) =>
  page.evaluate(async (both) => {
    const [left, right] = await Promise.all(
      both.map(async (base64) => {
        const image = new Image();
        image.src = `data:image/png;base64,${base64}`;
        await image.decode();
        const [width, height] = [Math.round(image.width / 16), Math.round(image.height / 16)];
        const canvas = new OffscreenCanvas(width, height);
        const context = canvas.getContext("2d");
        context.imageSmoothingQuality = "high";
        context.drawImage(image, 0, 0, width, height);
        return { size: `${image.width}×${image.height}`, data: context.getImageData(0, 0, width, height).data };
      }),
    );
    if (left.size !== right.size) return { mean: 255, worst: 255, sizes: [left.size, right.size] };
    let sum = 0;
    let worst = 0;
    for (let at = 0; at < left.data.length; at++) {
      const difference = Math.abs(left.data[at] - right.data[at]);
      sum += difference;
      worst = Math.max(worst, difference);
    }
    return { mean: sum / left.data.length, worst };
  }, pictures);

/** Sixty Services: new ones, one that cannot be synced, and the example's. */
async function sixty(page) {
  const manifest = await textOf(page);
  const port = (index) => (index === 30 ? 70_000 : 8000 + index);
  const others = Array.from({ length: 59 }, (_, index) => service(`{port: ${port(index)}}`).replace("name: web", `name: web-${index}`));
  await page.evaluate((text) => document.querySelector("#app").app.change({ manifest: text }), [manifest, ...others].join("---\n"));
  await page.locator("clb-preview .row").nth(10).waitFor();
}

/** A screenshot after which nothing has changed for a while. */
async function atRest(page) {
  // Until then, the text is shown without marks.
  await editor(page).waitFor();
  let before = Buffer.alloc(0);
  for (;;) {
    await page.waitForTimeout(300);
    const taken = await page.screenshot();
    if (taken.equals(before)) return taken;
    before = taken;
  }
}

const SCREENS = {
  light: { example: "lifecycle/08-port-added" },
  dark: { example: "documentation/https-hosts", options: { colorScheme: "dark" } },
  replaced: { example: "lifecycle/09-public-to-internal-rebuild" },
  orphan: { example: "release/orphan-listed" },
  findings: { example: "validation/many-mistakes-at-once" },
  list: { example: "lifecycle/09-public-to-internal-rebuild", show: sixty },
  // Tall enough for the picture.
  narrow: { example: "lifecycle/09-public-to-internal-rebuild", options: { viewport: { width: 480, height: 2000 } } },
  phone: { example: "lifecycle/08-port-added", options: { viewport: { width: 390, height: 1400 } } },
};

for (const [name, { example, show, options = {} }] of Object.entries(SCREENS)) {
  onPage(`the page looks as before: ${name}`, async ({ page, context }) => {
    await openExample(page, example);
    await page.locator("clb-preview .service-name").first().waitFor();
    await show?.(page);
    await page.mouse.move(0, 0);
    await page.locator(HIDDEN).evaluateAll((parts) => {
      for (const part of parts) {
        part.style.color = "transparent";
        // With another font, the buttons beside it would move.
        if (part.dataset.action) part.style.width = "64px";
      }
    });
    const taken = await atRest(page);
    const file = join(FOLDER, `${name}.png`);
    if (process.env.UPDATE === "1" || !existsSync(file)) {
      assert.equal(process.env.UPDATE, "1", `${file} does not exist; UPDATE=1 takes it`);
      mkdirSync(FOLDER, { recursive: true });
      writeFileSync(file, taken);
    }
    const blank = await context.newPage();
    const found = await differences(blank, [readFileSync(file), taken].map((bytes) => bytes.toString("base64")));
    assert.ok(found.mean < TOLERANCE.mean && found.worst < TOLERANCE.worst, JSON.stringify(found));
  }, { deviceScaleFactor: 0.5, ...options });
}
