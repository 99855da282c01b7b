// Typing in paper with the keyboard alone, on a phone and at a desk; the second person settles what differs.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { violations } from './axe.mjs';
import { at, signIn } from './desk.mjs';
import { DESKTOP, PHONE, browser, site, together } from './site.mjs';

// The yearly form from top to bottom; a comma stands for Enter.
const SHEET = '432955,23113,444122,,113,';
const CHANGED = `44${SHEET.slice(2)}`;

together();

async function accessible(page, width) {
  assert.deepEqual(await violations(page), []);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  assert.ok(wide <= width, `${wide} pixels wide`);
}

const focused = (page) => page.evaluate(() => document.activeElement.id || document.activeElement.tagName);

async function type(page, keys) {
  for (const key of keys) await page.keyboard.press(key === ',' ? 'Enter' : key);
}

test('a sheet is typed without touching anything but keys, checked by another person, and settled', async () => {
  const lan = await at('committee', PHONE);
  await lan.goto(new URL(await lan.getAttribute('a[href$="/paper-entry"]', 'href'), site.desk).href);
  await accessible(lan, 360);
  const paper = lan.url();
  await lan.fill('#sheets', '3');
  await Promise.all([lan.waitForNavigation(), lan.press('#sheets', 'Enter')]);
  assert.equal(await focused(lan), 'a.air_quality');
  await accessible(lan, 360);
  await type(lan, '4');
  assert.equal(await focused(lan), 'a.noise', 'a digit goes on by itself');
  assert.equal(await lan.textContent('output[for="a.air_quality"]'), 'Hài lòng');
  await lan.keyboard.press('Backspace');
  assert.equal(await focused(lan), 'a.air_quality', 'Backspace goes back');
  await type(lan, SHEET);
  assert.equal(await focused(lan), 'BUTTON', 'the last Enter leads to the button');
  await Promise.all([lan.waitForNavigation(), lan.keyboard.press('Enter')]);
  assert.match(lan.url(), /sheets\/2\?done=paper-keyed$/);
  assert.equal(await focused(lan), 'a.air_quality', 'the next sheet at once');

  const binh = await at('front', DESKTOP);
  await binh.goto(paper);
  await Promise.all([binh.waitForNavigation(), binh.click('a[href*="/checks/1"]')]);
  await accessible(binh, 1280);
  await type(binh, CHANGED);
  assert.equal(await focused(binh), 'code');
  await Promise.all([binh.waitForNavigation(), binh.click('form[data-sheet] button:not([disabled])')]);
  assert.equal(await binh.locator('.question').count(), 1, 'only what differs');
  await accessible(binh, 1280);
  await type(binh, '3');
  await Promise.all([binh.waitForNavigation(), binh.keyboard.press('Enter')]);
  assert.match(binh.url(), /paper-entry\?done=paper-confirmed$/);
  assert.deepEqual([...lan.complaints, ...binh.complaints], []);
});

test('without a script Enter does not send a sheet that is typed in half', async () => {
  const context = await browser.newContext({ viewport: PHONE, locale: 'vi-VN', javaScriptEnabled: false });
  const page = await context.newPage();
  await signIn(page, site, 'committee');
  await page.goto(new URL(await page.getAttribute('a[href$="/paper-entry"]', 'href'), site.desk).href);
  await page.fill('#sheets', '2');
  await Promise.all([page.waitForNavigation(), page.click('form[action$="/paper-entry"] button')]);
  const form = page.url();
  await page.fill('[id="a.air_quality"]', '4');
  await page.press('[id="a.air_quality"]', 'Enter');
  await page.waitForTimeout(500);
  assert.equal(page.url(), form);
  await Promise.all([page.waitForNavigation(), page.click('form[data-sheet] button:not([disabled])')]);
  assert.match(page.url(), /sheets\/2\?done=paper-keyed$/);
});
