// The guides of the desk: each role reads its own, with its pictures. With HAILONG_SCREENSHOTS=1 the pictures are taken anew.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { ROLES, signIn } from './desk.mjs';
import { browser, site, together } from './site.mjs';

const images = join(dirname(fileURLToPath(import.meta.url)), '..', '..', 'docs', 'guides', 'images');
const LARGEST = 60 * 1024;
const languages = [['vi', 'vi-VN'], ['en', 'en-GB']];

together();

/** The first link of a page whose address fits. */
async function linked(page, from, pattern) {
  await page.goto(new URL(from, site.desk).href);
  const all = await page.$$eval('a[href]', (links) => links.map((one) => one.getAttribute('href')));
  const found = all.find((href) => pattern.test(href));
  assert.ok(found, `${from} has no link like ${pattern}`);
  return found;
}

const WARD = /^\/desk\/waves\/[^/]+\/localities\/[^/]+$/;
/** Name of the picture, role, and how its page is found. */
const pictures = [
  ['people', 'operator', () => '/desk/people'],
  ['audit', 'operator', () => '/desk/audit'],
  ['waves', 'office', () => '/desk/waves'],
  ['dashboard', 'office', () => '/desk/waves/tam-ky-2026/dashboard'],
  ['comments', 'office', () => '/desk/waves/tam-ky-2024/comments'],
  ['comment', 'office', async (page) => `${await linked(page, '/desk/waves/tam-ky-2024/comments?q=0905', /\/comments\/[0-9a-f]{32}$/)}#strike-title`],
  ['case', 'office', () => '/desk/cases'],
  ['links', 'committee', (page) => linked(page, '/desk/links', WARD)],
  ['group', 'committee', async (page) => linked(page, await linked(page, '/desk/links', WARD), /\/groups\/[^/]+$/)],
  ['prints', 'committee', async (page) => `${await linked(page, '/desk/links', WARD)}/prints`],
  ['letters', 'committee', async (page) => `${await linked(page, '/desk/links', WARD)}/letters`],
  ['paper', 'committee', async (page) => `${await linked(page, '/desk/links', WARD)}/paper-entry`],
];

for (const [language, locale] of languages) {
  test(`each role reads its guide, ${language}`, async () => {
    for (const role of ROLES) {
      const context = await browser.newContext({ locale, viewport: { width: 360, height: 800 } });
      const page = await context.newPage();
      await signIn(page, site, role);
      await page.click('footer a[href="/desk/guide"]');
      assert.equal(await page.locator('.guide h1').count(), 1, role);
      const broken = await page.$$eval('.guide img', (all) => all.filter((one) => !one.complete || one.naturalWidth === 0 || !one.alt).map((one) => one.src));
      assert.deepEqual(broken, [], role);
      await context.close();
    }
  });

  test(`pictures of the guides, ${language}`, { skip: !process.env.HAILONG_SCREENSHOTS }, async () => {
    const size = { width: 760, height: 560 };
    const pages = new Map();
    for (const [name, role, find] of pictures) {
      if (!pages.has(role)) {
        const page = await (await browser.newContext({ locale, viewport: size, reducedMotion: 'reduce' })).newPage();
        await signIn(page, site, role);
        pages.set(role, page);
      }
      const page = pages.get(role);
      const response = await page.goto(new URL(await find(page), site.desk).href);
      assert.equal(response.status(), 200, name);
      await page.evaluate(() => { document.querySelector('.banner')?.remove(); });
      let height = size.height;
      let png = await page.screenshot();
      for (; png.length > LARGEST && height > 200; height -= 40) png = await page.screenshot({ clip: { x: 0, y: 0, ...size, height } });
      assert.ok(png.length <= LARGEST, `${name}: ${png.length} bytes`);
      writeFileSync(join(images, `${language}-${name}.png`), png);
    }
  });
}
