// Takes a picture of every page of the Vermont example at the width of a desk and of a phone, and writes docs/screenshots.md around them:
//     npm run screenshots -w web -- http://127.0.0.1:3000 'http://127.0.0.1:3000/begin#cpl_…'
// The first is a service that runs (without one, it starts its own); the second the link that it says to begin by, so that somebody is signed in: it is used up,
// and the next time the same person signs in by name. Without one, pages are shown as they are to everybody. ONLY=map,council takes those alone.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { findChromium, NO_CHROMIUM } from './chromium.js';
import { startExample } from './example-service.js';
import { graphql, idsOf, PAGES } from './pages.js';

const DOCS = join(import.meta.dirname, '..', '..', 'docs');
const WIDTHS = [{ width: 1280, height: 1000 }, { width: 360, height: 900 }];
const QUALITY = 68;
const MOST = 2_500_000;
/** Of an example that is there to be looked at. */
const SOMEBODY = { name: 'Ada of Montpelier', signInName: 'ada', password: 'for pictures of the example' };

/** The secret of a session, or undefined. */
async function signedIn(url, link) {
  const SIGNED_IN = '... on SignedIn { secret }';
  const known = await graphql(url, `mutation($signInName: Text!, $password: Text!) { signIn(signInName: $signInName, password: $password) { ${SIGNED_IN} } }`, SOMEBODY);
  if (known.signIn.secret !== undefined || link === undefined) return known.signIn.secret;
  const { acceptLink } = await graphql(url, `mutation($secret: String!, $name: Text!, $signInName: Text!, $password: Text!) {
    acceptLink(secret: $secret, name: $name, signInName: $signInName, password: $password) { ${SIGNED_IN} ... on Failure { message } } }`, { ...SOMEBODY, secret: link.replace(/^.*#/, '') });
  if (acceptLink.secret === undefined) throw new Error(`Nobody could begin by this link: ${acceptLink.message}`);
  return acceptLink.secret;
}

/** A picture of what stands in the window, in docs/screenshots/. @returns its name and how many bytes it has; undefined where the page has nothing yet */
async function picture(browser, { name, at, signedIn }, address, viewport, session) {
  const context = await browser.newContext({ viewport, locale: 'en-GB', timezoneId: 'UTC', reducedMotion: 'reduce' });
  if (signedIn && session !== undefined) await context.addInitScript((secret) => { sessionStorage.setItem('session', secret); }, session);
  const page = await context.newPage();
  try {
    await page.goto(address);
    await page.waitForLoadState('networkidle');
    await page.locator('h1').waitFor({ timeout: 5000 });
    await page.waitForFunction(() => !document.querySelector('.loading'));
    if (at !== undefined) await page.locator(at).evaluate((part) => { part.scrollIntoView(); });
    const file = `${name}-${viewport.width}.jpg`;
    const { length } = await page.screenshot({ path: join(DOCS, 'screenshots', file), type: 'jpeg', quality: QUALITY });
    return { file, bytes: length };
  } catch (error) {
    console.error(`${name} at ${viewport.width} px: ${error.message.split('\n')[0]}`);
    return undefined;
  } finally {
    await context.close();
  }
}

async function picturesOf(browser, url, session) {
  const ids = await idsOf(url);
  const sections = [];
  let bytes = 0;
  const wanted = process.env.ONLY?.split(',');
  for (const page of PAGES.filter(({ name }) => wanted === undefined || wanted.includes(name))) {
    const path = page.path(ids);
    if (path === undefined) {
      console.error(`${page.name}: the service has nothing to be shown there`);
      continue;
    }
    const pictures = [];
    for (const viewport of WIDTHS) pictures.push(await picture(browser, page, new URL(path, url).href, viewport, session));
    if (pictures.includes(undefined)) continue;
    bytes += pictures.reduce((sum, each) => sum + each.bytes, 0);
    const cells = pictures.map(({ file }, n) => `![${page.says} At ${WIDTHS[n].width} px.](screenshots/${file})`);
    sections.push(`## ${page.name}\n\n${page.says}\n\n| ${WIDTHS.map(({ width }) => `${width} px`).join(' | ')} |\n|---|---|\n| ${cells.join(' | ')} |\n`);
  }
  console.log(`${sections.length} pages, ${(bytes / 1000).toFixed(0)} kB of pictures`);
  if (bytes > MOST) throw new Error(`that is more than ${MOST / 1000} kB: lower QUALITY`);
  return sections;
}

async function main() {
  const executablePath = findChromium(process.env);
  if (executablePath === undefined) throw new Error(NO_CHROMIUM);
  const [given, link] = process.argv.slice(2);
  const service = given === undefined ? await startExample() : { url: given, link, stop: async () => {} };
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  try {
    mkdirSync(join(DOCS, 'screenshots'), { recursive: true });
    const sections = await picturesOf(browser, service.url, await signedIn(service.url, service.link));
    writeFileSync(join(DOCS, 'screenshots.md'), `# What the pages look like

The Vermont example at the width of a desk and of a phone, taken by \`npm run screenshots -w web\` (the pages are listed in \`web/scripts/pages.js\`).
Where somebody acts in them (Ada of Montpelier, a second plan, a proposal, a question, an answer to the plans), it was done for the pictures, and is invented like what the towns hold.

${sections.join('\n')}`);
  } finally {
    await browser.close();
    await service.stop();
  }
}

await main();
