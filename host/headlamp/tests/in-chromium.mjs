// Loads the built plug-in into Headlamp's own frontend, in Chromium: previews the live object, and a change.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { join } from 'node:path';
import { build } from 'vite';
import svgr from 'vite-plugin-svgr';
import { launch, open, serve } from '../../../web/tests/chromium-and-file-server.mjs';
import { eventually } from '../../../web/tests/eventually.mjs';
import { routes } from './fake-headlamp-server.mjs';

const HERE = join(import.meta.dirname, '..');
const BUILT = join(HERE, 'node_modules/.cache/frontend/');
const PAGE = '/c/main/services/shop/web';

const page = () =>
  '<!doctype html><html lang="en"><title>Headlamp</title><link rel="icon" href="data:,"><link rel="stylesheet" href="/built/style.css"><body><div id="root"></div><script type="module" src="/built/frontend.js"></script>';

let server;
let browser;

before(async () => {
  await build({
    root: HERE,
    configFile: false,
    logLevel: 'error',
    base: '/built/',
    esbuild: { jsx: 'automatic' },
    plugins: [svgr({ include: '**/*.svg' })],
    define: { 'process.env.NODE_ENV': '"production"', 'process.env': '{}' },
    build: {
      outDir: BUILT,
      emptyOutDir: true,
      target: 'es2022',
      minify: false,
      cssCodeSplit: false,
      // Its libraries declare where they run ("use client"), which is not a problem.
      rollupOptions: {
        input: join(HERE, 'tests/frontend.jsx'),
        onwarn: () => {},
        output: { entryFileNames: 'frontend.js', assetFileNames: '[name][extname]' },
      },
    },
  });
  const read = file => readFileSync(join(HERE, file), 'utf8');
  const cluster = routes(read('dist/main.js'), JSON.parse(read('package.json')));
  [server, browser] = await Promise.all([serve({ [PAGE]: page, '/built/': BUILT, ...cluster }), launch()]);
});

after(async () => {
  await browser?.close();
  await server?.close();
});

/** The details page of the Service. What Headlamp itself misses here (icons, translations, watches) is no problem of ours. */
async function details(options) {
  const { page, context, problems } = await open(browser, options);
  await page.goto(`${server.url}${PAGE}`);
  await page.locator('clb-preview .badge[data-verdict=keep]').waitFor();
  return { page, context, errors: () => problems.filter(problem => problem.startsWith('error:')) };
}

test('the section previews the live object, and a change before it is applied', async () => {
  const { page, context, errors } = await details();
  const preview = page.locator('clb-preview');
  await preview.getByText('ins-aaaaaaaa').first().waitFor();
  await page.getByText('Try a change').click();
  const editor = page.getByLabel('The Service as it would be applied');
  await eventually.match(() => editor.inputValue(), /nodePort: 30080/);
  const text = await editor.inputValue();
  await editor.fill(text.replace('port: 80\n', 'port: 8080\n'));
  await page.locator('clb-preview .badge[data-verdict=update]').waitFor();
  await editor.fill('kind: [');
  await preview.getByText('syntax').first().waitFor();
  await page.getByText('Back to the live object').click();
  await page.locator('clb-preview .badge[data-verdict=keep]').waitFor();
  assert.deepEqual(errors(), []);
  await context.close();
});

test("the section uses Headlamp's dark theme", async () => {
  const { page, context, errors } = await details({ colorScheme: 'dark' });
  const brightest = () =>
    page.evaluate(() => {
      const card = document.querySelector('clb-preview').shadowRoot.querySelector('.badge').closest('section, article, details');
      return Math.max(...[document.body, card].flatMap(node => getComputedStyle(node).backgroundColor.match(/\d+/g).slice(0, 3)));
    });
  await eventually.ok(async () => (await brightest()) < 80, 'dark');
  assert.deepEqual(errors(), []);
  await context.close();
});
