import type { PerPeriod, Scenario } from '../../src/planning/index.js';

/** What of all that a scenario can say this one says. */
export function featuresOf(scenario: Scenario): Readonly<Record<string, boolean>> {
  const { periods, tiers, needs, goods, stocks = [], pools = [], processes = [], routes = [], exportLimits = [], limits = [], then } = scenario;
  const byPeriod = (quantity: PerPeriod | undefined): boolean => typeof quantity === 'object';
  const above0 = (number: number | undefined): boolean => (number ?? 0) > 0;
  const outputs = processes.flatMap((process) => process.outputs ?? []);
  const uses = processes.flatMap((process) => process.uses ?? []);
  const adds = processes.flatMap((process) => process.adds ?? []);
  return {
    'several periods': periods.length > 1, 'several tiers': tiers.length > 1, 'no need': needs.length === 0, 'one assembly': scenario.assemblies.length === 1,
    yardsticks: needs.some(({ yardstick }) => yardstick !== undefined), keeps: goods.some(({ storable }) => storable), 'spoils while kept': goods.some(({ storable, lossPerPeriod }) => storable === true && above0(lossPerPeriod)),
    weightless: goods.some(({ tonnesPerUnit }) => !above0(tonnesPerUnit)), 'a stock later on': stocks.some(({ period }) => period !== undefined && period !== periods[0]?.id),
    'a stock of 0': stocks.some(({ quantity }) => quantity === 0), 'a pool by periods': pools.some(({ quantity }) => byPeriod(quantity)), 'a pool of 0': pools.some(({ quantity }) => quantity === 0),
    'runs by periods': processes.some(({ maxRuns }) => byPeriod(maxRuns)), 'runs without bound': processes.some(({ maxRuns }) => maxRuns === undefined),
    'comes later': outputs.some(({ after }) => above0(after)), 'comes too late': outputs.some(({ after = 0 }) => after >= periods.length),
    'holds a pool long': uses.some((use) => (use.for ?? 1) > 1), 'builds capacity': adds.length > 0, 'built later': adds.some(({ after = 1 }) => after > 1),
    'wears out': adds.some(({ pool }) => pools.some(({ id, lossPerPeriod }) => id === pool && above0(lossPerPeriod))), 'impacts of runs': processes.some(({ impacts = [] }) => impacts.length > 0),
    'both ways': routes.some(({ bothWays }) => bothWays), 'one way': routes.some(({ bothWays }) => bothWays !== true), 'takes time': routes.some(({ takes }) => above0(takes)),
    'loses on the way': routes.some(({ loss }) => above0(loss)), 'a closed road': routes.some(({ tonnesPerPeriod }) => tonnesPerPeriod === 0), 'carries some goods': routes.some((route) => route.goods),
    'no capacity given': routes.some(({ tonnesPerPeriod }) => tonnesPerPeriod === undefined), 'impacts of transport': routes.some(({ impactsPerTonneKm = [] }) => impactsPerTonneKm.length > 0),
    'exports limited in a period': exportLimits.some(({ period }) => period), 'exports limited always': exportLimits.some(({ period }) => period === undefined),
    'a limit for assemblies': limits.some(({ assemblies }) => assemblies), 'a limit for periods': limits.some((limit) => limit.periods), 'a limit for all': limits.some((limit) => !limit.assemblies && !limit.periods),
    'nothing said to minimise': then === undefined, 'nothing to minimise': then?.length === 0, 'several to minimise': (then?.length ?? 0) > 1,
    ...Object.fromEntries((['tonne-km', 'impact', 'pool-use'] as const).map((name) => [`minimises ${name}`, then?.some(({ minimise }) => minimise === name) === true])),
  };
}
