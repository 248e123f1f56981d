import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type Browser, chromium, type Page } from 'playwright-core';
import { findChromium, NO_CHROMIUM } from '../../web/scripts/chromium.js';

const CHROMIUM = findChromium(process.env);
// As in CI (.ci/run): there nothing is skipped.
if (CHROMIUM === undefined && process.env['BROWSER_SPECS'] === 'required') throw new Error(NO_CHROMIUM);

/** `describe`, or `describe.skip` where no Chromium is found: there is nothing to look with, as start-database.ts says once. */
export const inBrowser = <Describe extends { readonly skip: unknown }>(describe: Describe): Describe | Describe['skip'] => (CHROMIUM === undefined ? describe.skip : describe);

export async function openBrowser(): Promise<Browser> {
  if (CHROMIUM === undefined) throw new Error(NO_CHROMIUM);
  return await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] });
}

/** A page, and whatever goes wrong on it. */
export interface Looked {
  readonly page: Page;
  /** What the console said, the policy's refusals among it, and what was thrown. */
  readonly wrong: string[];
  /** The hosts that were asked. */
  readonly hosts: Set<string>;
}

export interface Look {
  readonly width?: number;
  /** The secret of a session: somebody who is signed in, as /begin leaves it. */
  readonly as?: string;
  readonly locale?: string;
}

/** A tab of its own, with nothing kept from others. */
export async function newPage(browser: Browser, { width = 1280, as, locale = 'en-GB' }: Look = {}): Promise<Looked> {
  const page = await (await browser.newContext({ viewport: { width, height: 800 }, locale, timezoneId: 'UTC', reducedMotion: 'reduce' })).newPage();
  page.setDefaultTimeout(60_000);
  if (as !== undefined) await page.addInitScript(`sessionStorage.setItem('session', ${JSON.stringify(as)})`);
  const wrong: string[] = [];
  const hosts = new Set<string>();
  page.on('console', (message) => { wrong.push(message.text()); });
  page.on('pageerror', (error) => { wrong.push(`${page.url()} ${error.stack}`); });
  page.on('request', (request) => { hosts.add(new URL(request.url()).host); });
  return { page, wrong, hosts };
}

/** Opens an address and waits until nothing loads any more. */
export async function visit({ page }: Looked, url: string): Promise<void> {
  await page.goto(url);
  await settled(page);
}

/** Waits until everything that the page asked for is there. */
export async function settled(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle');
  await page.locator('h1').waitFor();
  await page.locator('.loading').first().waitFor({ state: 'detached' });
}

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe finds wrong with a page, each with the elements: none is none. By all its rules, or by these alone. */
export async function axe(page: Page, rules?: readonly string[]): Promise<readonly string[]> {
  if (await page.evaluate('typeof axe') === 'undefined') await page.evaluate(AXE);
  const options = rules === undefined ? {} : { runOnly: rules };
  const found = await page.evaluate<readonly { readonly id: string; readonly help: string; readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[] }[]>(
    `axe.run(${JSON.stringify(options)}).then(({ violations }) => violations)`);
  return found.map(({ id, help, nodes }) => `${id}: ${help}\n${nodes.map(({ html, failureSummary }) => `${html} ${failureSummary ?? ''}`).join('\n')}`);
}
