import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startConfed, temporaryFolder } from './service-process.js';

const scenario = fileURLToPath(new URL('../../examples/bread-through-winter.scenario.json', import.meta.url));
const another = fileURLToPath(new URL('../../examples/one-narrow-road.scenario.json', import.meta.url));

async function confed(...args: readonly string[]): Promise<{ code: number | string; stdout: string; stderr: string }> {
  const { said, ended } = startConfed(args, {});
  const code = await ended;
  return { code, ...said };
}

describe('confed explain', () => {
  const folder = temporaryFolder();
  const plan = join(folder.path, 'plan.json');
  beforeAll(async () => { expect(await confed('plan', scenario, '-o', plan)).toMatchObject({ code: 0, stderr: '' }); });
  afterAll(() => { folder.remove(); });

  it('says what holds needs down, on stdout', async () => {
    const { code, stdout, stderr } = await confed('explain', scenario, plan);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain('Bread through the winter: of 7 needs none are met in full.\n');
    expect(stdout).toContain('    - the limit “forest” is reached, 45 of 45 m3 (one more: +5.6 points)\n');
    expect((await confed('explain', scenario, plan, '--assembly', 'hill')).stdout).toMatch(/^hill: of 3 needs none are met in full\.\n/);
  });

  it('refuses an assembly that is not there, with ids near to it', async () => {
    expect(await confed('explain', scenario, plan, '--assembly', 'vally')).toEqual({
      code: 1, stdout: '', stderr: `confed: ${scenario} has no assembly with the id "vally"; ids near to it: "valley"\n`,
    });
  });

  it('refuses a plan that does not verify, in the words of confed verify', async () => {
    const changed = join(folder.path, 'changed.json');
    writeFileSync(changed, readFileSync(plan, 'utf8').replace('"level":0.85', '"level":0.86'));
    for (const [of, file] of [[another, plan], [scenario, changed], [scenario, scenario]] as const) {
      const refused = await confed('explain', of, file);
      expect(refused).toMatchObject({ code: 1, stdout: '' });
      expect(refused.stderr.length).toBeGreaterThan(0);
      expect(refused).toEqual(await confed('verify', of, file));
    }
  });
});
