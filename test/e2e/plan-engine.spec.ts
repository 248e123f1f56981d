import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { verifyPlan, type Plan } from '../../src/planning/index.js';
import { hashOf } from '../builders/planned.js';
import { randomConfederation } from '../../src/bench/scenarios/random-confederation.js';
import { tinyConfederation } from '../builders/tiny-confederation.js';
import { startConfed, stopService, temporaryFolder } from './service-process.js';

const scenario = tinyConfederation(6001);
let folder: ReturnType<typeof temporaryFolder>;
let file: string;
beforeAll(() => {
  folder = temporaryFolder();
  file = join(folder.path, 'scenario.json');
  writeFileSync(file, JSON.stringify(scenario));
});
afterAll(() => { folder.remove(); });

const run = async (args: readonly string[]) => {
  const service = startConfed(['plan', ...args], {});
  const code = await service.ended;
  return { code, ...service.said };
};

describe('confed plan --engine', () => {
  it.each([['highs', 'HiGHS'], ['javascript-lp-solver', 'javascript-lp-solver']])('%s makes a plan that says so', async (engine, name) => {
    const out = join(folder.path, `${engine}.json`);
    expect(await run([file, '-o', out, '--engine', engine])).toEqual({ code: 0, stdout: '', stderr: '' });
    const plan = JSON.parse(readFileSync(out, 'utf8')) as Plan;
    expect(plan.engine).toEqual({ name, version: expect.stringMatching(/^\d+\.\d+\.\d+$/) as unknown });
    expect(verifyPlan(scenario, plan, hashOf(scenario))).toMatchObject({ ok: true });
  });

  it('is HiGHS where it is left out', async () => {
    const { code, stdout } = await run([file]);
    expect([code, (JSON.parse(stdout) as Plan).engine.name]).toEqual([0, 'HiGHS']);
  });

  it('refuses an engine that there is not, and says which there are', async () => {
    const out = join(folder.path, 'none.json');
    expect(await run([file, '-o', out, '--engine', 'abacus'])).toEqual({
      code: 1, stdout: '', stderr: "error: option '--engine <engine>' argument 'abacus' is invalid. Allowed choices are highs, javascript-lp-solver.\n",
    });
    expect(existsSync(out)).toBe(false);
  });

  it.each([
    ['highs', { assemblies: 120, goods: 12, periods: 6, seed: 1 }], ['javascript-lp-solver', { assemblies: 34, goods: 9, periods: 4, seed: 1 }],
  ] as const)('%s is stopped by Ctrl-C in the middle of a solve, and nothing is written', async (engine, size) => {
    const large = join(folder.path, 'large.json');
    const out = join(folder.path, `large-${engine}.json`);
    writeFileSync(large, JSON.stringify(randomConfederation(size)));
    const service = startConfed(['plan', large, '-o', out, '--engine', engine], {});
    await sleep(2000);
    expect(await stopService(service)).toBe(130);
    expect([service.said.stderr, existsSync(out)]).toEqual(['', false]);
  });
});
