// The plug-in as its tool built it, in a stand-in for Headlamp, in Chromium: the live object, and a change to it.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { join } from 'node:path';
import { build } from 'vite';
import { launch, open, serve } from '../../../web/tests/browser.mjs';

const HERE = join(import.meta.dirname, '..');

let server;
let browser;

before(async () => {
  const result = await build({
    root: HERE,
    configFile: false,
    logLevel: 'silent',
    define: { 'process.env.NODE_ENV': '"production"' },
    build: { write: false, target: 'es2022', lib: { entry: join(HERE, 'tests/stand-in.mjs'), formats: ['es'], fileName: 'host' } },
  });
  const host = [result].flat()[0].output[0].code;
  const page = () => '<!doctype html><html lang="en"><title>Headlamp</title><link rel="icon" href="data:,"><body><div id="root"></div><script type="module" src="/host.js"></script>';
  [server, browser] = await Promise.all([
    serve({ '/': page, '/host.js': () => host, '/plugin/': `${join(HERE, 'dist')}/` }),
    launch(),
  ]);
});

after(async () => {
  await browser?.close();
  await server?.close();
});

test('the live object, and a change before it is applied', async () => {
  const { page, context, problems } = await open(browser);
  await page.goto(server.url);
  await page.locator('clb-preview .badge[data-verdict=keep]').waitFor();
  await page.getByText('Try a change').click();
  const editor = page.getByLabel('The Service as it would be applied');
  const text = await editor.inputValue();
  assert.match(text, /nodePort: 30080/);
  await editor.fill(text.replace('port: 80\n', 'port: 8080\n'));
  await page.locator('clb-preview .badge[data-verdict=update]').waitFor();
  await editor.fill('kind: [');
  await page.locator('clb-preview').getByText('syntax').first().waitFor();
  await page.getByText('Back to the live object').click();
  await page.locator('clb-preview .badge[data-verdict=keep]').waitFor();
  assert.deepEqual(problems, []);
  await context.close();
});
