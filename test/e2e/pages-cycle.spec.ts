import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { axe, inBrowser, type Looked, newPage, openBrowser, settled, visit } from './browser.js';
import { ahead, confirm, decide, declaringCycle, giveCharter, type Round } from './cycle.js';
import { type Api, startApi } from './graphql.js';
import { personWith } from './persons.js';
import { listen } from './subscription.js';

/** A whole cycle as people go through it, each at a screen of their own; Lake and Ridge, which need nothing, say so and decide over the API. */
inBrowser(describe)('a whole cycle, in browsers', () => {
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

  async function tabOf(mandate: object, width: number): Promise<Looked> {
    const { who } = await personWith(api, mandate);
    const looked = await newPage(browser, { width, as: who.as });
    looked.page.setDefaultTimeout(15_000);
    return looked;
  }

  /** Goes by the links of the page, as people do. */
  async function follow(page: Page, name: string): Promise<void> {
    await page.getByRole('link', { name, exact: true }).first().click();
    await settled(page);
  }

  it.each([360, 1280])('council, assemblies and public from the opening of a cycle to its end, at %d px', async (width) => {
    const before = await declaringCycle(api);
    const { confederationId, assemblies } = before;
    await giveCharter(api, before, 0.5, 0.75);
    const codes = await rows('select (select code from confederation where id = $1) as confederation, (select code from assembly where id = $2) as valley, (select code from assembly where id = $3) as hill', confederationId, assemblies.valley, assemblies.hill);
    const home = `${address}/confederations/${String(codes[0]?.['confederation'])}`;
    const council = await tabOf({ assemblyId: assemblies.valley, role: 'COORDINATOR', confederationId }, width);
    const valley = await tabOf({ assemblyId: assemblies.valley, role: 'DELEGATE' }, width);
    const hill = await tabOf({ assemblyId: assemblies.hill, role: 'DELEGATE' }, width);
    const anybody = await newPage(browser, { width });
    const of = (assembly: 'valley' | 'hill', page: string) => `${home}/assemblies/${String(codes[0]?.[assembly])}/${page}`;

    // The council opens a cycle for the next year.
    await visit(council, `${home}/council`);
    await council.page.getByText('Say for when, and what it is called').click();
    await council.page.getByLabel('Year', { exact: true }).fill('2029');
    await council.page.getByRole('button', { name: 'Open the cycle' }).click();
    await council.page.getByRole('heading', { name: 'Where it stands: Year 2029' }).waitFor();
    const [opened] = await rows("select id from planning_cycle where confederation_id = $1 and name = 'Year 2029'", confederationId);
    const round: Round = { ...before, cycleId: String(opened?.['id']) };
    const cycle = async () => (await rows('select state, round from planning_cycle where id = $1', round.cycleId))[0];

    // Two assemblies start from what they needed last time, and declare it under their resolutions.
    for (const [name, looked] of [['valley', valley], ['hill', hill]] as const) {
      await visit(looked, of(name, 'needs'));
      await looked.page.getByRole('button', { name: 'Start from Bread through the winter' }).click();
      await looked.page.getByRole('button', { name: 'Declare this' }).click();
      await looked.page.getByText(/^It is declared: [34] new, 0 changed, 0 withdrawn\.$/).waitFor();
    }
    for (const name of ['lake', 'ridge'] as const) await confirm(api, round, name);

    // Plans are made and proposed, and deciding is opened; the first round ends in an objection, the second in an adoption.
    for (const which of [1, 2]) {
      await council.page.getByText('Planning can start now.').waitFor();
      await council.page.getByRole('button', { name: 'Start planning' }).click();
      await council.page.getByRole('link', { name: 'To the plans' }).click();
      await council.page.getByRole('button', { name: 'Have a plan made' }).click();
      await council.page.getByText(`Draft ${which} is done.`).waitFor();
      await council.page.getByRole('button', { name: `Add draft ${which}` }).click();
      await council.page.getByRole('button', { name: /^Propose th/ }).click();
      await council.page.getByText('They are proposed.').waitFor();
      await council.page.getByRole('link', { name: 'What is to be done next' }).click();
      await settled(council.page);
      await council.page.getByLabel('Until when they can decide').fill(ahead(20).slice(0, 16));
      await council.page.getByRole('button', { name: 'Open deciding' }).click();
      await council.page.getByRole('heading', { name: 'Who has not answered yet (4)' }).waitFor();
      expect(await cycle()).toEqual({ state: 'deciding', round: which });
      const [proposed] = await rows('select plan_id as id from proposed_plan where cycle_id = $1 and round = $2 and withdrawn_at is null', round.cycleId, which);

      await visit(valley, of('valley', 'decide'));
      await valley.page.getByRole('button', { name: /^Ratify/ }).click();
      await valley.page.getByRole('button', { name: 'Give this answer' }).click();
      await valley.page.getByText('The answer is given, and everybody can read it.').waitFor();
      await visit(hill, of('hill', 'decide'));
      if (which === 2) {
        await hill.page.getByRole('button', { name: /^Ratify/ }).click();
        await hill.page.getByRole('button', { name: 'Give this answer' }).click();
        await hill.page.getByText('The answer is given, and everybody can read it.').waitFor();
        await decide(api, round, 'lake', [String(proposed?.['id'])]);
        break;
      }
      await hill.page.getByLabel('It objects to all of them').check();
      await hill.page.getByLabel('Its reasons').fill('More of us stay over the winter.');
      await hill.page.getByRole('button', { name: 'Propose another changed need' }).click();
      await hill.page.getByLabel('Which need').selectOption({ label: 'Bread (Quarter 1): 9 t' });
      await hill.page.getByLabel('Needed instead (t)').fill('11.5');
      await hill.page.getByRole('button', { name: 'Give this answer' }).click();
      await hill.page.getByText('More of us stay over the winter.').first().waitFor();
      for (const name of ['lake', 'ridge'] as const) await decide(api, round, name, [], '{ reasons: "We are with the Hill" }');

      // The need came back as a new version; everybody confirms what stands.
      await council.page.getByRole('heading', { name: 'Who has not declared yet (3)' }).waitFor();
      expect(await cycle()).toEqual({ state: 'declaring', round: 2 });
      expect(await rows(`select trim_scale(n.quantity)::text as quantity, n.version from need n join cycle_period p on p.id = n.period_id where n.cycle_id = $1 and n.assembly_id = $2 and p.position = 1`,
        round.cycleId, assemblies.hill)).toEqual([{ quantity: '11.5', version: 2 }]);
      await visit(valley, of('valley', 'needs'));
      await valley.page.getByRole('button', { name: 'We confirm what stands' }).click();
      await valley.page.getByText('The declaration is confirmed.').waitFor();
      for (const name of ['lake', 'ridge'] as const) await confirm(api, round, name);
    }

    // Anybody sees what was adopted and who decided, and checks the plan.
    await visit(anybody, home);
    expect(await cycle()).toEqual({ state: 'adopted', round: 2 });
    await anybody.page.getByText('Shown is the plan that the assemblies adopted.').waitFor();
    await follow(anybody.page, 'Decisions');
    const decided = await anybody.page.locator('main').innerText();
    for (const name of ['Valley', 'Hill', 'Lake']) expect(decided).toContain(name);
    expect(decided).toMatch(/was adopted on/);
    const sealed = await anybody.page.getByRole('link', { name: /sealed document/i }).first().getAttribute('href');
    expect(await (await fetch(new URL(sealed ?? '', address))).json()).toMatchObject({ format: 'confederal-planner adoption 1', round: 2 });
    await follow(anybody.page, 'At a glance');
    await follow(anybody.page, 'Check this plan yourself');
    await anybody.page.getByRole('button', { name: 'Check this plan' }).click();
    await anybody.page.getByRole('heading', { name: 'The plan is right' }).waitFor();

    // The work begins, and the cycle comes to its end.
    await visit(council, `${home}/council`);
    await council.page.getByRole('button', { name: 'The work begins' }).click();
    await council.page.getByLabel(/^Why it is closed before that day/).fill('All of it is done.');
    await council.page.getByRole('button', { name: 'Close the cycle' }).click();
    await council.page.getByText('This cycle is over. It stays on record.').waitFor();
    expect(await cycle()).toEqual({ state: 'closed', round: 2 });
    for (const looked of [council, valley, hill, anybody]) {
      expect(await axe(looked.page)).toEqual([]);
      expect(await looked.page.evaluate('document.documentElement.scrollWidth')).toBe(width);
      expect(looked.wrong).toEqual([]);
      await looked.page.context().close();
    }
  });
});
