// Every kind of page, brought to where it can be looked at.
/** Calls `look(name, page)` on each page a resident or the public can see. */
export async function eachPage(context, site, look) {
  const page = await context.newPage();
  const at = (path) => new URL(path, site.public).href;
  const visit = async (name, address) => {
    await page.goto(address);
    await look(name, page);
  };
  await visit('editions', site.public);
  const edition = await page.getAttribute('a[href*="/editions/"]', 'href');
  await visit('edition', at(edition));
  await visit('no such page', at('/nothing-here'));
  await visit('type a code', at('/s'));
  await visit('mistyped code', at('/s?code=ABCD-EFGH'));
  await visit('unknown code', at('/s/CAAAAAAAAAAV'));
  await visit('welcome', site.open);
  await page.click('button.main');
  await look('welcome without consent', page);
  await page.check('#consent');
  await page.click('button.main');
  await page.waitForURL(/\/1$/);
  await look('section as it comes', page);
  await page.click('button.main');
  await look('section with faults', page);
  for (let number = 1; number < 20 && !page.url().endsWith('/review'); number += 1) {
    await look(`section ${number}`, page);
    const names = await page.$$eval('main input[type=radio]', (all) => [...new Set(all.map((one) => one.name))]);
    for (const name of names) {
      const wanted = { sorting: 'never', hot_spot: 'yes' }[name];
      const options = page.locator(`input[name="${name}"]`);
      await (wanted ? page.locator(`input[name="${name}"][value="${wanted}"]`) : options.nth(1)).check();
    }
    await Promise.all([page.waitForNavigation(), page.click('button.main')]);
  }
  await look('review', page);
  await page.click('button.main');
  await page.waitForSelector('#receipt');
  await look('thanks', page);
  await page.close();
}
