// A resident answers on a phone, by keyboard alone.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PHONE, browser, site, together } from './site.mjs';

together();

/** Presses Tab until the element with this selector has the focus. */
async function tabTo(page, selector) {
  for (let press = 0; press < 200; press += 1) {
    if (await page.evaluate((wanted) => document.activeElement?.matches(wanted) ?? false, selector)) return;
    await page.keyboard.press('Tab');
  }
  assert.fail(`no Tab stop reaches ${selector}`);
}

/** Chooses the fourth of every group of radios of the page: Tab into it, then arrows. */
async function answerPage(page) {
  const groups = await page.$$eval('main input[type=radio]', (all) => [...new Set(all.map((one) => one.name))]);
  for (const name of groups) {
    const count = await page.locator(`input[name="${name}"]`).count();
    await tabTo(page, `input[name="${name}"]`);
    for (let step = 1; step < Math.min(4, count); step += 1) await page.keyboard.press('ArrowDown');
    if (count === 1) await page.keyboard.press('Space');
  }
}

async function walk(page, link) {
  await page.goto(link);
  await tabTo(page, '#consent');
  await page.keyboard.press('Space');
  await tabTo(page, 'button.main');
  await page.keyboard.press('Enter');
  const seen = [];
  while (!page.url().endsWith('/review')) {
    await page.waitForSelector('.progress');
    seen.push(await page.textContent('.progress'));
    await answerPage(page);
    await tabTo(page, 'button[value=next]:not(.vh)');
    const before = page.url();
    await page.keyboard.press('Enter');
    await page.waitForURL((url) => url.href !== before);
    assert.ok(seen.length < 20, `the pages do not end: ${seen}`);
  }
  await tabTo(page, 'button.main');
  await page.keyboard.press('Enter');
  await page.waitForSelector('#receipt');
  return page.textContent('#receipt');
}

for (const javaScriptEnabled of [false, true]) {
  test(`a resident answers by keyboard with script ${javaScriptEnabled ? 'on' : 'off'}`, async () => {
    const context = await browser.newContext({ viewport: PHONE, locale: 'vi-VN', javaScriptEnabled: true });
    if (!javaScriptEnabled) await context.route('**/*.js', (route) => route.abort());
    const page = await context.newPage();
    assert.match(await walk(page, site.open), /^[A-Z]{4}-[A-Z]{4}-[A-Z]{4}$/);
    await context.close();
  });
}

test('pages work with scripting switched off in the browser', async () => {
  const context = await browser.newContext({ viewport: PHONE, locale: 'vi-VN', javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(site.open);
  await page.check('#consent');
  await page.click('button.main');
  await page.click('button.main');
  assert.equal(await page.locator('.summary a').count(), 2);
  await page.click('.summary a >> nth=0');
  const target = new URL(page.url()).hash.slice(1);
  assert.ok(await page.locator(`#${target}`).count(), 'the summary leads to its field');
  await context.close();
});

test('what was answered survives going back, a reload, the other language and another phone', async () => {
  const context = await browser.newContext({ viewport: PHONE, locale: 'vi-VN' });
  const page = await context.newPage();
  await page.goto(site.single);
  await page.check('#consent');
  await page.click('button.main');
  await page.check('input[name=air_quality][value="2"]');
  await page.check('input[name=noise][value="4"]');
  await page.click('button[name=lang]');
  await page.waitForSelector('html[lang=en]');
  assert.ok(await page.isChecked('input[name=air_quality][value="2"]'));
  await page.click('button.main');
  await page.waitForURL(/\/2$/);
  await page.fill('input[name=days_without_water]', '7');
  await page.click('button[value=back]');
  await page.waitForURL(/\/1$/);
  assert.ok(await page.isChecked('input[name=noise][value="4"]'));
  await page.click('button.main');
  await page.waitForURL(/\/2$/);
  await page.reload();
  assert.equal(await page.inputValue('input[name=days_without_water]'), '7');
  await context.close();

  const other = await browser.newContext({ viewport: PHONE, locale: 'vi-VN', javaScriptEnabled: false });
  const phone = await other.newPage();
  await phone.goto(site.single);
  await phone.check('#consent');
  await phone.click('button.main');
  assert.equal(await phone.inputValue('input[name=days_without_water]'), '7');
  await other.close();
});

test('a single code is spent once and shows its receipt afterwards', async () => {
  const context = await browser.newContext({ viewport: PHONE, locale: 'vi-VN' });
  const page = await context.newPage();
  const receipt = await walk(page, site.single);
  await page.goto(site.single);
  assert.equal(await page.textContent('#receipt'), receipt);
  assert.match(await page.textContent('h1'), /đã được dùng/);
  await context.close();
});

test('the next person on the same phone starts with an empty form', async () => {
  const context = await browser.newContext({ viewport: PHONE, locale: 'vi-VN' });
  const page = await context.newPage();
  const first = await walk(page, site.open);
  const second = await walk(page, site.open);
  assert.notEqual(first, second);
  await context.close();
});
