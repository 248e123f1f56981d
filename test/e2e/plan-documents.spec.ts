import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Plan, Scenario } from '../../src/planning/index.js';
import { verifyPlan } from '../../src/planning/index.js';
import { readRecords } from '../../src/plans/read-records.js';
import { scenarioDocument } from '../../src/solvers/scenario-document.js';
import { scenarioOf } from '../../src/plans/scenario-of.js';
import { breadThroughWinter } from '../builders/bread-through-winter.js';
import { type Api, startApi } from './graphql.js';
import { insertCycle, makePlanFor } from './planned-cycle.js';
import { temporaryFolder } from './service-process.js';
import { queueDocument } from './slow-plan.js';
import { listen } from './subscription.js';

let api: Api;
let address: string;
let folder: { path: string; remove: () => void };
let cycleId: string;
let planId: string;
let scenario: { sha256: string; url: string };
let plan: { sha256: string; url: string };
beforeAll(async () => {
  folder = temporaryFolder();
  api = await startApi();
  address = await listen(api);
  // Letters beyond ASCII, so that bytes and characters differ.
  const records = breadThroughWinter();
  ({ cycleId } = await insertCycle(api, { ...records, confederation: { ...records.confederation, name: 'Montagnes d’été 🌾' } }));
  planId = await makePlanFor(api, cycleId);
  const answer = await api.query('query($id: UUID!) { plan(id: $id) { scenario { sha256 documentUrl } document { sha256 url } } }', { id: planId });
  scenario = { sha256: answer.text('plan.scenario.sha256'), url: answer.text('plan.scenario.documentUrl') };
  plan = { sha256: answer.text('plan.document.sha256'), url: answer.text('plan.document.url') };
});
afterAll(async () => {
  await api.close();
  folder.remove();
});

const get = async (path: string, headers: Record<string, string> = {}) => {
  const response = await fetch(`${address}${path}`, { headers });
  return { status: response.status, headers: response.headers, bytes: Buffer.from(await response.arrayBuffer()) };
};
const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

describe('the documents of a plan', () => {
  it('come byte for byte, under their hashes', async () => {
    for (const document of [scenario, plan]) {
      const { status, headers, bytes } = await get(document.url);
      expect(status).toBe(200);
      expect(sha256(bytes)).toBe(document.sha256);
      expect(headers.get('content-type')).toBe('application/json');
      expect(headers.get('etag')).toBe(`"${document.sha256}"`);
      expect((await get(document.url, { 'if-none-match': `"other", "${document.sha256}"` })).status).toBe(304);
    }
    expect(scenario.url).toBe(`/scenarios/${scenario.sha256}.json`);
    expect(plan.url).toBe(`/plans/${planId}.json`);
  });

  it('are the scenario of the records, and a plan that passes its check', async () => {
    const records = await api.database.dataSource.transaction(async (manager) => await readRecords(manager, cycleId));
    const text = (await get(scenario.url)).bytes.toString('utf8');
    expect(text).toBe(scenarioDocument(scenarioOf(records)).text);
    const read = JSON.parse(text) as Scenario;
    const document = JSON.parse((await get(plan.url)).bytes.toString('utf8')) as Plan;
    expect(read.name).toBe('Montagnes d’été 🌾: Bread through the winter');
    expect(verifyPlan(read, document, scenario.sha256)).toMatchObject({ ok: true });
    expect(verifyPlan(read, { ...document, needs: document.needs.map((need) => ({ ...need, received: need.received * 1.01 })) }, scenario.sha256)).toMatchObject({ ok: false });
  });

  it.each(['/scenarios/x.json', `/scenarios/${'0'.repeat(64)}.json`, '/plans/x.json', '/plans/00000000-0000-4000-8000-000000000000.json', `/plans/x'--.json`])(
    'are missed in a short answer: %s', async (path) => {
      const { status, headers, bytes } = await get(path);
      expect(status).toBe(404);
      expect(headers.get('content-type')).toMatch(/^application\/json/);
      expect(JSON.parse(bytes.toString('utf8'))).toEqual({ message: expect.stringMatching(/^There is no (plan|scenario) with this/) });
    });

  it('are not there before the plan is done', async () => {
    const id = await queueDocument(api.database, (await insertCycle(api, breadThroughWinter('-other'))).cycleId, '{"name":"x"}');
    const { status, bytes } = await get(`/plans/${id}.json`);
    expect([status, JSON.parse(bytes.toString('utf8'))]).toEqual([404, { message: 'This plan is not done, so there is no document.' }]);
  });
});

describe('confed fetch', () => {
  const confed = fileURLToPath(new URL('../../dist/cli/confed.js', import.meta.url));
  const run = async (args: readonly string[], port = new URL(address).port) => {
    const child = spawn(process.execPath, [confed, 'fetch', ...args], { env: { PORT: port }, stdio: ['ignore', 'pipe', 'pipe'] });
    const out: Buffer[] = [];
    let err = '';
    child.stdout.on('data', (part: Buffer) => out.push(part));
    child.stderr.on('data', (part: Buffer) => { err += part.toString(); });
    const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
    return { code, out: Buffer.concat(out), err };
  };

  it('gets the documents into files, or on stdout', async () => {
    const file = join(folder.path, 'scenario.json');
    expect(await run(['scenario', scenario.sha256, '-o', file])).toMatchObject({ code: 0, err: '' });
    expect(sha256(readFileSync(file))).toBe(scenario.sha256);
    const { code, out } = await run(['plan', planId]);
    expect([code, sha256(out)]).toEqual([0, plan.sha256]);
  });

  it('says in one line why it cannot, and writes no file', async () => {
    const file = join(folder.path, 'none.json');
    expect(await run(['plan', scenario.sha256, '--output', file])).toMatchObject({ code: 1, err: 'confed: There is no plan with this id. Its address is /plans/<id>.json.\n' });
    expect(await run(['scenario', scenario.sha256, '-o', file], '65535')).toMatchObject({
      code: 1, err: 'confed: no service answers at http://127.0.0.1:65535 (connection refused): start it with npm start, or set HOST and PORT to where it runs\n',
    });
    expect(existsSync(file)).toBe(false);
    expect(await run(['plan', planId, '-o', join(folder.path, 'no', 'folder')])).toMatchObject({ code: 1, err: expect.stringMatching(/^confed: \S+ cannot be written: no such file or directory\n$/) });
    expect(readdirSync(folder.path).filter((name) => name.includes('part'))).toEqual([]);
  });
});
