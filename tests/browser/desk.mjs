// Somebody at the desk of a demonstration.
import { browser, site } from './site.mjs';

export const ROLES = ['operator', 'office', 'front', 'committee', 'auditor'];

/** Signs in as a role's example account; the second factor may wait in a demonstration. */
export async function signIn(page, site, role) {
  const { name, password } = site.account(role);
  await page.goto(`${site.desk}/sign-in`);
  await page.fill('#name', name);
  await page.fill('#password', password);
  await Promise.all([page.waitForNavigation(), page.click('main form button')]);
  const later = page.locator('form[action$="/second-step/later"] button');
  if (await later.count()) await Promise.all([page.waitForNavigation(), later.click()]);
}

/** A page of a fresh browser in Vietnamese, signed in where a role is named; `page.complaints` has what broke on it. */
export async function at(role, viewport) {
  const context = await browser.newContext({ viewport, locale: 'vi-VN', bypassCSP: true });
  const page = await context.newPage();
  page.complaints = [];
  page.on('pageerror', (error) => page.complaints.push(String(error)));
  if (role) await signIn(page, site, role);
  return page;
}

/** An address with its numbers and names taken out: pages of one kind are looked at once or twice. */
function kind(path) {
  return path.replace(/[0-9a-f]{32}|[0-9a-f-]{36}|\d+@\d{4}-\d\d-\d\d|\d+/g, '*').replace(/groups\/[^/?]+/, 'groups/*').replace(/\?.*$/, '?');
}

/** Follows every link of the desk from the first page on and calls `look(path, page)` on each kind of page. */
export async function eachDeskPage(page, site, look) {
  const origin = new URL(site.desk).origin;
  const waiting = ['/desk'];
  const seen = new Map();
  const visited = [];
  while (waiting.length) {
    const path = waiting.shift();
    const number = seen.get(kind(path)) ?? 0;
    if (number >= 2 || visited.includes(path)) continue;
    seen.set(kind(path), number + 1);
    const response = await page.goto(origin + path);
    if (!(response.headers()['content-type'] ?? '').startsWith('text/html')) continue;
    visited.push(path);
    await look(path, page, response);
    const links = await page.$$eval('a[href]', (all) => all.filter((one) => !one.download).map((one) => one.href));
    for (const link of links) {
      const { origin: from, pathname, search } = new URL(link);
      const isPage = !/\.(pdf|svg|csv|png|json|zip|xlsx)$/.test(pathname) && !/[?&]lang=/.test(search);
      if (from === origin && pathname.startsWith('/desk') && isPage) waiting.push(pathname + search);
    }
  }
  return visited;
}
