import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { axe, inBrowser, type Look, type Looked, newPage, openBrowser, settled, visit } from './browser.js';
import { declaringCycle, type Round } from './cycle.js';
import { type Api, startApi } from './graphql.js';
import { personWith } from './persons.js';
import { listen } from './subscription.js';

inBrowser(describe)('an assembly declares, in a browser', () => {
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

  /** A tab in which a delegate of the assembly is signed in, as /begin leaves it. */
  async function asDelegate(assemblyId: string, look: Look): Promise<Looked> {
    const { who } = await personWith(api, { assemblyId, role: 'DELEGATE' });
    const looked = await newPage(browser, { ...look, as: who.as });
    looked.page.setDefaultTimeout(10_000);
    await looked.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    return looked;
  }

  const paste = async (page: Page, text: string): Promise<void> => {
    await page.evaluate(`navigator.clipboard.writeText(${JSON.stringify(text)})`);
    await page.keyboard.press('Control+V');
  };

  /** What stands in the database, sorted: «bread vital autumn 27». */
  async function standing({ cycleId }: Round, assemblyId: string): Promise<string[]> {
    const rows = await api.database.dataSource.query<{ line: string }[]>(`
      select concat_ws(' ', g.code, t.code, p.code, trim_scale(n.quantity), nullif(n.why, '')) as line from need n join good g on g.id = n.good_id join tier t on t.id = n.tier_id join cycle_period p on p.id = n.period_id
      where n.cycle_id = $1 and n.assembly_id = $2 and n.retired_at is null order by t.position, g.code, p.position`, [cycleId, assemblyId]);
    return rows.map(({ line }) => line);
  }

  const pathOf = async ({ confederationId }: Round, assemblyId: string, page: string) => {
    const answer = await api.query('query($c: UUID!, $a: UUID!) { confederation(id: $c) { code } assembly(id: $a) { code } }', { c: confederationId, a: assemblyId });
    return `${address}/confederations/${answer.text('confederation.code')}/assemblies/${answer.text('assembly.code')}/${page}`;
  };

  it('on a phone, in Catalan: pastes, mends, loses nothing in an outage, and submits what it saw', async () => {
    const round = await declaringCycle(api);
    const { valley } = round.assemblies;
    const looked = await asDelegate(valley, { width: 360, locale: 'ca-ES' });
    const { page } = looked;
    await visit(looked, await pathOf(round, valley, 'needs'));
    const field = (row: string, period: string) => page.getByRole('textbox', { name: `${row}: ${period}`, exact: true });
    const bread = 'Bread, Vital · t';
    const grain = 'Grain, Next · t';
    expect(await field(bread, 'Winter').inputValue()).toBe('27');
    // Another row, and three cells of a spreadsheet from its first field on.
    await page.getByRole('combobox', { name: 'Bé', exact: true }).selectOption({ label: 'Grain (t)' });
    await page.getByRole('combobox', { name: 'Urgència', exact: true }).selectOption({ label: 'Next' });
    await page.getByRole('button', { name: 'Afegir', exact: true }).click();
    await field(grain, 'Autumn: after the harvest').focus();
    await paste(page, '1.200,5\t1.5\t0,25\t9\n');
    expect(await page.getByText('Línia 1, columna 4').innerText()).toContain('«9»');
    expect(await page.getByText('Línia 1, columna 2').innerText()).toContain('«1.5»');
    expect(await field(grain, 'Winter').getAttribute('aria-invalid')).toBe('true');
    expect(await page.locator(`#${String(await field(grain, 'Winter').getAttribute('aria-describedby'))}`).innerText()).toBe('Pot voler dir dues coses. Escriviu-la així: 1.234,5.');
    expect(await page.getByText('1 camp encara no és correcte').count()).toBe(1);
    await field(grain, 'Winter').fill('1,5');
    await field(bread, 'Spring').fill('');
    // Arrows and Enter go from field to field.
    await field(bread, 'Winter').focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.type('30');
    expect(await field(bread, 'Autumn: after the harvest').inputValue()).toBe('30');
    await page.keyboard.press('Enter');
    expect(await page.evaluate('document.activeElement.getAttribute("aria-label")')).toBe(`${grain}: Autumn: after the harvest`);
    // The network is gone: what was typed is there after it, and after the tab was loaded anew.
    await page.context().route('**/graphql', async (route) => { await route.abort('connectionfailed'); });
    await page.getByRole('button', { name: 'Declarar-ho' }).click();
    await page.getByText('No es pot arribar al servei.').waitFor();
    await page.context().unroute('**/graphql');
    await page.reload();
    await settled(page);
    expect(await page.getByRole('region', { name: 'Què canvia' }).locator('tbody').innerText()).toMatch(
      /Bread[^]*Autumn[^]*Canvia[^]*27 t[^]*30 t[^]*Spring[^]*Es retira[^]*27 t[^]*res[^]*Grain[^]*Nou[^]*res[^]*1\.200,5 t[^]*1,5 t[^]*0,25 t/);
    expect(await axe(page)).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360);
    await page.getByRole('button', { name: 'Declarar-ho' }).click();
    await page.getByText('Declarat: 3 noves, 1 canviades, 1 retirades.').waitFor();
    expect(await standing(round, valley)).toEqual(['bread vital autumn 30', 'bread vital winter 27', 'grain next autumn 1200.5', 'grain next winter 1.5', 'grain next spring 0.25', 'seed next spring 12 to sow']);
    const acts = await api.query('query($id: UUID!) { assembly(id: $id) { resolutions(direction: DESCENDING, first: 1) { nodes { title } } } }', { id: valley });
    expect(acts.text('assembly.resolutions.nodes.0.title')).toBe('Les nostres necessitats: Bread through the winter');
    await page.getByText('No hi ha cap diferència amb el que és declarat.').waitFor();
    expect(await axe(page)).toEqual([]);
    expect(looked.wrong.filter((said) => !said.includes('ERR_CONNECTION_FAILED'))).toEqual([]);
    await page.context().close();
  });

  it('on a desk: takes a whole table, starts from norms and the last cycle, and asks which is to be where somebody else declared meanwhile', async () => {
    const round = await declaringCycle(api);
    const { valley } = round.assemblies;
    const query = async (sql: string, values: readonly unknown[]) => await api.database.dataSource.query<{ id: string }[]>(sql, [...values]);
    // A norm, and a cycle before this one.
    await query(`insert into norm (confederation_id, good_id, tier_id, per_person_year) select $1, g.id, t.id, 1.5 from good g, tier t where g.confederation_id = $1 and t.confederation_id = $1 and g.code = 'bread' and t.code = 'next'`, [round.confederationId]);
    const [last] = await query("insert into planning_cycle (confederation_id, code, name) values ($1, 'before', 'The winter before') returning id", [round.confederationId]);
    await query("insert into cycle_period (cycle_id, code, name, position, starts, ends) select $1, v.code, v.code, v.position, v.starts::date, v.ends::date from (values ('a', 1, '2026-09-01', '2026-11-30'), ('b', 2, '2026-12-01', '2027-02-28')) v (code, position, starts, ends)", [last?.id]);
    await query(`insert into need (cycle_id, assembly_id, good_id, period_id, tier_id, quantity, why) select $1, $2, g.id, p.id, t.id, 1000.25 * p.position, 'for the mill' from good g, tier t, cycle_period p
      where g.confederation_id = $3 and t.confederation_id = $3 and p.cycle_id = $1 and g.code in ('grain', 'bread') and t.code = 'vital'`, [last?.id, valley, round.confederationId]);
    const looked = await asDelegate(valley, { width: 1280, locale: 'en-GB' });
    const { page } = looked;
    await visit(looked, await pathOf(round, valley, 'needs'));
    const field = (row: string, period: string) => page.getByRole('textbox', { name: `${row}: ${period}`, exact: true });
    const changes = page.getByRole('region', { name: 'What changes' });

    await page.getByRole('button', { name: 'Start from The winter before' }).click();
    await page.getByText('2 amounts were filled in. 2 were left').waitFor();
    expect(await field('Grain, Vital · t', 'Winter').inputValue()).toBe('2,000.5');
    await page.getByRole('button', { name: 'Start from the norms per person' }).click();
    await page.getByText('3 amounts were filled in.').waitFor();
    // 1.5 · 900 · 91 / 365.25, to the sixth decimal.
    expect(await field('Bread, Next · t', 'Autumn: after the harvest').inputValue()).toBe('336.344969');
    await field('Bread, Next · t', 'Winter').fill('3000');
    expect(await page.getByText('9 times the norm per person').count()).toBe(1);

    await field('Bread, Vital · t', 'Spring').focus();
    await paste(page, 'Good\tUrgency\tAutumn: after the harvest\twinter\tSummer\tWhy\nseed\tNEXT\t3\t\t1\tto sow early\nCheese\tVital\t1\nGRAIN\tvital\t7\t8.5\t\n');
    await page.getByText('4 amounts were taken over.').waitFor();
    expect(await page.getByText('Line 1, column 5').innerText()).toContain('“Summer”');
    expect(await page.getByText('Line 3, column 1').innerText()).toContain('the name or code of a good; got “Cheese”');
    await page.getByText('Why, and yardstick: Bread, Vital').click();
    await page.getByRole('textbox', { name: 'Why: Bread, Vital · t', exact: true }).fill('The school eats here too');
    expect(await axe(page)).toEqual([]);

    // Meanwhile another delegate revises one of these needs, and declares another.
    const needs = await query(`select n.id from need n join good g on g.id = n.good_id join cycle_period p on p.id = n.period_id where n.cycle_id = $1 and n.assembly_id = $2 and g.code = 'bread' and p.code = 'winter'`, [round.cycleId, valley]);
    await api.query('mutation($id: UUID!) { reviseNeed(id: $id, version: 1, changes: { quantity: "31" }) { __typename } }', { id: needs[0]?.id });
    const [other] = await query("select jsonb_build_object('cycleId', $1::uuid, 'assemblyId', $2::uuid, 'goodId', g.id, 'tierId', t.id, 'periodId', p.id, 'quantity', '5') as id from good g, tier t, cycle_period p where g.confederation_id = $3 and g.code = 'grain' and t.confederation_id = $3 and t.code = 'vital' and p.cycle_id = $1 and p.code = 'winter'", [round.cycleId, valley, round.confederationId]);
    await api.query('mutation($input: DeclareNeed!) { declareNeed(input: $input) { __typename } }', { input: other?.id });
    const before = await standing(round, valley);
    await page.getByRole('button', { name: 'Declare this' }).click();
    await page.getByRole('heading', { name: 'Something else was declared meanwhile' }).waitFor();
    expect(await standing(round, valley)).toEqual(before);
    expect(await page.getByRole('region', { name: 'Something else was declared meanwhile' }).innerText()).toMatch(/Bread, Winter[^]*Stands now: 31 t · Yours: 27 t \(The school eats here too\)[^]*Grain, Winter[^]*Stands now: 5 t · Yours: 8\.5 t/);
    expect(await axe(page)).toEqual([]);
    await page.getByRole('button', { name: 'Take what stands: Bread, Winter' }).click();
    await page.getByRole('button', { name: 'Keep mine: Grain, Winter' }).click();
    expect(await changes.locator('tbody').innerText()).toMatch(/Grain[^]*Winter\s+Changed\s+5 t\s+8\.5 t/);
    await page.getByRole('button', { name: 'Declare this' }).click();
    await page.getByText('It is declared: 5 new, 3 changed, 0 withdrawn.').waitFor();
    expect(await standing(round, valley)).toEqual([
      'bread vital autumn 27 The school eats here too', 'bread vital winter 31', 'bread vital spring 27 The school eats here too', 'grain vital autumn 7 for the mill', 'grain vital winter 8.5 for the mill',
      'bread next autumn 336.344969', 'bread next winter 3000', 'bread next spring 343.737166', 'seed next autumn 3 to sow early', 'seed next spring 12 to sow',
    ]);
    expect(looked.wrong.filter((said) => !said.includes('ERR_CONNECTION_FAILED'))).toEqual([]);
    await page.context().close();
  });

  it('confirms what stands in a new round; everybody reads it', async () => {
    const round = await declaringCycle(api);
    const { hill } = round.assemblies;
    const path = await pathOf(round, hill, 'needs');
    await api.database.dataSource.query("insert into cycle_transition (cycle_id, from_state, to_state, round) values ($1, 'deciding', 'declaring', 1)", [round.cycleId]);
    const everybody = await newPage(browser, { width: 1280 });
    await visit(everybody, path);
    expect(await everybody.page.getByRole('table', { name: 'The declared needs' }).locator('tbody').innerText()).toMatch(/Bread Vital · t\s+9 t\s+9 t\s+9 t/);
    expect(await everybody.page.getByRole('textbox').count()).toBe(0);
    expect(await everybody.page.getByText('The assembly has not declared in this round yet.').count()).toBe(1);
    expect(await axe(everybody.page)).toEqual([]);
    expect(everybody.wrong).toEqual([]);
    await everybody.page.context().close();
    const { page, ...looked } = await asDelegate(hill, { width: 360 });
    await visit({ page, ...looked }, path);
    await page.getByRole('button', { name: 'We confirm what stands' }).click();
    await page.getByText('The declaration is confirmed.').waitFor();
    await page.getByText('The assembly has declared what it needs in this round.').waitFor();
    const answer = await api.query('query($id: UUID!) { planningCycle(id: $id) { declared { id } } }', { id: round.cycleId });
    expect(answer.data('planningCycle.declared')).toEqual([{ id: hill }]);
    expect(await standing(round, hill)).toEqual(['bread vital autumn 9', 'bread vital winter 9', 'bread vital spring 9']);
    await page.context().close();
  });

  it('registers what it holds: amounts by paste, something new, something gone, all in one', async () => {
    const round = await declaringCycle(api);
    const { valley } = round.assemblies;
    const looked = await asDelegate(valley, { width: 1280, locale: 'es-ES' });
    const { page } = looked;
    await visit(looked, await pathOf(round, valley, 'holdings'));
    const field = (row: string, column: string) => page.getByRole('textbox', { name: `${row}: ${column}`, exact: true });
    const sheet = (name: string) => page.getByRole('region', { name, exact: true });
    await field('Grain, t', 'Desde el primer periodo').focus();
    await paste(page, '85,5\t\t4\n');
    await paste(page, 'Bien\tDesde el primer periodo\tspring\tVerano\nSEED\t2,5\t\t1\nQueso\t1\t\t\n');
    expect(await page.getByText('Línea 3, columna 1, no se ha entendido: «Queso».').count()).toBe(1);
    expect(await field('Seed, t', 'Desde el primer periodo').inputValue()).toBe('2,5');
    // A pool is the same in each period, or its own in each.
    await field('Bakers, hours', 'Winter').fill('1.200');
    expect(await page.getByText('O en todos los periodos por igual, o en periodos sueltos: no ambas cosas.').count()).toBe(2);
    await field('Bakers, hours', 'En cada periodo').fill('');
    const add = page.getByRole('form', { name: 'Añadir a: Tierra' });
    await add.getByLabel('Nombre').fill('Prado');
    await add.getByLabel('Sirve para').fill('pasture, cropland');
    await add.getByRole('button').click();
    await field('Prado, ha · pasture, cropland', 'Hectáreas').fill('12,25');
    const enterprises = page.getByRole('form', { name: 'Añadir a: Empresas comunes' });
    await enterprises.getByLabel('Nombre').fill('Molino');
    await enterprises.getByRole('button').click();
    const limits = page.getByRole('form', { name: 'Añadir a: Lo que puede salir como mucho' });
    await limits.getByRole('combobox').selectOption({ label: 'Bread (t)' });
    await limits.getByRole('button').click();
    await field('Bread, t', 'En cada periodo').fill('0');
    await page.reload();
    await settled(page);
    expect(await sheet('Qué cambia').locator('tbody').innerText()).toMatch(/Existencias: Grain\s+Cambia\s+Desde el primer periodo: 90 t\s+Desde el primer periodo: 85,5 t[^]*Trabajo y equipo: Bakers\s+Cambia\s+En cada periodo: 2\.400 hours\s+Winter: 1\.200 hours/);
    expect(await axe(page)).toEqual([]);
    // Somebody else was faster with the grain.
    const [grain] = await api.database.dataSource.query<{ id: string; version: number }[]>('select id, version from stock where assembly_id = $1', [valley]);
    await api.query('mutation($id: UUID!, $version: Int!) { reviseStock(id: $id, version: $version, changes: { quantity: "80" }) { __typename } }', { ...grain });
    await page.getByRole('button', { name: 'Registrarlo' }).click();
    await page.getByText('Ahora consta: Desde el primer periodo: 80 t').waitFor();
    await page.getByRole('button', { name: 'Dejar lo mío: Grain' }).click();
    await page.getByRole('button', { name: 'Registrarlo' }).click();
    await page.getByText('Registrado: 7 cambios.').waitFor();
    const held = async (sql: string) => (await api.database.dataSource.query<{ line: string }[]>(sql, [valley])).map(({ line }) => line);
    expect(await held("select concat_ws(' ', trim_scale(quantity), period) as line from stock where assembly_id = $1 and retired_at is null order by quantity desc")).toEqual(['85.5', '4 winter', '2.5']);
    expect(await held("select concat_ws(' ', name, trim_scale(hectares), array_to_string(fit_for, ',')) as line from land_parcel where assembly_id = $1")).toEqual(['Prado 12.25 pasture,cropland']);
    expect(await held('select trim_scale(quantity)::text as line from export_limit where assembly_id = $1')).toEqual(['0']);
    expect(await held('select name as line from enterprise where assembly_id = $1 order by name')).toEqual(['Molino', 'The bakery']);
    const pools = await api.query('query($id: UUID!) { assembly(id: $id) { pools { nodes { quantity quantityByPeriod { period quantity } } } } }', { id: valley });
    expect(pools.data('assembly.pools.nodes')).toEqual([{ quantity: null, quantityByPeriod: [{ period: 'winter', quantity: '1200' }] }]);
    expect(await axe(page)).toEqual([]);
    expect(looked.wrong.filter((said) => !said.includes('ERR_CONNECTION_FAILED'))).toEqual([]);
    await page.context().close();
  });

  it('shows both on a phone, light and dark, with nothing for axe to find and nothing too wide', async () => {
    const round = await declaringCycle(api);
    const { valley } = round.assemblies;
    const look = { width: 360, locale: 'es-ES' };
    for (const looked of [await asDelegate(valley, look), await newPage(browser, look)]) {
      for (const path of ['needs', 'holdings']) {
        await visit(looked, await pathOf(round, valley, path));
        for (const colorScheme of ['light', 'dark'] as const) {
          await looked.page.emulateMedia({ colorScheme });
          expect({ path, found: await axe(looked.page) }).toEqual({ path, found: [] });
        }
        expect(await looked.page.evaluate('document.documentElement.scrollWidth')).toBe(360);
      }
      await looked.page.context().close();
    }
  });
});
