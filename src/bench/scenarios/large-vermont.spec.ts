import { beforeAll, describe, expect, it } from '@jest/globals';
import { checkScenario, type Process, type Scenario } from '../../planning/index.js';
import { highsSolver } from '../../solvers/highs.js';
import { planned } from '../../../test/builders/planned.js';
import { largeVermont } from './large-vermont.js';
import { scenarioByName } from './by-name.js';

describe('the large Vermont', () => {
  let large: Scenario;
  let quarterly: Scenario | undefined;
  beforeAll(() => { large = largeVermont(); quarterly = scenarioByName('vermont'); });

  it('is a scenario that can be planned: 247 towns, 30 goods, 12 months', () => {
    expect(checkScenario(large)).toMatchObject({ ok: true });
    expect([large.assemblies, large.goods, large.periods].map((list) => list.length)).toEqual([247, 30, 12]);
    expect(largeVermont(20, 21).goods).toHaveLength(21);
    expect(checkScenario(largeVermont(20, 21))).toMatchObject({ ok: true });
  });

  it('makes every good, and needs it or makes something of it', () => {
    const of = (entries: (process: Process) => Process['inputs']) => (large.processes ?? []).flatMap((process) => (entries(process) ?? []).map(({ good }) => good));
    const made = new Set(of(({ outputs }) => outputs));
    const wanted = new Set([...of(({ inputs }) => inputs), ...large.needs.map(({ good }) => good)]);
    expect(large.goods.filter(({ id }) => !made.has(id) || !wanted.has(id))).toEqual([]);
  });

  it('needs and offers in a year what the example does in four quarters', () => {
    const needed = (scenario: Scenario | undefined, good: string) => scenario?.needs.filter((need) => need.good === good).reduce((sum, { quantity }) => sum + quantity, 0) ?? NaN;
    for (const good of ['wheat', 'greens', 'roots', 'firewood']) expect(needed(large, good) / needed(quarterly, good)).toBeCloseTo(1, 4);
    const hours = (scenario: Scenario | undefined) => scenario?.pools?.find(({ id }) => id === 'montpelier/labour')?.quantity;
    expect(Number(hours(large)) * 12).toBeCloseTo(Number(hours(quarterly)) * 4, 0);
    const milk = (scenario: Scenario | undefined, periods: number) => periods * (scenario?.processes?.find(({ id }) => id.startsWith('addison/farm/keep-dairy-cows@'))?.outputs?.find(({ good }) => good === 'milk')?.quantity ?? NaN);
    expect(milk(large, 12)).toBeCloseTo(milk(quarterly, 4), 3);
  });

  it('is short here and there, and full elsewhere', async () => {
    const { levels } = planned(largeVermont(5), await highsSolver());
    for (const tier of ['vital', 'important', 'further']) expect(levels.filter((level) => level.tier === tier && level.level > 0 && level.level < 0.9)).not.toEqual([]);
    expect(levels.filter(({ level }) => level === 1)).not.toEqual([]);
  });
});
