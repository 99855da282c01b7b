// Every page of the desk that a role can reach by its links: WCAG 2.2 AA by axe, nothing wider than the screen, nothing from elsewhere,
// no complaint of the browser.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { violations } from './axe.mjs';
import { ROLES, eachDeskPage, signIn } from './desk.mjs';
import { DESKTOP, browser, site, together } from './site.mjs';

together();

const screens = [
  ['a small phone, Vietnamese', { viewport: { width: 320, height: 640 }, locale: 'vi-VN' }],
  ['desktop, English, dark', { viewport: DESKTOP, locale: 'en-GB', colorScheme: 'dark' }],
];
for (const role of ROLES) {
  for (const [name, options] of screens) {
    test(`${role}, ${name}: every page is accessible, fits and keeps to itself`, async () => {
      const context = await browser.newContext({ ...options, bypassCSP: true });
      const page = await context.newPage();
      const complaints = [];
      page.on('console', (message) => { if (message.type() === 'error') complaints.push(message.text()); });
      page.on('pageerror', (error) => complaints.push(String(error)));
      const origin = new URL(site.desk).origin;
      context.on('request', (request) => {
        if (!request.url().startsWith(origin) && !request.url().startsWith('data:')) complaints.push(`asked ${request.url()}`);
      });
      await signIn(page, site, role);
      const visited = await eachDeskPage(page, site, async (path, looked, response) => {
        assert.equal(response.status(), 200, path);
        const said = await violations(looked);
        assert.deepEqual(said, [], path);
        assert.equal(await looked.getAttribute('html', 'lang'), options.locale.slice(0, 2), path);
        const width = await looked.evaluate(() => document.documentElement.scrollWidth);
        assert.ok(width <= options.viewport.width, `${path}: ${width} pixels wide`);
      });
      assert.ok(visited.length >= 2, String(visited));
      assert.deepEqual(complaints, []);
      await context.close();
    });
  }
}
