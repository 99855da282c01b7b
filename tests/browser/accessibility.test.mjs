// WCAG 2.2 AA by axe on every page, nothing wider than the screen, nothing fetched from elsewhere.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { violations } from './axe.mjs';
import { eachPage } from './pages.mjs';
import { DESKTOP, PHONE, browser, site, together } from './site.mjs';

together();

const screens = [
  ['phone, Vietnamese', { viewport: PHONE, locale: 'vi-VN' }],
  ['desktop, English, dark', { viewport: DESKTOP, locale: 'en-GB', colorScheme: 'dark' }],
];
for (const [name, options] of screens) {
  test(`axe finds nothing: ${name}`, async () => {
    const context = await browser.newContext({ ...options, bypassCSP: true });
    await eachPage(context, site, async (what, page) => {
      const said = await violations(page);
      assert.deepEqual(said, [], what);
      assert.equal(await page.getAttribute('html', 'lang'), options.locale.slice(0, 2), what);
    });
    await context.close();
  });
}

test('nothing is wider than 320 pixels, which is also 640 at 200 % zoom', async () => {
  const context = await browser.newContext({ viewport: { width: 320, height: 640 }, locale: 'vi-VN' });
  await eachPage(context, site, async (what, page) => {
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    assert.ok(width <= 320, `${what}: ${width}`);
  });
  await context.close();
});

test('no page asks another origin for anything', async () => {
  const context = await browser.newContext({ viewport: PHONE, locale: 'vi-VN' });
  const elsewhere = [];
  context.on('request', (request) => {
    if (!request.url().startsWith(site.public) && !request.url().startsWith('data:')) elsewhere.push(request.url());
  });
  await eachPage(context, site, async () => {});
  assert.deepEqual(elsewhere, []);
  await context.close();
});
