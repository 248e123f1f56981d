import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { axe, inBrowser, type Looked, newPage, openBrowser, settled, visit } from './browser.js';
import { ahead, ALL, confirm, decide, declaringCycle, giveCharter, move, type Round, toDeciding, toPlanning } from './cycle.js';
import { type Api, startApi } from './graphql.js';
import { personWith, type SignedInAs } from './persons.js';
import { makePlanFor } from './planned-cycle.js';
import { make } from './records.js';
import { queueDocument, queueSlowPlan, wake } from './slow-plan.js';
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
  const tabOf = async ({ as }: SignedInAs, width: number) => await newPage(browser, { width, as });

  /** Nothing for axe to find, nothing too wide, nothing refused by the browser. */
  async function isWell({ page, wrong }: Looked, width: number): Promise<void> {
    expect(await axe(page)).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
    expect(wrong).toEqual([]);
  }

  it.each([360, 1280])('a coordinator takes a cycle from declaring to deciding at %d px, and the records say exactly that', async (width) => {
    const round = await declaringCycle(api);
    await giveCharter(api, round, 0.5, 0.5, 7);
    await rows("insert into impact (confederation_id, code, name, unit) values ($1, 'haulage', 'Haulage by road and rail, of all that is moved between the assemblies', 'tonne-km')", round.confederationId);
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
    await page.getByText('Draft 1 is done.').waitFor();
    expect(await page.getByRole('listitem').filter({ hasText: 'Draft 1' }).innerText()).toMatch(/Vital\s+\d of 6 needs met in full, none less than \d+.*%/);
    const slow = await queueSlowPlan(api.database, round);
    wake(api);
    await page.reload();
    await page.getByText(/^[1-9][\d,]* of 1,000,000 needs have their level/).waitFor();
    expect(await page.getByRole('progressbar', { name: 'Draft 2 is being made' }).getAttribute('value')).not.toBeNull();
    await isWell(looked, width);
    await page.getByRole('button', { name: 'Stop making it' }).click();
    await page.getByText('Making draft 2 was stopped.').waitFor();
    expect(await rows('select status from plan where id = $1', slow)).toEqual([{ status: 'cancelled' }]);
    await page.getByText('Make something else small').click();
    await isWell(looked, width);
    await page.getByLabel('One more').selectOption({ label: 'Firewood' });
    await page.getByRole('button', { name: 'Add', exact: true }).click();
    await page.getByRole('button', { name: 'Earlier: Firewood' }).click();
    await page.getByRole('button', { name: 'Earlier: Firewood' }).click();
    await page.getByRole('button', { name: 'Have a plan made' }).click();
    await page.getByText('Draft 3 is done.').waitFor();
    expect((await cycle())['objectives']).toEqual([{ minimise: 'impact', impact: 'firewood' }, { minimise: 'tonne-km' }, { minimise: 'pool-use', kind: 'labour' }]);
    const plans = await rows('select id, status from plan where cycle_id = $1 order by asked_at', round.cycleId);
    expect(plans.map(({ status }) => status)).toEqual(['done', 'cancelled', 'done']);
    const [first, , third] = plans.map(({ id }) => String(id));
    expect(await page.getByRole('link', { name: 'Compare them' }).getAttribute('href')).toBe(`/plans/${first}/compare/${third}`);

    // Both are proposed, the first one first.
    await page.getByRole('button', { name: 'Add draft 3' }).click();
    await page.getByRole('button', { name: 'Add draft 1' }).click();
    await page.getByRole('button', { name: 'Earlier: draft 1' }).click();
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
    expect(await page.getByLabel('Until when they can decide').getAttribute('aria-invalid')).toBe('true');
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
  });

  it('a plan is taken back and declaring reopened with a reason; what is adopted is carried out and closed with one', async () => {
    const round = await declaringCycle(api);
    const code = await codeOf(round);
    const coordinator = await personWith(api, { assemblyId: round.assemblies.hill, role: 'COORDINATOR', confederationId: round.confederationId });
    const looked = await tabOf(coordinator.who, 1280);
    const { page } = looked;
    const cycle = async () => (await rows('select state, round, deciding_until from planning_cycle where id = $1', round.cycleId))[0] ?? {};
    await toPlanning(api, round);
    const made = [await makePlanFor(api, round.cycleId), await makePlanFor(api, round.cycleId)];
    await move(api, `proposePlans(cycleId: "${round.cycleId}", planIds: ${JSON.stringify(made)})`);

    await visit(looked, `${address}/confederations/${code}/council`);
    await page.getByRole('button', { name: 'Take plan 1 back' }).click();
    await page.getByRole('button', { name: 'Take plan 1 back' }).waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Take plan 2 back' }).click();
    await page.getByRole('alert').getByText('it is the only plan that is proposed').waitFor();
    expect(await rows('select plan_id from proposed_plan where cycle_id = $1 and withdrawn_at is null', round.cycleId)).toEqual([{ plan_id: made[1] }]);
    await page.getByRole('button', { name: 'Reopen declaring' }).click();
    await page.getByRole('alert').getByText('declaring is reopened with a reason').waitFor();
    await page.getByLabel('Why').fill('The mill burned down.');
    await page.getByRole('button', { name: 'Reopen declaring' }).click();
    await page.getByRole('heading', { name: 'Who has not declared yet (4)' }).waitFor();
    expect(await page.getByRole('region', { name: 'How it came here' }).getByRole('listitem').first().innerText()).toMatch(/^From proposed to declaring.*Round 2\s+The mill burned down\.$/s);
    expect(await cycle()).toMatchObject({ state: 'declaring', round: 2 });

    // A plan that cannot be made says why, to everybody.
    const broken = await queueDocument(api.database, round.cycleId, '{"tiers":[]}');
    wake(api);
    await visit(looked, `${address}/confederations/${code}/plans`);
    const failed = page.getByRole('listitem').filter({ hasText: 'Could not be made' });
    await failed.waitFor();
    const answer = await api.query('query($id: UUID!) { plan(id: $id) { whyFailed } }', { id: broken });
    expect(await failed.innerText()).toContain(answer.text('plan.whyFailed'));

    // In the second round everybody ratifies, while the page looks on.
    await toDeciding(api, round);
    const [proposed] = await rows('select plan_id from proposed_plan where cycle_id = $1 and round = 2', round.cycleId);
    await visit(looked, `${address}/confederations/${code}/council`);
    const later = ahead(60).slice(0, 16);
    await page.getByLabel('Until when they can decide').fill(later);
    await page.getByRole('button', { name: 'Put off the end' }).click();
    await page.getByText(/in 59 days|in 60 days/).waitFor();
    expect(await cycle()).toMatchObject({ state: 'deciding', deciding_until: new Date(`${later}Z`) });
    for (const name of ALL) await decide(api, round, name, [String(proposed?.['plan_id'])]);
    await page.getByRole('button', { name: 'The work begins' }).click();
    await page.getByRole('button', { name: 'Close the cycle' }).click();
    await page.getByRole('alert').getByText('its last period ends on 2028-05-31').waitFor();
    await page.getByLabel(/^Why it is closed before that day/).fill('Everything is done.');
    await page.getByRole('button', { name: 'Close the cycle' }).click();
    await page.getByText('This cycle is over. It stays on record.').waitFor();
    expect(await cycle()).toMatchObject({ state: 'closed', round: 2 });
    await page.reload();
    await page.getByRole('button', { name: 'Open the cycle' }).waitFor();
    await page.context().close();
  });

  it('what stands out is asked about in public and answered by the assembly, and no need changes', async () => {
    const round = await declaringCycle(api);
    const { cycleId, confederationId, assemblies } = round;
    const code = await codeOf(round);
    const one = async (query: string, ...values: unknown[]) => String((await rows(query, ...values))[0]?.['id']);
    const good = async (name: string) => await one('select id from good where confederation_id = $1 and code = $2', confederationId, name);
    const tier = async (name: string) => await one('select id from tier where confederation_id = $1 and code = $2', confederationId, name);
    const winter = await one("select id from cycle_period where cycle_id = $1 and code = 'winter'", cycleId);
    // Lake has a hundred people, and declares ten times as much bread per person as Valley and Hill; nobody but Valley declared seed.
    const need = await make(api, 'declareNeed', 'DeclareNeed', { cycleId, assemblyId: assemblies.lake, goodId: await good('bread'), tierId: await tier('vital'), periodId: winter, quantity: '90' });
    await rows('insert into norm (confederation_id, good_id, tier_id, per_person_year) values ($1, $2, $3, 0.1)', confederationId, await good('bread'), await tier('vital'));
    await rows('insert into norm (confederation_id, good_id, tier_id, per_person_year) values ($1, $2, $3, 0.02)', confederationId, await good('seed'), await tier('next'));
    const coordinator = await personWith(api, { assemblyId: assemblies.valley, role: 'COORDINATOR', confederationId });
    const delegate = await personWith(api, { assemblyId: assemblies.lake, role: 'DELEGATE' });
    const atDesk = await tabOf(coordinator.who, 1280);
    const inHall = await tabOf(delegate.who, 360);
    await visit(atDesk, `${address}/confederations/${code}/declarations`);
    await visit(inHall, `${address}/confederations/${code}/declarations`);

    expect(await atDesk.page.getByRole('region', { name: 'Who has declared' }).innerText()).toContain('3 of 4 assemblies have declared in this round.');
    const missing = await atDesk.page.getByRole('region', { name: 'What is missing' }).innerText();
    expect(missing).toContain('No need of it stands (1)');
    expect(missing).toContain('Nothing declared of Seed, Next, for which there is a norm (2)');
    const furthest = atDesk.page.getByRole('table', { name: 'Furthest from the median, of all goods' }).locator('tbody tr');
    expect(await furthest.allInnerTexts()).toEqual([expect.stringMatching(/^Lake.*Bread, Vital\s+1\.2 t\s+10 ×\s+90 t\s+100/s)]);
    const chart = atDesk.page.getByRole('img', { name: /^Bread, Vital: 3 assemblies as dots/ });
    expect(await chart.locator('circle').count()).toBe(3);
    expect(await chart.locator('circle.far').count()).toBe(1);
    expect(await chart.innerHTML()).toContain('norm');
    await isWell(atDesk, 1280);
    await isWell(inHall, 360);

    // The coordinator asks about the one need; the delegate sees it without loading the page anew, and answers what Lake resolved.
    await furthest.getByRole('button', { name: /^Ask Lake.* about Bread$/ }).click();
    expect(await atDesk.page.evaluate('document.activeElement.id')).toBe('ask-text');
    await atDesk.page.getByLabel('About what').selectOption({ label: 'Bread, Winter, Vital: 90 t' });
    await atDesk.page.getByLabel('The question').fill('Ninety tonnes for a hundred people: is there one digit too many?');
    await isWell(atDesk, 1280);
    await atDesk.page.getByRole('button', { name: 'Ask in public' }).click();
    await inHall.page.getByText('is there one digit too many?').waitFor();
    expect(await atDesk.page.getByRole('button', { name: 'Answer in public' }).count()).toBe(0);
    await inHall.page.getByLabel('The answer').fill('No: we bake for the hospital.');
    await inHall.page.getByRole('listitem').getByLabel('What was decided, in one line').fill('We bake for the hospital');
    await isWell(inHall, 360);
    await inHall.page.getByRole('button', { name: 'Answer in public' }).click();
    await atDesk.page.getByText('No: we bake for the hospital.').waitFor();
    expect(await rows(`select q.need_id, q.text, q.asked_by_id, w.text as answer, r.title, r.assembly_id from question q join question_answer w on w.question_id = q.id and w.retired_at is null
      join resolution r on r.id = w.resolution_id where q.cycle_id = $1`, cycleId)).toEqual([{
      need_id: need.id, text: 'Ninety tonnes for a hundred people: is there one digit too many?', asked_by_id: null, answer: 'No: we bake for the hospital.', title: 'We bake for the hospital', assembly_id: assemblies.lake,
    }]);
    expect(await rows('select quantity::float, version from need where id = $1', need.id)).toEqual([{ quantity: 90, version: 1 }]);

    // Everybody reads it, and nobody else can ask or answer.
    const anybody = await newPage(browser);
    await visit(anybody, `${address}/confederations/${code}/declarations`);
    expect(await anybody.page.getByRole('region', { name: 'Questions and answers' }).innerText()).toMatch(/Asked by the council.*one digit too many.*answers.*“We bake for the hospital”.*for the hospital\./s);
    expect(await anybody.page.locator('main').getByRole('button').count()).toBe(0);
    for (const { page } of [atDesk, inHall, anybody]) await page.context().close();
  });

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

  it('where the service stops and comes again, an open page follows it as before, and shows what it missed', async () => {
    const round = await declaringCycle(api);
    const looked = await newPage(browser);
    const { page } = looked;
    // As at a stop: what is told ends in good order, and the connection after it; then nothing answers for a moment.
    let stop = async (): Promise<void> => { await Promise.reject(new Error('nobody follows')); };
    let comesAgain = 0;
    await page.routeWebSocket('**/graphql', (socket) => {
      comesAgain++;
      const service = socket.connectToServer();
      let id = '';
      socket.onMessage((message) => {
        id = /"id":"([^"]+)"/.exec(String(message))?.[1] ?? id;
        service.send(message);
      });
      stop = async () => {
        socket.send(JSON.stringify({ type: 'complete', id }));
        await socket.close({ code: 1001 });
        await service.close();
      };
    });
    await visit(looked, `${address}/confederations/${await codeOf(round)}/council`);
    const waiting = page.getByRole('region', { name: /Who has not declared yet/ });
    await waiting.waitFor();
    await stop();
    await toPlanning(api, round);
    await waiting.waitFor({ state: 'detached' });
    expect(comesAgain).toBe(2);
    await page.context().close();
  });
});
