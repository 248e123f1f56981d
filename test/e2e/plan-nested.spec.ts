import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import type { NestedPlan } from '../../src/planning/index.js';
import { randomConfederation } from '../../src/bench/scenarios/random-confederation.js';
import { startConfed, temporaryFolder } from './service-process.js';

describe('confed plan --regions', () => {
  const folder = temporaryFolder();
  const at = (name: string): string => join(folder.path, name);
  afterAll(() => { folder.remove(); });

  async function confed(...args: readonly string[]): Promise<{ code: number | string; stdout: string; stderr: string }> {
    const { said, ended } = startConfed(args, {});
    const code = await ended;
    return { code, stdout: said.stdout, stderr: said.stderr };
  }

  it('plans nested and says what that is; confed verify says what it checked and what is not proved, and finds a plan that is wrong', async () => {
    const scenario = at('scenario.json');
    writeFileSync(scenario, JSON.stringify(randomConfederation({ assemblies: 12, goods: 4, periods: 2, seed: 3 })));
    const planned = await confed('plan', scenario, '--regions', '3', '-o', at('nested.json'));
    expect(planned).toMatchObject({ code: 0, stdout: '' });
    expect(planned.stderr).toMatch(/^A nested plan of 3 regions: it can be carried out, but nothing proves that its levels are the best there can be.\n {2}tier-0: the least level is .+ % \(no plan has more than .+ %\), .+ % on an average\n/);
    const plan = JSON.parse(readFileSync(at('nested.json'), 'utf8')) as NestedPlan;
    expect(plan).toMatchObject({ format: 'confederal-nested-plan/1', regions: [{}, {}, {}] });

    const verified = await confed('verify', scenario, at('nested.json'));
    expect(verified).toMatchObject({ code: 0, stderr: '' });
    expect(verified.stdout).toContain('that can be carried out; its levels are not proved to be the best:');
    expect(verified.stdout).toContain('it is nested, of 3 regions: that its levels are the best is NOT proved');

    writeFileSync(at('wrong.json'), JSON.stringify({ ...plan, runs: plan.runs.map((each) => ({ ...each, runs: each.runs * 2 })) }));
    const refused = await confed('verify', scenario, at('wrong.json'));
    expect(refused).toMatchObject({ code: 1, stdout: '' });
    expect(refused.stderr).toContain('is broken');

    const none = await confed('plan', scenario, '--regions', 'many', '-o', at('none.json'));
    expect(none).toMatchObject({ code: 1, stdout: '' });
    expect(none.stderr).toContain('It must be a whole number from 1 on.');
  });
});
