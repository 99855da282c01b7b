// What each role comes for, in Vietnamese, on a phone and at a desk.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { at } from './desk.mjs';
import { DESKTOP, PHONE, site, together } from './site.mjs';

together();

const press = (page, what) => Promise.all([page.waitForNavigation(), page.locator(what).first().click()]);
const text = (page) => page.innerText('main');
const calm = (page) => assert.deepEqual(page.complaints, []);

for (const [screen, viewport] of [['phone', PHONE], ['desk', DESKTOP]]) {
  const unique = `${screen}-2027`;

  test(`${screen}: a committee comes to a text to pass on in three presses, and to a poster`, async () => {
    const page = await at('committee', viewport);
    await page.goto(`${site.desk}/links`);
    // A committee with one ward stands in it already.
    if (!/\/localities\/[^/]+$/.test(page.url())) await press(page, 'main a[href*="/localities/"]');
    const ward = page.url();
    assert.match(await text(page), /Khối phố 1/);
    await press(page, 'main table a[href*="/groups/"]');
    if (await page.locator('main form input[value="poster"]').count()) await press(page, 'main form:has(input[value="poster"]) button');
    const group = page.url().split('?')[0];
    assert.equal(await page.locator('main .qr svg').count(), 1);
    await press(page, 'main a[href$="/share"]');
    const words = await page.locator('textarea').first().inputValue();
    assert.match(words, /\/s\/[A-Z]{12}/);
    assert.ok(group.startsWith(ward.split('?')[0]));
    await page.goto(group);
    const poster = new URL(await page.getAttribute('main a[href$="poster.pdf"]', 'href'), group).href;
    const printed = await page.request.get(poster);
    assert.equal(printed.status(), 200);
    assert.equal((await printed.body()).subarray(0, 5).toString(), '%PDF-');
    calm(page);
  });

  test(`${screen}: the office makes a wave, plans it, looks at it, opens it and closes it`, async () => {
    const page = await at('office', viewport);
    await page.goto(`${site.desk}/waves/new`);
    await page.fill('#title_vi', 'Khảo sát thử');
    await page.fill('#title_en', 'A trial');
    await page.fill('#code', unique);
    await page.fill('#first_day', '2020-01-01');
    await page.fill('#last_day', '2019-01-01');
    for (const ward of ['Phường Tam Kỳ', 'Phường Hương Trà']) await page.check(`label.choice:has-text("${ward}") input[name="locality"]`);
    await press(page, 'main form button:not([type="button"])');
    assert.equal(await page.inputValue('#title_vi'), 'Khảo sát thử', 'what was typed is kept');
    assert.ok(await page.locator('.faults a').count());
    await page.fill('#last_day', '2099-01-01');
    await press(page, 'main form button:not([type="button"])');
    const wave = `${site.desk}/waves/${unique}`;
    assert.ok(page.url().startsWith(wave), page.url());
    await page.goto(`${wave}/plan`);
    await press(page, 'main button[value="keep"]');
    await page.goto(`${wave}/plan`);
    assert.match(await text(page), /Phường Tam Kỳ/);
    await page.goto(`${wave}/preview`);
    assert.equal(await page.locator('iframe').count(), 1);
    await page.goto(`${wave}/open`);
    await press(page, 'main form button');
    await page.goto(`${wave}/dashboard`);
    assert.match(await text(page), /Phường Hương Trà/);
    await page.goto(`${wave}/close`);
    await page.fill('#confirm', 'another');
    await press(page, 'main form button.danger');
    assert.ok(await page.locator('.faults').count(), 'closing wants the right word');
    await page.fill('#confirm', unique);
    await press(page, 'main form button.danger');
    assert.match(await text(page), /niêm phong|Niêm phong/);
    calm(page);
  });

  test(`${screen}: the operator invites somebody, who chooses a password and comes in`, async () => {
    const page = await at('operator', viewport);
    await page.goto(`${site.desk}/people/new`);
    await page.fill('#full_name', 'Lê Thị Mai');
    await page.fill('#name', `mttq-${screen}`);
    await page.check('input[name="role"][value="committee"]');
    await page.check('label.choice:has-text("Phường Bàn Thạch") input');
    await press(page, 'main form button');
    const code = (await page.innerText('main .code')).trim();
    const mai = await at(null, viewport);
    await mai.goto(`${site.desk}/code#${code}`);
    assert.equal(await mai.inputValue('#code'), code);
    await press(mai, 'main form button');
    await mai.fill('#password', 'mưa trên sông Tam Kỳ');
    await mai.fill('#again', 'mưa trên sông Tam Kỳ');
    await press(mai, 'main form button');
    await mai.fill('#name', `mttq-${screen}`);
    await mai.fill('#password', 'mưa trên sông Tam Kỳ');
    await press(mai, 'main form button');
    assert.match(await text(mai), /Lê Thị Mai/);
    await mai.goto(`${site.desk}/people`);
    assert.equal(await mai.locator('h1').innerText(), 'Không có trang này', 'a committee has no list of people');
    calm(page);
    calm(mai);
  });

  test(`${screen}: the Front finds a comment without marks, opens it, and reads the cases`, async () => {
    const page = await at('front', viewport);
    await page.goto(`${site.desk}/waves/tam-ky-2024/comments?q=rac`);
    assert.match(await text(page), /rác/i);
    await press(page, 'main a[href*="/comments/"]:not([href$="upload"]):not([href*=".csv"])');
    assert.equal(await page.locator('blockquote.said, .words').first().isVisible(), true);
    await page.goto(`${site.desk}/cases`);
    assert.match(await text(page), /quá hạn|hạn/i);
    calm(page);
  });

  test(`${screen}: the auditor checks the chain of the audit log and takes it along`, async () => {
    const page = await at('auditor', viewport);
    await page.goto(`${site.desk}/audit`);
    await press(page, 'form[action$="/audit/verify"] button');
    assert.match(await text(page), /Chuỗi nguyên vẹn/);
    const file = await page.request.get(`${site.desk}/audit.csv`);
    assert.match(await file.text(), /^number,at,/);
    calm(page);
  });
}
