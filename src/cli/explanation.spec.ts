import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Scenario, Solver } from '../planning/index.js';
import { highsSolver } from '../solvers/highs.js';
import { planned } from '../../test/builders/planned.js';
import { explainAssembly, explainPlan } from './explanation.js';

const example = (name: string): Scenario => JSON.parse(readFileSync(new URL(`../../examples/${name}.scenario.json`, import.meta.url), 'utf8')) as Scenario;

/** Towns that each need something of their own, which no road carries: each is short for itself, each a little less than the one before. */
function alone(towns: number): Scenario {
  const ids = Array.from({ length: towns }, (_, a) => `t${String(a).padStart(2, '0')}`);
  return {
    format: 'confederal-scenario/1', name: 'Alone', periods: [{ id: 'now' }], goods: [{ id: 'water', name: 'Water', unit: 'm3' }], tiers: [{ id: 'vital', name: 'Vital' }],
    assemblies: ids.map((id) => ({ id, name: `Town ${id}` })),
    needs: ids.map((id) => ({ id, assembly: id, good: 'water', period: 'now', tier: 'vital', quantity: 100 })),
    stocks: ids.map((assembly, a) => ({ assembly, good: 'water', quantity: 10 + a })),
  };
}

describe('a plan explained', () => {
  let solver: Solver;
  beforeAll(async () => { solver = await highsSolver(); });
  const whole = (scenario: Scenario) => explainPlan(scenario, planned(scenario, solver));
  const ofAssembly = (scenario: Scenario, assembly: string) => explainAssembly(scenario, planned(scenario, solver), assembly);

  it('says what holds down most needs of the most urgent tier, then who is short of what, and why', () => {
    expect(whole(example('one-narrow-road'))).toEqual([
      'Three towns, one narrow road: of 3 needs none are met in full.', '',
      'What holds needs down, first what holds down most needs of the most urgent tier', '',
      '  1. the stock of grain is all used, 60 of 60 t (in mill)',
      '     holds down 2 vital needs, the least met to 62 %',
      '  2. the road near – far is full, 10 of 10 t',
      '     holds down 1 vital need, met to 25 %', '',
      'vital: 3 needs short, the least met first', '',
      '  far is short of grain (vital), at 25 % of what it needs:',
      '    - the road near – far is full, 10 of 10 t (one more: +2.5 points)',
      '  mill and near are short of grain (vital), at 62 % of what they need:',
      '    - nothing limits this but the total supply, all of which is shared out: they need 80 t of',
      '      grain and get 50 t',
      '    - the stock of grain is all used, 60 of 60 t (in mill; one more: +1.3 points)',
    ]);
  });

  it('says what each need of an assembly receives, and why not more', () => {
    expect(ofAssembly(example('bread-through-winter'), 'valley')).toEqual([
      'valley: of 4 needs none are met in full.', '', 'vital', '',
      '  bread, autumn: 22.5 of 27 t, 83 %',
      '  hill and valley are short of bread in autumn (vital), at 83 % of what they need:',
      '    - all in use: bakers, 2,400 of 2,400 hours (in valley, autumn; 10 more: +0.35 points)',
      '    - none there: hill-bakers (in hill, autumn; 1 hours more: +0.035 points)', '',
      '  bread, spring: 22.5 of 27 t, 83 %',
      '  hill and valley are short of bread in spring (vital), at 83 % of what they need:',
      '    - all in use: bakers, 2,400 of 2,400 hours (in valley, spring; 10 more: +0.35 points)',
      '    - none there: hill-bakers (in hill, spring; 1 hours more: +0.035 points)', '',
      '  bread, winter: 23.1 of 27 t, 85 %',
      '  hill and valley are short of bread in winter (vital), at 85 % of what they need:',
      '    - the limit “forest” is reached, 45 of 45 m3 (one more: +5.6 points)',
      '    - all in use: hill-bakers, 300 of 300 hours over 3 periods (in hill; 100 more: up to +0.69',
      '      points)', '',
      'next', '',
      '  seed, spring: 10.3 of 12 t, 85 %',
      '  valley is short of seed in spring (next), at 85 % of what it needs:',
      '    - the stock of grain is all used, 90 of 90 t (in valley, autumn; one more: +6.3 points)',
      '    - all in use: bakers, 2,400 of 2,400 hours (in valley, autumn; 10 more: +0.21 points)',
      '    - none there: hill-bakers (in hill, autumn; 1 hours more: +0.021 points)',
    ]);
  });

  it('says so where nothing is short', () => {
    expect(whole(example('dantzig-transport'))).toEqual([expect.stringMatching(/: of 3 needs all are met in full\.$/)]);
    expect(ofAssembly(example('dantzig-transport'), 'Chicago')).toEqual(['Chicago: its one need is met in full.', '', 'vital', '', '  cases, now: 300 of 300 case, 100 %']);
    expect(ofAssembly(example('dantzig-transport'), 'Seattle')).toEqual(['Seattle has no needs.']);
  });

  it('tells a dozen of what is very long, and counts the rest', () => {
    const lines = whole(alone(40));
    expect(lines.filter((line) => line.includes('is short of'))).toHaveLength(12);
    expect(lines).toContain('  Town t00 is short of water (Vital), at 10 % of what it needs:');
    expect(lines.at(-1)).toBe('  and 28 more, of 28 needs met to 22 % or more');
  });

  it('stays readable whatever the names are', () => {
    const scenario = { ...alone(2), name: 'a\nb', assemblies: [{ id: 't00', name: 'x\u001b[2J\u202ey' }, { id: 't01', name: `${'long '.repeat(40)}name` }] };
    const lines = [...whole(scenario), ...ofAssembly(scenario, 't00')];
    expect(lines.join('')).not.toMatch(/[\p{Cc}\u202e]/u);
    expect(lines.filter((line) => line.startsWith(' ') && line.length > 96)).toEqual([]);
  });
});
