import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { breadThroughWinter } from '../builders/bread-through-winter.js';
import { axe, inBrowser, type Looked, newPage, openBrowser, settled, visit } from './browser.js';
import { ahead, cycleOf, decide, declaringCycle, giveCharter, move, type Round, toPlanning } from './cycle.js';
import { type Api, startApi } from './graphql.js';
import { personWith, type SignedInAs } from './persons.js';
import { insertCycle, makePlanFor, waitFor } from './planned-cycle.js';
import { queueSlowPlan, wake } from './slow-plan.js';
import { listen } from './subscription.js';

inBrowser(describe)('deciding on plans, in a browser', () => {
  let api: Api;
  let address: string;
  let browser: Browser;
  let round: Round;
  let delegate: SignedInAs;
  /** Two plans that are proposed, and one that stayed a draft. */
  let one: string;
  let two: string;
  let draft: string;
  let code: string;
  let assemblyCode: string;

  beforeAll(async () => {
    api = await startApi();
    address = await listen(api);
    browser = await openBrowser();
    round = await declaringCycle(api);
    await giveCharter(api, round, 0.6, 0.5);
    await toPlanning(api, round);
    one = await makePlanFor(api, round.cycleId);
    const { version } = await cycleOf(api, round, 'version') as { version: number };
    await move(api, `revisePlanningCycle(id: "${round.cycleId}", version: ${version}, changes: { objectives: [{ minimise: POOL_USE, capacityKind: LABOUR }] })`);
    two = await makePlanFor(api, round.cycleId);
    draft = await makePlanFor(api, round.cycleId);
    await move(api, `proposePlans(cycleId: "${round.cycleId}", planIds: ${JSON.stringify([one, two])})`);
    await move(api, `openDeciding(cycleId: "${round.cycleId}", until: "${ahead(30)}")`);
    delegate = (await personWith(api, { assemblyId: round.assemblies.hill, role: 'DELEGATE' })).who;
    const answer = await api.query('query($c: UUID!, $a: UUID!) { confederation(id: $c) { code } assembly(id: $a) { code } }', { c: round.confederationId, a: round.assemblies.hill });
    [code, assemblyCode] = [answer.text('confederation.code'), answer.text('assembly.code')];
  });
  afterAll(async () => {
    await browser.close();
    await api.close();
  });

  const rows = async (query: string, ...values: unknown[]) => await api.database.dataSource.query<Record<string, unknown>[]>(query, values);
  const decidePath = () => `${address}/confederations/${code}/assemblies/${assemblyCode}/decide`;
  const decisionsPath = () => `${address}/confederations/${code}/decisions`;

  /** Nothing for axe to find in light and dark, nothing wider than the screen, nothing wrong. */
  async function isSound({ page, wrong }: Looked): Promise<void> {
    for (const colorScheme of ['dark', 'light'] as const) {
      await page.emulateMedia({ colorScheme });
      expect({ colorScheme, found: await axe(page) }).toEqual({ colorScheme, found: [] });
    }
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(page.viewportSize()?.width);
    expect(wrong).toEqual([]);
  }

  const region = (page: Page, name: string | RegExp) => page.getByRole('region', { name });

  it('a delegate at a phone ratifies two plans in order, by keyboard; whoever looks on sees it at once', async () => {
    const onlooker = await newPage(browser);
    await visit(onlooker, decisionsPath());
    const hill = onlooker.page.getByRole('listitem').filter({ has: onlooker.page.getByRole('heading', { name: /^Hill/ }) });
    expect(await hill.count()).toBe(0);
    await onlooker.page.getByText('Not answered yet (4)').waitFor();

    const looked = await newPage(browser, { as: delegate.as, width: 360 });
    const { page } = looked;
    await visit(looked, decidePath());
    const plans = region(page, 'What the plans mean for us');
    const answer = await api.query(`query($id: UUID!) { assembly(id: "${round.assemblies.hill}") { plan(id: $id) { needs { nodes { level heldDownBy { sentence } } } } } }`, { id: one });
    const level = Math.floor(Number(answer.data('assembly.plan.needs.nodes.0.level')) * 100 + 1e-6);
    expect(await plans.innerText()).toMatch(new RegExp(`None of the 3 needs is met in full.[^]*Vital: 0 of 3 are met in full. The least is Bread \\(.*: ${level}%`));
    expect(await plans.getByRole('article').first().innerText()).toContain(answer.text('assembly.plan.needs.nodes.0.heldDownBy.0.sentence'));
    expect(await plans.getByRole('article').nth(1).innerText()).toContain('Every need has the same level as in Plan 1.');
    expect(await plans.getByRole('table', { name: 'Side by side' }).innerText()).toMatch(/Needs met in full/);
    await page.getByText(/29 days are left|30 days are left/).waitFor();
    await page.getByRole('button', { name: 'Ratify Plan 1' }).press('Enter');
    await page.getByRole('button', { name: 'Ratify Plan 2' }).press('Enter');
    await page.getByRole('button', { name: 'Move Plan 2 up' }).press('Enter');
    expect(await page.getByRole('list', { name: 'Chosen, in this order' }).getByRole('listitem').allInnerTexts()).toEqual([expect.stringContaining('Plan 2'), expect.stringContaining('Plan 1')]);
    expect(await page.evaluate('document.activeElement.getAttribute("aria-label")')).toBe('Move Plan 2 up');
    await isSound(looked);
    await page.getByRole('button', { name: 'Give this answer' }).click();
    await page.getByText('Ratified, the one that it likes best first: Plan 2 and Plan 1.').waitFor();
    expect(await page.evaluate('document.activeElement.textContent')).toBe('The answer is given, and everybody can read it.');
    expect(await rows(`select d.answer, d.ratified, d.reasons, r.title, r.manner, p.name from plan_decision d join resolution r on r.id = d.resolution_id join mandate m on m.id = d.mandate_id
      join person p on p.id = m.person_id where d.cycle_id = $1`, round.cycleId)).toEqual([
      { answer: 'ratify', ratified: [two, one], reasons: '', title: 'Our answer to the plans of Bread through the winter', manner: 'consensus', name: expect.stringMatching(/^P/) }]);

    await hill.getByText('Plan 2 and Plan 1').waitFor();
    expect(await region(onlooker.page, 'The count of each plan').innerText()).toMatch(/Plan 1[^]*1 of 4[^]*Plan 2[^]*1 of 4/);
    await isSound(onlooker);
    await Promise.all([onlooker, looked].map(async (each) => { await each.page.context().close(); }));
  });

  it('it objects instead, with reasons, a changed need and a changed limit; faults stand beside their fields; the database has exactly that', async () => {
    const onlooker = await newPage(browser, { width: 360 });
    await visit(onlooker, decisionsPath());
    const looked = await newPage(browser, { as: delegate.as, width: 1280 });
    const { page } = looked;
    await visit(looked, decidePath());
    await page.getByText('A new answer takes the place of this one').waitFor();
    await page.getByLabel('It objects to all of them').check();
    await page.getByLabel('Its reasons').fill('The winter is longer up here.');
    await page.getByRole('button', { name: 'Propose another changed need' }).click();
    await page.getByLabel('Which need').selectOption({ label: 'Bread (Winter): 9 t' });
    await page.getByLabel('Needed instead (t)').fill('0');
    await page.getByRole('button', { name: 'Propose another limit' }).click();
    await page.getByLabel('The most that may be caused instead (m3)').fill('40');
    await page.getByLabel('How', { exact: true }).selectOption({ label: 'by votes' });
    await page.getByLabel('For', { exact: true }).fill('21');
    await page.getByLabel('Against', { exact: true }).fill('2');
    await page.getByLabel('Abstaining', { exact: true }).fill('1');
    await page.getByRole('button', { name: 'Give this answer' }).click();
    await page.getByRole('group', { name: 'Changes of its own needs' }).getByText(/a quantity above 0/).waitFor();
    expect(await page.getByLabel('Needed instead (t)').getAttribute('aria-invalid')).toBe('true');
    await isSound(looked);
    await page.getByLabel('Needed instead (t)').fill('14.5');
    await page.getByRole('button', { name: 'Give this answer' }).click();
    await region(page, 'What the assembly answered').getByText('Needed instead: Bread (Winter), 14.5 t.').waitFor();
    const objection = await rows(`select d.id, d.answer, d.ratified, d.reasons, r.manner, r.votes_for, r.votes_against, r.abstaining from plan_decision d join resolution r on r.id = d.resolution_id
      where d.cycle_id = $1 and d.retired_at is null`, round.cycleId);
    expect(objection).toEqual([{ id: expect.any(String), answer: 'object', ratified: [], reasons: 'The winter is longer up here.', manner: 'votes', votes_for: 21, votes_against: 2, abstaining: 1 }]);
    expect(await rows(`select p.code, o.quantity, o.outcome from objection_need o join need n on n.id = o.need_id join cycle_period p on p.id = n.period_id`)).toEqual([{ code: 'winter', quantity: '14.5', outcome: 'waiting' }]);
    expect(await rows('select l.code, o.quantity from objection_limit o join ecological_limit l on l.id = o.limit_id')).toEqual([{ code: 'forest', quantity: '40' }]);

    const live = onlooker.page.getByRole('listitem').filter({ hasText: 'The winter is longer up here.' });
    await live.getByText('Proposed limit: What the forest gives, 40 m3.').waitFor();
    await live.getByText('Answered before, and replaced (1)').click();
    await live.getByText('Plan 2 and Plan 1').waitFor();
    await isSound(onlooker);

    // The others make the objection prevail: what it proposed is done, and everybody sees the new round.
    await decide(api, round, 'lake', [one]);
    await decide(api, round, 'valley', [], '{ reasons: "We are with the Hill" }');
    await onlooker.page.getByText('Assemblies are declaring what they need · Round 2', { exact: true }).waitFor();
    await onlooker.page.getByText('Done.').waitFor();
    await onlooker.page.getByText('We are with the Hill').waitFor();
    expect(await region(onlooker.page, 'The moves of the cycle').innerText()).toContain('of 4 assemblies 1 ratified it, 2 did not, 0 abstained');
    await isSound(onlooker);
    await page.reload();
    await page.getByText('No plan is proposed now').waitFor();
    await Promise.all([onlooker, looked].map(async (each) => { await each.page.context().close(); }));
  });

  it('a plan says what it reaches, asks and would be helped by; two are compared, and another can be put in the place of one', async () => {
    const looked = await newPage(browser, { width: 360 });
    const { page } = looked;
    await visit(looked, `${address}/plans/${two}`);
    const answer = await api.query('query($id: UUID!) { plan(id: $id) { document { sha256 } scarcities(sortBy: HELP) { sentence } totals { metInFull needCount } } }', { id: two });
    const text = await page.locator('main').innerText();
    expect(text).toContain(`${String(answer.data('plan.totals.metInFull'))} of ${String(answer.data('plan.totals.needCount'))} needs of 2 assemblies are met in full.`);
    expect(text).toContain(answer.text('plan.document.sha256'));
    expect(await region(page, 'What would help most').getByRole('listitem').first().innerText()).toMatch(/would lift \d+ needs? met to .* of \d+ assembl.* with [\d,]+ people, by up to [\d.]+ points/);
    expect(await region(page, 'What would help most').innerText()).toContain(answer.text('plan.scarcities.0.sentence'));
    await isSound(looked);
    await page.locator(`a[href="/plans/${one}/compare/${two}"]`).click();
    await page.waitForURL(`${address}/plans/${one}/compare/${two}`);
    await settled(page);
    expect(await region(page, 'How fully needs are met').innerText()).toMatch(/Vital[^]*Next/);
    await region(page, 'For whom it changes').getByText('No level changes for anybody.').waitFor();
    expect(await region(page, 'Effort').innerText()).toMatch(/Transport[^]*t km/);
    expect(await region(page, 'Ecological limits').innerText()).toMatch(/What the forest gives[^]*of 45 m3/);
    await isSound(looked);
    await page.getByText('Compare with another plan').click();
    await page.locator(`a[href="/plans/${one}/compare/${draft}"]`).click();
    await page.waitForURL(`${address}/plans/${one}/compare/${draft}`);
    await settled(page);
    await visit(looked, `${address}/plans/${one}/compare/${round.cycleId}`);
    await page.getByRole('heading', { level: 1, name: 'One of these plans is not there' }).waitFor();
    await page.context().close();
  });

  it('a plan that is being made tells how far it is, and its council can stop it', async () => {
    // The service makes one plan at a time, and looks by itself for what waits: another cycle's keeps this one waiting for as long as somebody looks at it.
    const before = await queueSlowPlan(api.database, await insertCycle(api, breadThroughWinter('-elsewhere')));
    wake(api);
    await waitFor(api, before, 'RUNNING');
    const planId = await queueSlowPlan(api.database, round);
    const onlooker = await newPage(browser);
    await visit(onlooker, `${address}/plans/${planId}`);
    await onlooker.page.getByRole('heading', { name: 'Waiting to be made' }).waitFor();
    expect(await onlooker.page.getByRole('button', { name: 'Stop making this plan' }).count()).toBe(0);
    await api.query('mutation($id: UUID!) { cancelPlan(plan: $id) { __typename } }', { id: before });
    wake(api);
    await onlooker.page.getByRole('heading', { name: 'Being made' }).waitFor();
    const coordinator = await personWith(api, { assemblyId: round.assemblies.valley, role: 'COORDINATOR', confederationId: round.confederationId });
    const looked = await newPage(browser, { as: coordinator.who.as, width: 360 });
    await visit(looked, `${address}/plans/${planId}`);
    await isSound(looked);
    await looked.page.getByRole('button', { name: 'Stop making this plan' }).click();
    await Promise.all([onlooker, looked].map(async ({ page }) => { await page.getByText('It was stopped. Nothing of it is kept.').waitFor(); }));
    await Promise.all([onlooker, looked].map(async (each) => { await each.page.context().close(); }));
  });
});
