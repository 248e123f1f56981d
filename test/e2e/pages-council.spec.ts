import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { axe, inBrowser, type Looked, newPage, openBrowser, settled, visit } from './browser.js';
import { confirm, declaringCycle, giveCharter, type Round } from './cycle.js';
import { type Api, startApi, type Who } from './graphql.js';
import { personWith } from './persons.js';
import { queueSlowPlan, wake } from './slow-plan.js';
import { listen } from './subscription.js';

inBrowser(describe)('the pages of the council, in a browser', () => {
  let api: Api;
  let address: string;
  let browser: Browser;
  beforeAll(async () => {
    api = await startApi();
    address = await listen(api);
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser.close();
    await api.close();
  });

  const rows = async (query: string, ...values: unknown[]) => await api.database.dataSource.query<Record<string, unknown>[]>(query, values);
  const codeOf = async ({ confederationId }: Round) => String((await rows('select code from confederation where id = $1', confederationId))[0]?.['code']);

  /** A tab in which somebody is signed in. */
  async function tabOf({ as }: Who, width: number): Promise<Looked> {
    const looked = await newPage(browser, { width });
    await looked.page.addInitScript(`sessionStorage.setItem('session', ${JSON.stringify(as)})`);
    return looked;
  }

  /** Nothing for axe to find, nothing too wide, nothing refused by the browser. */
  async function isWell({ page, wrong }: Looked, width: number): Promise<void> {
    expect(await axe(page)).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
    expect(wrong).toEqual([]);
  }

  it.each([360, 1280])('a coordinator takes a cycle from declaring to deciding at %d px, and the records say exactly that', async (width) => {
    const round = await declaringCycle(api);
    await giveCharter(api, round, 0.5, 0.5, 7);
    const code = await codeOf(round);
    const coordinator = await personWith(api, { assemblyId: round.assemblies.hill, role: 'COORDINATOR', confederationId: round.confederationId });
    const looked = await tabOf(coordinator.who, width);
    const { page } = looked;
    const cycle = async () => (await rows('select state, round, declaring_until, deciding_until, objectives from planning_cycle where id = $1', round.cycleId))[0] ?? {};

    // It waits for the two that have no needs. Planning cannot start yet, and the page says why.
    await visit(looked, `${address}/confederations/${code}/council`);
    const next = page.getByRole('region', { name: 'What is to be done next' });
    expect(await page.getByRole('region', { name: /Who has not declared yet/ }).getByRole('listitem').allInnerTexts()).toEqual([expect.stringMatching(/^Lake/), expect.stringMatching(/^Ridge/)]);
    expect(await next.innerText()).toContain('2 assemblies have not declared yet, and there is no deadline.');
    await page.getByRole('button', { name: 'Start planning' }).click();
    await next.getByRole('alert').getByText('2 of its assemblies have not declared yet').waitFor();
    expect(await cycle()).toMatchObject({ state: 'declaring' });
    await page.getByLabel('Until when').fill('2027-01-10T18:30');
    await page.getByRole('button', { name: 'Set the deadline' }).click();
    await page.getByText('10 January 2027 at 18:30').waitFor();
    expect(await cycle()).toMatchObject({ declaring_until: new Date('2027-01-10T18:30Z') });
    await isWell(looked, width);

    // They confirm somewhere else: the page tells without being loaded anew.
    await confirm(api, round, 'lake');
    await page.getByText('1 assembly has not declared yet').waitFor();
    await confirm(api, round, 'ridge');
    await next.getByText('Planning can start now.').waitFor();
    await page.getByRole('button', { name: 'Start planning' }).click();
    await next.getByText('The council has plans made').waitFor();
    expect(await cycle()).toMatchObject({ state: 'planning' });

    // A plan is made; one that takes long is stopped; a third makes firewood small first.
    await next.getByRole('link', { name: 'To the plans' }).click();
    await page.getByRole('button', { name: 'Have a plan made' }).click();
    await page.getByText('Plan 1 is done.').waitFor({ timeout: 20_000 });
    expect(await page.getByRole('listitem').filter({ hasText: 'Plan 1' }).innerText()).toMatch(/Vital\s+\d of 6 needs met in full, none less than \d+.*%/);
    const slow = await queueSlowPlan(api.database, round);
    wake(api);
    await page.reload();
    await page.getByText(/^[1-9][\d,]* of 1,000,000 needs have their level/).waitFor({ timeout: 60_000 });
    expect(await page.getByRole('progressbar', { name: 'Plan 2 is being made' }).getAttribute('value')).not.toBeNull();
    await isWell(looked, width);
    await page.getByRole('button', { name: 'Stop making it' }).click();
    await page.getByText('Making plan 2 was stopped.').waitFor();
    expect(await rows('select status from plan where id = $1', slow)).toEqual([{ status: 'cancelled' }]);
    await page.getByText('Make something else small').click();
    await page.getByLabel('One more').selectOption({ label: 'Firewood' });
    await page.getByRole('button', { name: 'Add', exact: true }).click();
    await page.getByRole('button', { name: 'Earlier: Firewood' }).click();
    await page.getByRole('button', { name: 'Earlier: Firewood' }).click();
    await page.getByRole('button', { name: 'Have a plan made' }).click();
    await page.getByText('Plan 3 is done.').waitFor({ timeout: 20_000 });
    expect((await cycle())['objectives']).toEqual([{ minimise: 'impact', impact: 'firewood' }, { minimise: 'tonne-km' }, { minimise: 'pool-use', kind: 'labour' }]);
    const plans = await rows('select id, status from plan where cycle_id = $1 order by asked_at', round.cycleId);
    expect(plans.map(({ status }) => status)).toEqual(['done', 'cancelled', 'done']);
    const [first, , third] = plans.map(({ id }) => String(id));
    expect(await page.getByRole('link', { name: 'Compare them' }).getAttribute('href')).toBe(`/plans/${first}/compare/${third}`);

    // Both are proposed, the first one first.
    await page.getByRole('button', { name: 'Add plan 3' }).click();
    await page.getByRole('button', { name: 'Add plan 1' }).click();
    await page.getByRole('button', { name: 'Earlier: plan 1' }).click();
    await isWell(looked, width);
    await page.getByRole('button', { name: 'Propose these plans' }).click();
    await page.getByText('They are proposed.').waitFor();
    expect(await rows('select plan_id, position from proposed_plan where cycle_id = $1 and withdrawn_at is null order by position', round.cycleId))
      .toEqual([{ plan_id: first, position: 1 }, { plan_id: third, position: 2 }]);

    // Too short a time is refused in the words of the service; a longer one opens deciding.
    await page.getByRole('link', { name: 'What is to be done next' }).click();
    await settled(page);
    const until = new Date(Date.now() + 10 * 86_400_000).toISOString().slice(0, 16);
    await page.getByLabel('Until when they can decide').fill(new Date(Date.now() + 86_400_000).toISOString().slice(0, 16));
    await page.getByRole('button', { name: 'Open deciding' }).click();
    await page.getByRole('alert').getByText('at least 7 days from now, as the charter says').first().waitFor();
    await page.getByLabel('Until when they can decide').fill(until);
    await page.getByRole('button', { name: 'Open deciding' }).click();
    await page.getByRole('heading', { name: 'Who has not answered yet (4)' }).waitFor();
    expect(await page.getByRole('region', { name: 'Plans that are proposed' }).innerText()).toContain('0 agree, 0 object, 0 abstain, 4 have not answered yet.');
    expect(await cycle()).toMatchObject({ state: 'deciding', deciding_until: new Date(`${until}Z`) });
    await isWell(looked, width);

    // Meanwhile the next cycle is opened: quarters of the year that is given, and what the charter has made small.
    await page.getByText('Say for when, and what it is called').click();
    await page.getByLabel('Year', { exact: true }).fill('2029');
    await page.getByText('Change names and days').click();
    await page.getByRole('group', { name: '4', exact: true }).getByLabel('Name').fill('The cold quarter');
    await isWell(looked, width);
    await page.getByRole('button', { name: 'Open the cycle' }).click();
    await page.getByRole('heading', { name: 'Where it stands: Year 2029' }).waitFor();
    expect(await rows(`select p.name, p.starts::text, p.ends::text from cycle_period p join planning_cycle c on c.id = p.cycle_id
      where c.name = 'Year 2029' and c.confederation_id = $1 and c.objectives = '[{"minimise": "tonne-km"}]' order by p.position`, round.confederationId)).toEqual([
      { name: 'Quarter 1', starts: '2029-01-01', ends: '2029-03-31' }, { name: 'Quarter 2', starts: '2029-04-01', ends: '2029-06-30' },
      { name: 'Quarter 3', starts: '2029-07-01', ends: '2029-09-30' }, { name: 'The cold quarter', starts: '2029-10-01', ends: '2029-12-31' }]);
    await page.context().close();
  }, 180_000);

  it('whoever holds no mandate for the council reads all of it, and finds nothing to press', async () => {
    const round = await declaringCycle(api);
    const code = await codeOf(round);
    const delegate = await personWith(api, { assemblyId: round.assemblies.hill, role: 'DELEGATE' });
    for (const who of [delegate.who, { as: null }]) {
      const looked = who.as === null ? await newPage(browser) : await tabOf(who, 1280);
      for (const at of ['council', 'plans']) {
        await visit(looked, `${address}/confederations/${code}/${at}`);
        expect({ at, buttons: await looked.page.locator('main').getByRole('button').count() }).toEqual({ at, buttons: 0 });
        expect({ at, fields: await looked.page.locator('main').locator('input, textarea, select').count() }).toEqual({ at, fields: 0 });
      }
      await visit(looked, `${address}/confederations/${code}/council`);
      expect(await looked.page.locator('main').innerText()).toContain('Only those who hold a mandate for the council can do this.');
      await looked.page.context().close();
    }
  });
});
