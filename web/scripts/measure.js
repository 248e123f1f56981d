// Measures the pages in Chromium, prints the figures and writes docs/pages-figures.md:
//     npm run measure -w web                                 a service of its own, with the example
//     npm run measure -w web -- http://127.0.0.1:3000        one that runs, with the example and a plan
// ONLY=confederation,assembly takes those pages alone.
import { writeFileSync } from 'node:fs';
import { cpus, loadavg, totalmem } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { findChromium, NO_CHROMIUM } from './chromium.js';
import { startExample } from './example-service.js';
import { idsOf, PAGES } from './pages.js';

const TIMES = 3;
const MOST = { files: 200_000, interactive: 2_000, map: 200 };
const LOOKS = [
  { name: 'desk', viewport: { width: 1280, height: 800 }, slower: 1 },
  { name: 'phone', viewport: { width: 360, height: 740 }, slower: 1 },
  { name: 'phone, processor 4 times slower', viewport: { width: 360, height: 740 }, slower: 4 },
];

/** In the page, before anything of it: when its content last changed, and when the main thread was last busy for more than 50 ms. */
function watch() {
  window.lastChange = 0;
  window.lastLongTask = 0;
  new MutationObserver(() => { window.lastChange = performance.now(); }).observe(document, { subtree: true, childList: true, characterData: true, attributes: true });
  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries()) window.lastLongTask = Math.max(window.lastLongTask, startTime + duration);
  }).observe({ type: 'longtask', buffered: true });
}

async function tab(browser, { viewport, slower }) {
  const context = await browser.newContext({ viewport, locale: 'en-GB', timezoneId: 'UTC' });
  const page = await context.newPage();
  await page.addInitScript(watch);
  const devtools = await context.newCDPSession(page);
  await devtools.send('Network.enable');
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: slower });
  return { page, devtools, close: async () => { await context.close(); } };
}

/** Nothing loads, and for a second nothing has changed and the main thread was not busy. */
async function quiet(page) {
  await page.waitForLoadState('networkidle');
  await page.locator('h1').waitFor({ timeout: 10_000 });
  await page.waitForFunction(() => !document.querySelector('.loading') && performance.now() - Math.max(window.lastChange, window.lastLongTask) > 1000);
}

async function visit(browser, look, url) {
  const { page, devtools, close } = await tab(browser, look);
  const [urls, bytes] = [new Map(), { files: 0, answers: 0 }];
  devtools.on('Network.requestWillBeSent', ({ requestId, request }) => { urls.set(requestId, request.url); });
  devtools.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => { bytes[urls.get(requestId)?.endsWith('/graphql') ? 'answers' : 'files'] += encodedDataLength; });
  await page.goto(url);
  await quiet(page);
  const { painted, interactive } = await page.evaluate(() => {
    const first = performance.getEntriesByName('first-contentful-paint')[0].startTime;
    return { painted: first, interactive: Math.max(first, window.lastChange, window.lastLongTask) };
  });
  await close();
  return { ...bytes, requests: urls.size, painted, interactive };
}

/** From the last byte of the answer to the second frame after the arcs were put in: the first then stands on the screen. */
function nextArcs() {
  window.arcsDrawn = new Promise((resolve) => {
    const observer = new MutationObserver(() => {
      const arcs = document.querySelectorAll('.arcs path');
      if (arcs.length === 0) return;
      observer.disconnect();
      const flows = [...arcs].reduce((sum, path) => sum + path.getAttribute('d').split('M').length - 1, 0);
      requestAnimationFrame(() => requestAnimationFrame(() => {
        const answered = performance.getEntriesByType('resource').filter(({ name }) => name.endsWith('/graphql')).at(-1).responseEnd;
        resolve({ took: performance.now() - answered, flows });
      }));
    });
    observer.observe(document.querySelector('.arcs'), { childList: true, subtree: true, attributes: true });
  });
}

/** All goods of each quarter in turn. */
async function drawMap(browser, look, url) {
  const { page, close } = await tab(browser, look);
  await page.goto(url);
  await page.locator('.arcs path').first().waitFor({ state: 'attached' });
  await quiet(page);
  await page.locator('section[aria-labelledby=map] svg:has(circle)').scrollIntoViewIfNeeded();
  const periods = page.getByRole('combobox', { name: 'Period' });
  const codes = await periods.locator('option').evaluateAll((options) => options.map(({ value }) => value));
  const drawn = [];
  for (const code of [...codes.slice(1), codes[0]]) {
    await page.evaluate(nextArcs);
    await periods.selectOption(code);
    drawn.push(await page.evaluate('arcsDrawn'));
    await quiet(page);
  }
  await close();
  return drawn;
}

const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
async function timesOver(measure) {
  const found = [];
  for (let time = 0; time < TIMES; time++) found.push(await measure());
  return found;
}

const kB = (bytes) => `${(bytes / 1000).toFixed(1)} kB`;
function ms(time, most) {
  const told = `${Math.round(time)} ms`;
  if (most === undefined) return told;
  const share = `${told} (${Math.ceil((time / most) * 100)} %)`;
  return time < most ? share : `**${share}**`;
}
const row = (...cells) => `| ${cells.join(' | ')} |`;
const table = (head, rows) => [row(...head), row(...head.map((_, n) => (n === 0 ? '---' : '--:'))), ...rows].join('\n');

async function pagesTable(browser, url, ids, misses) {
  const rows = [];
  const wanted = process.env.ONLY?.split(',');
  for (const { name, path } of PAGES.filter((page) => page.at === undefined && (wanted?.includes(page.name) ?? true))) {
    const address = path(ids);
    if (address === undefined) continue;
    try {
      await visit(browser, LOOKS[0], new URL(address, url).href); // the service reads it for the first time
    } catch (error) {
      misses.push(`${name}: ${error.message.split('\n')[0]}`);
      continue;
    }
    const looked = [];
    for (const look of LOOKS) looked.push(await timesOver(async () => await visit(browser, look, new URL(address, url).href)));
    const [desk, phone, slow] = looked.map((visits) => Object.fromEntries(Object.keys(visits[0]).map((key) => [key, median(visits.map((each) => each[key]))])));
    if (desk.files > MOST.files) misses.push(`${name}: files of ${kB(desk.files)}`);
    for (const [n, { interactive }] of [desk, phone].entries()) if (interactive >= MOST.interactive) misses.push(`${name}, ${LOOKS[n].name}: interactive after ${ms(interactive)}`);
    rows.push(row(name, kB(desk.files), kB(desk.answers), desk.requests, ms(desk.painted), ms(desk.interactive, MOST.interactive), ms(phone.interactive, MOST.interactive), ms(slow.interactive)));
    console.error(rows.at(-1));
  }
  return table(['page', 'files', 'answers', 'requests', 'first paint, desk', 'interactive, desk', 'interactive, phone', 'interactive, phone 4 × slower'], rows);
}

async function mapTable(browser, url, ids, misses) {
  const rows = [];
  for (const look of LOOKS) {
    const drawn = (await timesOver(async () => await drawMap(browser, look, new URL(`/confederations/${ids.code}`, url).href))).flat();
    const times = drawn.map(({ took }) => took);
    const [middle, most] = [median(times), Math.max(...times)];
    if (look.slower === 1 && middle >= MOST.map) misses.push(`map, ${look.name}: drawn ${ms(middle)} after the answer`);
    rows.push(row(look.name, `${Math.min(...drawn.map(({ flows }) => flows))} to ${Math.max(...drawn.map(({ flows }) => flows))}`, ms(middle, look.slower === 1 ? MOST.map : undefined), ms(most)));
    console.error(rows.at(-1));
  }
  return table(['map', 'flows in a quarter', 'drawn after the answer', 'the slowest'], rows);
}

function told(pages, map, misses) {
  return `# What the pages take

Measured on ${new Date().toISOString().slice(0, 10)} by \`npm run measure -w web\`, with the Vermont example over loopback and nobody signed in, on ${cpus().length} cores and ${Math.round(totalmem() / 2 ** 30)} GB of
memory that the service, Chromium and whatever else ran had to share (load ${loadavg()[1].toFixed(1)} in the five minutes before). Each figure is the middle one of ${TIMES}, each visit in a fresh browser
profile. In brackets stands how much of its limit a figure takes; what misses it is **bold**.

- *Files* are the page itself, its scripts and styles, *answers* what GraphQL said, both as they came over the wire, headers among them. Limit: ${kB(MOST.files)} of files.
- *Interactive*: from the beginning of the visit until the last change of what the page shows, or the end of the last stretch of more than 50 ms in which the main thread was busy, whichever
  is later; after it, nothing loads and for a second nothing changes. Limit: ${MOST.interactive} ms at a desk (1280 px) and on a phone (360 px).
- The column *4 × slower* slows the page's processor down, not the network or the service; it has no limit.

${pages}

The map with all goods of a quarter, for each quarter in turn: from the last byte of the answer until the second frame after the arcs are in the page, so that the first has been handed on to be
shown. Limit: ${MOST.map} ms.

${map}

${misses.length === 0 ? 'Every figure, the middle one of its visits, keeps its limit.' : `Over the limit:\n\n${misses.map((miss) => `- ${miss}`).join('\n')}`}
`;
}

async function main() {
  const executablePath = findChromium(process.env);
  if (executablePath === undefined) throw new Error(NO_CHROMIUM);
  const given = process.argv[2];
  const service = given === undefined ? await startExample() : { url: given, stop: async () => {} };
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  const misses = [];
  try {
    const ids = await idsOf(service.url);
    const [pages, map] = [await pagesTable(browser, service.url, ids, misses), await mapTable(browser, service.url, ids, misses)];
    const text = told(pages, map, misses);
    console.log(text);
    writeFileSync(join(import.meta.dirname, '..', '..', 'docs', 'pages-figures.md'), text);
  } finally {
    await browser.close();
    await service.stop();
  }
}

await main();
