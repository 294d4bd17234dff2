// Takes the picture of the page in the README: `cargo xtask web --picture`. Argument: the PNG file to write.
import { answered, launch, open, serve, DIST } from "../web/tests/chromium-and-file-server.mjs";

/** The first example with this prefix: a Service of type LoadBalancer becomes one of type ClusterIP. */
const EXAMPLE = "lifecycle/02-type-";
const VIEWPORT = { width: 1440, height: 720 };

const server = await serve({ "/": DIST });
const browser = await launch();
const { page, problems } = await open(browser, { viewport: VIEWPORT });
await page.goto(`${server.url}/`);
await answered(page);
await page.getByRole("button", { name: "Examples", exact: true }).click();
await page.locator(`[data-example^="${EXAMPLE}"]`).first().click();
await page.locator("clb-preview .badge[data-verdict=delete]").first().waitFor();
// The editor draws its colours after the answer.
await page.waitForTimeout(1_000);
await page.screenshot({ path: process.argv[2] });
await browser.close();
await server.close();
if (problems.length > 0) throw new Error(problems.join("\n"));
