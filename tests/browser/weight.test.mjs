// What travels over a slow line, compressed, as the browser received it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { eachPage } from './pages.mjs';
import { PHONE, browser, site, together } from './site.mjs';

const KB = 1024;

together();

test('pages are as light as promised', async () => {
  const context = await browser.newContext({ viewport: PHONE, locale: 'vi-VN' });
  let received = 0;
  context.on('page', async (page) => {
    const wire = await context.newCDPSession(page);
    await wire.send('Network.enable');
    wire.on('Network.loadingFinished', (event) => { received += event.encodedDataLength; });
  });
  const weights = new Map();
  let visit = 0;
  await eachPage(context, site, async (what, page) => {
    await page.waitForLoadState('networkidle');
    weights.set(what, received);
    if (!['editions', 'edition', 'no such page', 'type a code', 'mistyped code', 'unknown code'].includes(what)) {
      visit += received;
    }
    received = 0;
  });
  console.log([...weights].map(([what, bytes]) => `${what}: ${(bytes / KB).toFixed(1)} KB`).join('\n'));
  console.log(`a whole visit: ${(visit / KB).toFixed(1)} KB`);
  assert.ok(weights.get('edition') + weights.get('editions') <= 150 * KB, 'edition');
  assert.ok(visit <= 40 * KB, `visit ${visit}`);
  for (const [what, bytes] of weights) {
    if (what.startsWith('section ') || what === 'review' || what === 'thanks') assert.ok(bytes <= 4 * KB, `${what}: ${bytes}`);
  }
  await context.close();
});

test('the first page with all it needs fits the first window of a connection', async () => {
  const context = await browser.newContext({ viewport: PHONE, locale: 'vi-VN' });
  const page = await context.newPage();
  const wire = await context.newCDPSession(page);
  await wire.send('Network.enable');
  let received = 0;
  wire.on('Network.loadingFinished', (event) => { received += event.encodedDataLength; });
  await page.goto(site.open, { waitUntil: 'networkidle' });
  assert.ok(received > 1000 && received <= 14 * KB, `${received} bytes`);
  await context.close();
});
