import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { breadThroughWinter } from '../builders/bread-through-winter.js';
import { axe, inBrowser, newPage, openBrowser, settled, visit } from './browser.js';
import { type Api, startApi } from './graphql.js';
import { insertCycle, makePlanFor } from './planned-cycle.js';
import { listen } from './subscription.js';

/** The example, with places, so that there is a map. */
function placed() {
  const records = breadThroughWinter();
  const places = [{ latitude: 44.2, longitude: -72.5 }, { latitude: 44.4, longitude: -72.3 }];
  return { ...records, assemblies: records.assemblies.map((each, n) => ({ ...each, ...places[n] })) };
}

inBrowser(describe)('the public pages, in a browser', () => {
  let api: Api;
  let address: string;
  let browser: Browser;
  let planId: string;
  beforeAll(async () => {
    api = await startApi();
    address = await listen(api);
    browser = await openBrowser();
    planId = await makePlanFor(api, (await insertCycle(api, placed())).cycleId);
  });
  afterAll(async () => {
    await browser.close();
    await api.close();
  });

  const paths = () => [
    '/', '/my', '/begin',
    ...['', '/declarations', '/plans', '/decisions', '/proposals', '/members', '/council'].map((page) => `/confederations/mountains${page}`),
    ...['', '/needs', '/holdings', '/decide', '/affairs'].map((page) => `/confederations/mountains/assemblies/hill${page}`),
    ...['', '/verify', `/compare/${planId}`].map((page) => `/plans/${planId}${page}`),
    '/confederations/nowhere', '/confederations/nowhere/plans', '/confederations/mountains/assemblies/nobody', '/confederations/mountains/assemblies/nobody/needs',
    '/confederations/mountains/proposals/none', '/plans/none', '/plans/none/verify', '/plans/none/compare/none', '/no/such/page',
  ];

  it.each([360, 1280])('every page at %i px, light and dark: nothing for axe to find, nothing too wide, nothing from elsewhere, one heading above all', async (width) => {
    const looked = await newPage(browser, { width });
    for (const path of paths()) {
      looked.wrong.splice(0);
      await looked.page.emulateMedia({ colorScheme: 'light' });
      await visit(looked, `${address}${path}`);
      expect({ path, found: await axe(looked.page) }).toEqual({ path, found: [] });
      await looked.page.emulateMedia({ colorScheme: 'dark' });
      expect({ path, inTheDark: await axe(looked.page, ['color-contrast']) }).toEqual({ path, inTheDark: [] });
      expect({ path, width: await looked.page.evaluate('document.documentElement.scrollWidth') }).toEqual({ path, width });
      expect({ path, headings: await looked.page.locator('h1').count() }).toEqual({ path, headings: 1 });
      expect([...looked.hosts]).toEqual([new URL(address).host]);
      expect({ path, wrong: looked.wrong.filter((said) => path !== '/no/such/page' || !said.includes('404')) }).toEqual({ path, wrong: [] });
    }
    await looked.page.context().close();
  });

  it('shows where the cycle stands, how fully needs are met, what is short and why, and the limits', async () => {
    const looked = await newPage(browser);
    await visit(looked, `${address}/confederations/mountains`);
    const text = await looked.page.locator('main').innerText();
    expect(text).toContain('Assemblies are declaring what they need');
    expect(text).toMatch(/What the forest gives\s+.*%.*45 m3/s);
    const scarce = looked.page.getByRole('region', { name: 'What is short, and why' });
    const answer = await api.query('query($id: UUID!) { plan(id: $id) { scarcities { sentence } levels { tier { name } leastLevel metInFull needCount } } }', { id: planId });
    expect(await scarce.innerText()).toContain(answer.text('plan.scarcities.0.sentence'));
    expect(text).toContain(`${String(answer.data('plan.levels.0.metInFull'))} of ${String(answer.data('plan.levels.0.needCount'))} needs are met in full`);
    await looked.page.getByText('As a table').nth(1).click();
    const least = Math.floor(Number(answer.data('plan.levels.0.leastLevel')) * 100 + 1e-6);
    expect(await looked.page.getByRole('table', { name: /of each assembly, tier Vital/ }).locator('tbody tr').first().innerText()).toContain(`${least}%`);
    // The pass is taken: bread goes over it, and in winter grain beside it.
    await looked.page.getByLabel('Period').selectOption({ label: 'Winter' });
    await settled(looked.page);
    const goods = looked.page.getByRole('list', { name: 'Goods on their way' });
    expect(await goods.innerText()).toMatch(/Bread\s+1 flow\s+Grain\s+1 flow/);
    expect(await looked.page.locator('.arcs path').count()).toBe(2);
    await goods.getByRole('button', { name: 'Grain' }).click();
    expect(await looked.page.locator('.arcs path').count()).toBe(1);
    await looked.page.getByRole('combobox', { name: 'Good' }).selectOption({ label: 'Bread' });
    await settled(looked.page);
    const map = looked.page.locator('section[aria-labelledby=map] svg:has(circle)');
    expect(await map.locator('circle').count()).toBe(2);
    expect(await map.locator('.arcs path').count()).toBeGreaterThan(0);
    const nearness = await api.query('query($id: UUID!) { plan(id: $id) { nearness { shares { nearness share } } } }', { id: planId });
    expect(nearness.data('plan.nearness.shares.0')).toMatchObject({ nearness: 'ITSELF', share: expect.any(Number) });
    const own = Math.floor(Number(nearness.data('plan.nearness.shares.0.share')) * 100 + 1e-6);
    expect(await looked.page.getByRole('region', { name: 'Self-reliance' }).locator('tbody tr').first().innerText()).toMatch(new RegExp(`^From the assembly itself\\s+${own}%`));
    await looked.page.getByText('The flows as a table').click();
    expect(await looked.page.getByRole('region', { name: 'Map' }).locator('tbody').innerText()).toMatch(/Hill\s+Valley/);
    await looked.page.context().close();
  });

  it('shows an assembly what it needs and receives, from whom, and why not more', async () => {
    const looked = await newPage(browser);
    await visit(looked, `${address}/confederations/mountains/assemblies/hill`);
    const answer = await api.query(`query($id: UUID!) { assembly(code: "hill") { plan(id: $id) { needs(sortBy: LEVEL) { nodes { level good { name } heldDownBy { sentence } origins { assembly { name } } } } } } }`, { id: planId });
    const rows = looked.page.getByRole('region', { name: 'What it needs and receives' }).locator('table').first().locator('tbody tr');
    expect(await rows.count()).toBe(1);
    await rows.getByText('By period').click();
    expect(await rows.getByRole('listitem').filter({ hasText: /^\S.*: \d+%, .+ of / }).count()).toBe(3);
    expect(await rows.first().innerText()).toContain(answer.text('assembly.plan.needs.nodes.0.heldDownBy.0.sentence'));
    expect(await rows.first().innerText()).toContain(answer.text('assembly.plan.needs.nodes.0.origins.0.assembly.name'));
    expect(await looked.page.getByRole('region', { name: 'What it holds' }).innerText()).toContain('The hill bakery');
    await looked.page.context().close();
  });

  it('checks a plan in the browser, and finds one that was changed on its way', async () => {
    const looked = await newPage(browser);
    await visit(looked, `${address}/plans/${planId}/verify`);
    await looked.page.getByRole('button', { name: 'Check this plan' }).click();
    await looked.page.getByRole('heading', { name: 'The plan is right' }).waitFor();
    expect(await looked.page.locator('main').innerText()).toContain('Each of the 7 needs is in the plan once');
    expect(await axe(looked.page)).toEqual([]);
    expect(looked.wrong).toEqual([]);
    await looked.page.context().route(`**/plans/${planId}.json`, async (route) => {
      const text = await (await route.fetch()).text();
      await route.fulfill({ contentType: 'application/json', body: text.replace(/"received":(\d+)/, (_, figure: string) => `"received":${Number(figure) + 1}`) });
    });
    await looked.page.reload();
    await looked.page.getByRole('button', { name: 'Check this plan' }).click();
    await looked.page.getByRole('heading', { name: 'The plan is not right' }).waitFor();
    expect(await axe(looked.page)).toEqual([]);
    await looked.page.context().close();
  });

  it('goes from page to page by keyboard, and the focus goes with it', async () => {
    const looked = await newPage(browser, { width: 360 });
    const { page } = looked;
    await visit(looked, `${address}/`);
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Skip to the content');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Mountains');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Mountains' }).waitFor();
    expect(page.url()).toBe(`${address}/confederations/mountains`);
    expect(await page.evaluate('document.activeElement.id')).toBe('content');
    await settled(page);
    await page.goBack();
    await page.getByRole('heading', { level: 1, name: 'Confederations' }).waitFor();
    await page.context().close();
  });

  it('speaks the language of the browser, and another when asked, and writes figures as its readers do', async () => {
    const looked = await newPage(browser, { locale: 'ca-ES' });
    await visit(looked, `${address}/confederations/mountains`);
    expect(await looked.page.evaluate('document.documentElement.lang')).toBe('ca');
    expect(await looked.page.locator('main').innerText()).toContain('Límits ecològics');
    await looked.page.getByLabel('Llengua').selectOption('es');
    expect(await looked.page.evaluate('document.documentElement.lang')).toBe('es');
    expect(await looked.page.locator('main').innerText()).toMatch(/Límites ecológicos[^]*\d\s%/);
    await looked.page.reload();
    await settled(looked.page);
    expect(await looked.page.locator('main').innerText()).toContain('Qué falta y por qué');
    await looked.page.context().close();
  });

  it('says that the service cannot be reached or refuses, and tries again when asked', async () => {
    const looked = await newPage(browser, { width: 360 });
    await looked.page.context().route('**/graphql', async (route) => { await route.abort('connectionfailed'); });
    await looked.page.goto(`${address}/confederations/mountains`);
    await looked.page.getByText('The service cannot be reached').waitFor();
    expect(await axe(looked.page)).toEqual([]);
    await looked.page.context().unroute('**/graphql');
    await looked.page.context().route('**/graphql', async (route) => { await route.fulfill({ status: 400, json: { errors: [{ message: 'This could read too much.' }] } }); });
    await looked.page.getByRole('button', { name: 'Try again' }).click();
    await looked.page.getByText('This could read too much.').waitFor();
    await looked.page.context().unroute('**/graphql');
    await looked.page.getByRole('button', { name: 'Try again' }).click();
    await looked.page.getByRole('heading', { level: 1, name: 'Mountains' }).waitFor();
    await looked.page.context().close();
  });

  it.each([
    ['refuses to keep anything', "for (const name of ['localStorage', 'sessionStorage']) Object.defineProperty(window, name, { get() { throw new DOMException('refused', 'SecurityError'); } });"],
    ['is full', "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); };"],
  ])('where the browser %s, somebody reads, signs in and types all the same, as long as the page stays', async (_, content) => {
    const [hill] = await api.database.dataSource.query<{ id: string }[]>("select id from assembly where code = 'hill'");
    const given = await api.query('mutation($input: GiveMandate!) { result: giveMandate(input: $input) { ... on GivenMandate { link } } }',
      { input: { assemblyId: hill?.id, role: 'DELEGATE', newPersonName: 'Not yet called' } });
    const looked = await newPage(browser);
    const { page } = looked;
    await page.addInitScript({ content });
    await visit(looked, `${address}/confederations/mountains`);
    await page.getByLabel('Language').selectOption('ca');
    expect(await page.locator('main').innerText()).toContain('Límits ecològics');
    await page.getByLabel('Llengua').selectOption('en');
    await page.goto(`${address}/begin#${given.text('result.link')}`);
    await page.getByLabel('Name to show').fill('Gil');
    await page.getByLabel('Sign-in name').fill(`gil-${randomUUID()}`);
    await page.getByLabel('Password').fill('hills and more hills');
    await page.getByRole('button', { name: 'Begin' }).click();
    await page.getByRole('heading', { name: /^Delegate of/ }).waitFor();
    await page.getByRole('link', { name: 'Declare what the assembly needs' }).click();
    await settled(page);
    expect(looked.wrong).toEqual([]);
    await page.context().close();
  });
});
