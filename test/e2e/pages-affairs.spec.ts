import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { makeMember, makeTier } from './agreements.js';
import { axe, inBrowser, type Looked, newPage, openBrowser, settled, visit } from './browser.js';
import { type Api, startApi, TESS } from './graphql.js';
import { personWith } from './persons.js';
import { insertCharter } from './proposing.js';
import { type Made, makeAssembly, makeConfederation, makeGood } from './records.js';
import { listen } from './subscription.js';

/** Barre, Stowe and Hyde share bread. Ada comes by a one-time link to be Barre's delegate; Stowe has Sam; Tess serves the council; nobody speaks for Cabot. */
inBrowser(describe)('the affairs of assemblies and confederations, in a browser', () => {
  let api: Api;
  let address: string;
  let browser: Browser;
  let valley: Made;
  let barre: Made;
  let stowe: Made;
  let cabot: Made;
  let ada: Looked;
  const affairs = (code: string) => `/confederations/valley/assemblies/${code}/affairs`;
  const rows = async (query: string, ...values: unknown[]) => await api.database.dataSource.query<Record<string, unknown>[]>(query, values);

  beforeAll(async () => {
    api = await startApi();
    address = await listen(api);
    browser = await openBrowser();
    valley = await makeConfederation(api, { name: 'Valley' });
    barre = await makeMember(api, valley, 'Barre');
    stowe = await makeMember(api, valley, 'Stowe');
    await makeMember(api, valley, 'Hyde');
    cabot = await makeAssembly(api, { name: 'Cabot' });
    await rows('update mandate set retired_at = now(), recalled_by_id = resolution_id where assembly_id = $1', cabot.id);
    await makeGood(api, valley);
    await makeTier(api, valley);
    await insertCharter(api, valley, { assemblies: '0.5', quorum: '0.4' });
    ada = await newPage(browser, { width: 360 });
  });
  afterAll(async () => {
    await browser.close();
    await api.close();
  });

  /** Axe, and nothing too wide, on a phone and on a desk; nothing from elsewhere, and nothing that the console says. */
  const expectWell = async ({ page, wrong, hosts }: Looked) => {
    for (const width of [1280, 360]) {
      await page.setViewportSize({ width, height: 800 });
      expect(await axe(page)).toEqual([]);
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
    }
    expect([...hosts]).toEqual([new URL(address).host]);
    expect(wrong).toEqual([]);
  };
  const unfold = async (page: Page, label: string) => { await page.locator('summary', { hasText: label }).first().click(); };
  const comeBy = async (looked: Looked, link: string, name: string) => {
    const { page } = looked;
    await page.goto(link);
    await page.getByLabel('Name to show').fill(name);
    await page.getByLabel('Sign-in name').fill(name.toLowerCase());
    await page.getByLabel('Password').fill(`${name} likes maple syrup`);
    await page.getByRole('button', { name: 'Begin' }).click();
    await page.getByText(`You are signed in as ${name}.`).waitFor();
  };
  const signedInAs = async (secret: string) => await newPage(browser, { width: 360, as: secret });
  const linkShown = async (page: Page) => await page.getByLabel('The link').inputValue();

  it('a delegate comes by a one-time link, gives a mandate to somebody new and recalls it', async () => {
    const given = await api.query(`mutation($input: GiveMandate!) { result: giveMandate(input: $input) { ... on GivenMandate { link } } }`, { input: { assemblyId: barre.id, role: 'DELEGATE', newPersonName: 'Not yet called' } });
    await comeBy(ada, `${address}/begin#${given.text('result.link')}`, 'Ada');
    expect(ada.page.url()).toBe(`${address}/my`);
    await ada.page.getByRole('link', { name: 'Mandates, resolutions and membership' }).click();
    await settled(ada.page);
    await unfold(ada.page, 'Give a mandate');
    await ada.page.getByLabel('Their name').fill('Bea');
    await ada.page.getByLabel('Instructions').fill('Ask us first.');
    await ada.page.getByLabel('How').selectOption('VOTES');
    await ada.page.getByLabel('For', { exact: true }).fill('12');
    await ada.page.getByLabel('Against').fill('3');
    await ada.page.getByLabel('Abstaining').fill('1');
    await expectWell(ada);
    await ada.page.getByRole('button', { name: 'Give a mandate' }).click();
    const link = await linkShown(ada.page);
    expect(link).toMatch(new RegExp(`^${address}/begin#cpl_[\\w-]{43}$`));
    expect(await rows(`select m.role, m.instructions, m.until_day, r.title, r.manner, r.votes_for, r.votes_against, r.abstaining from mandate m join resolution r on r.id = m.resolution_id
      join person p on p.id = m.person_id where p.name = 'Bea'`)).toEqual([
      { role: 'delegate', instructions: 'Ask us first.', until_day: null, title: 'We give a mandate to Bea', manner: 'votes', votes_for: 12, votes_against: 3, abstaining: 1 }]);
    await settled(ada.page);
    await expectWell(ada);

    const bea = await newPage(browser, { width: 360 });
    await comeBy(bea, link, 'Bea');
    await bea.page.getByRole('heading', { name: 'Delegate of Barre' }).waitFor();
    await unfold(ada.page, 'Recall the mandate of Bea');
    await ada.page.getByRole('button', { name: 'Recall it' }).click();
    await ada.page.locator('summary', { hasText: 'Recall the mandate of Bea' }).waitFor({ state: 'detached' });
    expect(await rows(`select m.retired_at is not null as over, r.title from mandate m join person p on p.id = m.person_id join resolution r on r.id = m.recalled_by_id where p.name = 'Bea'`))
      .toEqual([{ over: true, title: 'We recall the mandate of Bea' }]);
    await unfold(ada.page, 'Mandates that were recalled');
    await ada.page.getByText('Recalled by: We recall the mandate of Bea').waitFor();
    await bea.page.reload();
    await bea.page.getByText('You hold no mandate').waitFor();
    await bea.page.context().close();
  });

  it('writes down a resolution, which everybody reads without signing in', async () => {
    const { page } = ada;
    await visit(ada, `${address}${affairs('barre')}`);
    await unfold(page, 'Write down a resolution');
    await page.getByLabel('What was decided, in one line').fill('The mill is everybody\'s');
    await page.getByRole('button', { name: 'Write down a resolution' }).click();
    await page.getByText('“The mill is everybody\'s” is written down.').waitFor();
    expect(await rows('select manner from resolution where title = $1 and assembly_id = $2', 'The mill is everybody\'s', barre.id)).toEqual([{ manner: 'consensus' }]);
    const anybody = await newPage(browser);
    await visit(anybody, `${address}${affairs('barre')}`);
    expect(await anybody.page.getByRole('region', { name: 'Resolutions' }).innerText()).toContain('The mill is everybody\'s');
    expect(await anybody.page.locator('main form').count()).toBe(0);
    await expectWell(anybody);
    await anybody.page.context().close();
  });

  it('a proposal is drafted, refused with its faults, amended, opened, and adopted by the assemblies: then it has changed what it said', async () => {
    const { page } = ada;
    await page.setViewportSize({ width: 1280, height: 800 });
    await visit(ada, `${address}/confederations/valley/proposals`);
    await unfold(page, 'Draft a proposal');
    await page.getByLabel('What it is called').fill('Bread for all');
    await page.getByLabel('What is to change').selectOption('norm');
    await page.getByLabel('Good', { exact: true }).selectOption({ label: 'Bread' });
    await page.getByLabel('Tier', { exact: true }).selectOption({ label: 'Vital' });
    await page.getByLabel('For each person in a year').fill('-1');
    await page.getByRole('button', { name: 'Add this change' }).click();
    await page.getByText('New: norm').waitFor();
    await page.getByRole('button', { name: 'Draft a proposal' }).click();
    await page.getByRole('alert').getByText('changes.0.createNorm.perPersonYear', { exact: true }).waitFor();
    expect(await rows('select from proposal')).toEqual([]);
    await page.getByRole('button', { name: 'Take it out (1)' }).click();
    await page.getByLabel('What is to change').selectOption('norm');
    await page.getByLabel('Good', { exact: true }).selectOption({ label: 'Bread' });
    await page.getByLabel('Tier', { exact: true }).selectOption({ label: 'Vital' });
    await page.getByLabel('For each person in a year').fill('109,5');
    await page.getByRole('button', { name: 'Add this change' }).click();
    await page.getByText('New: norm').waitFor();
    await expectWell(ada);
    await page.getByRole('button', { name: 'Draft a proposal' }).click();
    await page.getByRole('heading', { level: 1, name: 'Bread for all' }).waitFor();
    await settled(page);
    const [drafted] = await rows('select status, assembly_id, mandate_id is not null as mandated from (select p.*, m.assembly_id from proposal p join mandate m on m.id = p.mandate_id) p');
    expect(drafted).toEqual({ status: 'draft', assembly_id: barre.id, mandated: true });

    await unfold(page, 'Amend it');
    await page.getByLabel('What is to change').selectOption('charter');
    await page.getByLabel('Of the assemblies, must agree').selectOption({ label: 'two thirds' });
    await page.getByLabel('Of all members, must have answered', { exact: true }).selectOption({ label: 'half of them' });
    await page.getByRole('button', { name: 'Add this change' }).click();
    await page.getByText('A new charter, in place of the one in force').waitFor();
    await page.getByRole('button', { name: 'Amend it' }).click();
    await page.locator('section[aria-labelledby=changes]').getByText('A new charter, in place of the one in force').waitFor();
    expect(await page.locator('section[aria-labelledby=changes]').innerText()).toMatch(/Of the assemblies, must agree\s+half\s+two thirds\s+Of all members, must have answered\s+40%\s+half/);
    await unfold(page, 'Open it to the assemblies');
    await page.getByRole('button', { name: 'Open it to the assemblies' }).click();
    await page.getByText('The assemblies are deciding').waitFor();
    await page.getByLabel('We agree').check();
    await page.getByRole('button', { name: 'Submit the answer' }).click();
    await page.getByText('The answer is recorded.').waitFor();
    await settled(page);
    await expectWell(ada);

    const sam = await signedInAs((await personWith(api, { assemblyId: stowe.id, role: 'DELEGATE' })).who.as);
    await visit(sam, page.url());
    for (const [answer, reasons] of [['We object', 'We eat less bread.'], ['We agree', '']] as const) {
      await sam.page.getByLabel(answer).check();
      if (reasons !== '') await sam.page.getByLabel('Reasons').fill(reasons);
      await expectWell(sam);
      await sam.page.getByRole('button', { name: 'Submit the answer' }).click();
      await (answer === 'We object' ? sam.page.locator('section[aria-labelledby=answers]').getByText('We eat less bread.') : sam.page.getByText('Adopted', { exact: true })).waitFor();
    }
    expect(await rows('select status, version from proposal')).toEqual([{ status: 'adopted', version: 2 }]);
    expect(await rows(`select a.name, d.answer, d.reasons, r.title from proposal_decision d join assembly a on a.id = d.assembly_id join resolution r on r.id = d.resolution_id order by d.decided_at`)).toEqual([
      { name: 'Barre', answer: 'agree', reasons: '', title: 'We agree: Bread for all' }, { name: 'Stowe', answer: 'object', reasons: 'We eat less bread.', title: 'We object: Bread for all' },
      { name: 'Stowe', answer: 'agree', reasons: '', title: 'We agree: Bread for all' }]);
    expect(await rows('select n.per_person_year::float8 as quantity, g.name from norm n join good g on g.id = n.good_id where n.confederation_id = $1', valley.id)).toEqual([{ quantity: 109.5, name: 'Bread' }]);
    expect(await rows('select assemblies_share, quorum, people_share from charter where confederation_id = $1 order by number desc limit 1', valley.id)).toMatchObject([{ people_share: null }]);
    await settled(sam.page);
    const answers = await sam.page.locator('section[aria-labelledby=answers] tbody tr').allInnerTexts();
    expect(answers.map((answer) => /^(Stowe|Barre)[^]*?(Agrees|Objects)( \(no longer counts\))?/.exec(answer)?.slice(1))).toEqual([['Stowe', 'Agrees', undefined], ['Stowe', 'Objects', ' (no longer counts)'], ['Barre', 'Agrees', undefined]]);
    await unfold(sam.page, 'Its versions');
    await sam.page.getByRole('heading', { name: /^Version 1,/ }).waitFor();
    await expectWell(sam);
    await sam.page.context().close();
  });

  it('a session that ended while somebody typed: they are told, can sign in again, and what they typed stands there still', async () => {
    const given = await api.query(`mutation($input: GiveMandate!) { result: giveMandate(input: $input) { ... on GivenMandate { link } } }`, { input: { assemblyId: stowe.id, role: 'DELEGATE', newPersonName: 'Not yet called' } });
    const looked = await newPage(browser, { width: 360 });
    const { page } = looked;
    await comeBy(looked, `${address}/begin#${given.text('result.link')}`, 'Ida');
    await visit(looked, `${address}${affairs('stowe')}`);
    await unfold(page, 'Give a mandate');
    await page.getByLabel('Their name').fill('Jo');
    await rows("delete from session where person_id in (select id from person where name = 'Ida')");
    await page.getByRole('button', { name: 'Give a mandate' }).click();
    await page.getByText('the session has ended').waitFor();
    expect(await page.getByLabel('Their name').inputValue()).toBe('Jo');
    expect(await axe(page)).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360);
    await page.getByRole('banner').getByRole('link', { name: 'Sign in' }).click();
    await page.getByRole('heading', { level: 1, name: 'Sign in' }).waitFor();
    await page.context().close();
  });

  it('the council invites an assembly that has no delegate, and the one who is invited comes with its resolution', async () => {
    const tess = await signedInAs(TESS);
    await visit(tess, `${address}/confederations/valley/members`);
    expect(await tess.page.getByRole('region', { name: 'The charter' }).innerText()).toContain('at least two thirds agree; and that of all members at least half have answered');
    await tess.page.getByLabel('Search by name').fill('sto');
    expect(await tess.page.locator('section[aria-labelledby=members] tbody th').allInnerTexts()).toEqual(['Stowe']);
    await unfold(tess.page, 'Invite an assembly');
    await tess.page.getByRole('group', { name: 'Assembly' }).getByLabel('Search by name').fill('Cab');
    await tess.page.getByLabel('Found').selectOption({ label: 'Cabot' });
    await tess.page.getByLabel('Their name').fill('Cleo');
    await expectWell(tess);
    await tess.page.getByRole('button', { name: 'Invite', exact: true }).click();
    const link = await linkShown(tess.page);
    await tess.page.getByText('Cleo is invited to be its first delegate').waitFor();
    await expectWell(tess);
    await tess.page.context().close();
    const cleo = await newPage(browser, { width: 360 });
    await comeBy(cleo, link, 'Cleo');
    await visit(cleo, `${address}${affairs('cabot')}`);
    await cleo.page.getByText('invites you to come with a resolution').waitFor();
    await expectWell(cleo);
    await cleo.page.getByRole('button', { name: 'Accept the invitation' }).click();
    await cleo.page.locator('summary', { hasText: 'Recall the mandate of Cleo' }).waitFor();
    expect(await rows(`select p.name, r.title from mandate m join person p on p.id = m.person_id join resolution r on r.id = m.resolution_id where m.assembly_id = $1 and m.retired_at is null`, cabot.id))
      .toEqual([{ name: 'Cleo', title: 'Cleo is our delegate' }]);
    await cleo.page.context().close();
  });

  it('an assembly leaves, told before what that means', async () => {
    const { page } = ada;
    await visit(ada, `${address}${affairs('barre')}`);
    await unfold(page, 'Leave Valley');
    await page.getByRole('region', { name: 'Confederations' }).getByText('What was adopted binds nobody who is gone.').waitFor();
    await expectWell(ada);
    await page.getByRole('button', { name: 'Leave', exact: true }).click();
    await page.getByText('a member from').waitFor();
    expect(await rows('select retired_at is not null as left from membership where assembly_id = $1', barre.id)).toEqual([{ left: true }]);
    await visit(ada, `${address}/confederations/valley/members`);
    await unfold(page, 'Who has left');
    await page.getByText('Barre, a member from').waitFor();
  });
});
