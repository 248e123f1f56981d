import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { inBrowser, openBrowser } from './browser.js';
import { emptyDatabase, type TestDatabase } from './database.js';
import { type Api, startApi } from './graphql.js';
import { readyAddress, type Service, startConfed, startService, stopService } from './service-process.js';
import { ACCEPT, makeLink, makeSomebody } from './somebody.js';
import { listen } from './subscription.js';

describe('the first person of the example', () => {
  let database: TestDatabase;
  beforeAll(async () => { database = await emptyDatabase(); });
  afterAll(async () => {
    for (const { child } of started) child.kill('SIGKILL');
    await database.close();
  });
  const started: Service[] = [];

  const linkIn = (service: Service) => /^Begin here {2}http:\/\/127\.0\.0\.1:\d+\/begin#(cpl_[\w-]{43})$/m.exec(service.said.stdout)?.[1];
  const start = async () => {
    const service = startService({ DATABASE_URL: database.url });
    started.push(service);
    const address = await readyAddress(service);
    return { service, address, link: linkIn(service) };
  };
  const confedLink = async () => {
    const command = startConfed(['link'], { DATABASE_URL: database.url });
    return { code: await command.ended, link: linkIn(command), said: command.said };
  };
  const accept = async (address: string, secret: string | undefined) => {
    const variables = { secret, name: 'Bernie of Burlington', signInName: 'bernie', password: 'maple syrup in march' };
    const answer = await fetch(`${address}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ query: ACCEPT, variables }) });
    return (await answer.json() as { data: { acceptLink: { secret?: string; failureCode?: string } } }).data.acceptLink;
  };

  it('begins by the link that the last start or the command printed, and by no older one; then none is printed any more', async () => {
    const first = await start();
    expect(first.link).toBeTruthy();
    expect(await stopService(first.service)).toBe(0);
    const second = await start();
    expect(second.link).toBeTruthy();
    expect(await accept(second.address, first.link)).toMatchObject({ failureCode: 'NOT_PERMITTED' });
    const command = await confedLink();
    expect(command).toMatchObject({ code: 0, link: expect.any(String) });
    expect(await accept(second.address, second.link)).toMatchObject({ failureCode: 'NOT_PERMITTED' });
    expect(await accept(second.address, command.link)).toMatchObject({ secret: expect.stringMatching(/^cps_/) });
    expect(await confedLink()).toMatchObject({ code: 1, link: undefined, said: { stdout: '', stderr: expect.stringContaining('everybody here has a way to sign in') } });
    expect(await stopService(second.service)).toBe(0);
    const third = await start();
    expect(third.service.said.stdout).not.toContain('Begin here');
    expect(await stopService(third.service)).toBe(0);
  });
});

inBrowser(describe)('the page to begin at, in a browser', () => {
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

  /** A phone of 360 px, and whatever goes wrong on it. */
  const open = async (path: string): Promise<{ page: Page; wrong: string[]; asked: Set<string> }> => {
    const page = await (await browser.newContext({ viewport: { width: 360, height: 740 } })).newPage();
    const wrong: string[] = [];
    const asked = new Set<string>();
    page.on('console', (message) => { wrong.push(message.text()); });
    page.on('pageerror', (error) => { wrong.push(error.message); });
    page.on('request', (request) => { asked.add(new URL(request.url()).host); });
    await page.goto(`${address}${path}`);
    return { page, wrong, asked };
  };
  const heading = async (page: Page, text: string) => { await page.getByRole('heading', { name: text }).waitFor(); };

  const changePassword = async (page: Page, present: string, next: string) => {
    await page.getByText('Change the password').first().click();
    await page.getByLabel('The password until now').fill(present);
    await page.getByLabel('The password from now on').fill(next);
    await page.getByRole('button', { name: 'Change the password' }).click();
    await page.getByText('The password is changed.').waitFor();
  };
  const signIn = async (signInName: string, password: string) => await api.query(
    'mutation($signInName: Text!, $password: Text!) { result: signIn(signInName: $signInName, password: $password) { ... on SignedIn { secret } } }', { signInName, password }, { as: null });

  it('begins an account by keyboard alone, says what is wrong, and keeps the secret out of the address', async () => {
    const { link, personId } = await makeLink(api);
    const { page, wrong, asked } = await open(`/begin#${link}`);
    await heading(page, 'Begin');
    expect(page.url()).toBe(`${address}/begin`);
    expect(await page.evaluate('document.activeElement.tagName')).toBe('H1');
    for (const typed of ['Zoë of Cabot', 'zoe', 'short']) {
      await page.keyboard.press('Tab');
      await page.keyboard.type(typed);
    }
    await page.keyboard.press('Enter');
    await page.getByText('12 to 1000 characters; several words are easy to keep in mind', { exact: true }).waitFor();
    expect(await page.evaluate('document.activeElement.type')).toBe('password');
    await page.keyboard.type(' and now longer');
    await page.keyboard.press('Enter');
    await heading(page, 'Your work');
    await page.getByText('You are signed in as Zoë of Cabot.').waitFor();
    await page.getByText('You hold no mandate').waitFor();
    expect(page.url()).toBe(`${address}/my`);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360);
    expect([...asked]).toEqual([new URL(address).host]);
    expect(wrong).toEqual([]);
    expect(await api.database.dataSource.query('select name from person where id = $1', [personId])).toEqual([{ name: 'Zoë of Cabot' }]);
    await page.close();
  });

  it('signs in and out, and GraphiQL asks as whoever signed in in its tab', async () => {
    const somebody = await makeSomebody(api, 'Ada of Barre');
    const { page } = await open('/begin');
    await heading(page, 'Sign in');
    await page.getByLabel('Sign-in name').fill(somebody.signInName);
    await page.getByLabel('Password').fill('a wrong password');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByText('No such sign-in name and password belong together.').waitFor();
    await page.getByLabel('Password').fill(somebody.password);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByText('You are signed in as Ada of Barre.').waitFor();
    const sent = page.waitForRequest((request) => request.url().endsWith('/graphql') && (request.postData() ?? '').includes('IntrospectionQuery'));
    await page.getByRole('link', { name: 'Write your own queries' }).click();
    expect((await sent).headers()['authorization']).toMatch(/^Bearer cps_/);
    await page.goto(`${address}/begin`);
    await heading(page, 'Signed in as Ada of Barre');
    await changePassword(page, somebody.password, 'maple syrup in april');
    expect((await signIn(somebody.signInName, 'maple syrup in april')).text('result.secret')).toMatch(/^cps_/);
    await page.getByRole('button', { name: 'Sign out' }).click();
    await heading(page, 'Sign in');
    expect(await page.evaluate('sessionStorage.getItem("session")')).toBeNull();
    const ended = await api.database.dataSource.query<unknown[]>('select from session where person_id = $1 and ended_at is not null', [somebody.personId]);
    expect(ended).toHaveLength(2);
    await page.close();
  });

  it('takes no code from a provider that this tab did not go to', async () => {
    const { page, asked } = await open(`/begin#code=cpl_${'A'.repeat(43)}`);
    await heading(page, 'Sign in');
    expect(await page.getByRole('alert').allInnerTexts()).toEqual(['', '']);
    expect([...asked]).toEqual([new URL(address).host]);
    await page.close();
  });
});
