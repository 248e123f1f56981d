import type { ImpactQuantity, Objective, PerPeriod, Process, Scenario } from '../../src/planning/index.js';

export type Kind = 'period' | 'assembly' | 'good' | 'tier' | 'need' | 'pool' | 'process' | 'route' | 'impact' | 'limit';

/** A scenario in which every record has another id, wherever it is named; what is absent stays so. */
export function renamed(scenario: Scenario, name: (kind: Kind, id: string) => string): Scenario {
  const of = (kind: Kind) => (id: string): string => name(kind, id);
  const withId = (kind: Kind) => <T extends { readonly id: string }>(record: T): T => ({ ...record, id: name(kind, record.id) });
  const period = ({ period: id }: { readonly period?: string }) => (id === undefined ? {} : { period: name('period', id) });
  const impacts = (list: readonly ImpactQuantity[]) => list.map((each) => ({ ...each, impact: name('impact', each.impact) }));
  return {
    ...scenario,
    periods: scenario.periods.map(withId('period')), assemblies: scenario.assemblies.map(withId('assembly')), goods: scenario.goods.map(withId('good')),
    tiers: scenario.tiers.map(withId('tier')),
    needs: scenario.needs.map((need) => ({ ...withId('need')(need), ...place(need, name), period: name('period', need.period), tier: name('tier', need.tier) })),
    ...scenario.stocks && { stocks: scenario.stocks.map((stock) => ({ ...stock, ...place(stock, name), ...period(stock) })) },
    ...scenario.exportLimits && { exportLimits: scenario.exportLimits.map((limit) => ({ ...limit, ...place(limit, name), ...period(limit) })) },
    ...scenario.pools && { pools: scenario.pools.map((pool) => ({ ...withId('pool')(pool), assembly: name('assembly', pool.assembly), quantity: perPeriod(pool.quantity, name) })) },
    ...scenario.processes && { processes: scenario.processes.map((process) => ({ ...renamedProcess(process, name), ...process.impacts && { impacts: impacts(process.impacts) } })) },
    ...scenario.routes && { routes: scenario.routes.map((route) => ({
      ...withId('route')(route), from: name('assembly', route.from), to: name('assembly', route.to), ...route.goods && { goods: route.goods.map(of('good')) },
      ...route.impactsPerTonneKm && { impactsPerTonneKm: impacts(route.impactsPerTonneKm) },
    })) },
    ...scenario.impacts && { impacts: scenario.impacts.map(withId('impact')) },
    ...scenario.limits && { limits: scenario.limits.map((limit) => ({
      ...withId('limit')(limit), impact: name('impact', limit.impact),
      ...limit.assemblies && { assemblies: limit.assemblies.map(of('assembly')) }, ...limit.periods && { periods: limit.periods.map(of('period')) },
    })) },
    ...scenario.then && { then: scenario.then.map((each): Objective => (each.minimise === 'impact' ? { ...each, impact: name('impact', each.impact) } : each)) },
  };
}

type Name = (kind: Kind, id: string) => string;

function place({ assembly, good }: { readonly assembly: string; readonly good: string }, name: Name): { readonly assembly: string; readonly good: string } {
  return { assembly: name('assembly', assembly), good: name('good', good) };
}

/** Object.fromEntries makes `__proto__` a member like any other, as JSON.parse does. */
function perPeriod(quantity: PerPeriod, name: Name): PerPeriod {
  return typeof quantity === 'number' ? quantity : Object.fromEntries(Object.entries(quantity).map(([id, each]) => [name('period', id), each]));
}

function renamedProcess(process: Process, name: Name): Process {
  const goods = <T extends { readonly good: string }>(list: readonly T[]): readonly T[] => list.map((each) => ({ ...each, good: name('good', each.good) }));
  const pools = <T extends { readonly pool: string }>(list: readonly T[]): readonly T[] => list.map((each) => ({ ...each, pool: name('pool', each.pool) }));
  return {
    ...process, id: name('process', process.id), assembly: name('assembly', process.assembly),
    ...process.inputs && { inputs: goods(process.inputs) }, ...process.outputs && { outputs: goods(process.outputs) },
    ...process.uses && { uses: pools(process.uses) }, ...process.adds && { adds: pools(process.adds) },
    ...process.maxRuns !== undefined && { maxRuns: perPeriod(process.maxRuns, name) },
  };
}
