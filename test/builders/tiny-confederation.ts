import type { ExportLimit, Good, ImpactQuantity, Limit, Need, Objective, PerPeriod, Pool, Process, Route, Scenario, Stock } from '../../src/planning/index.js';
import { seeded } from '../../src/bench/scenarios/random-confederation.js';

/** Throws of one die, so that a seed gives one scenario. */
class Dice {
  private readonly random: () => number;

  constructor(seed: number) {
    this.random = seeded(seed);
  }

  chance(share: number): boolean {
    return this.random() < share;
  }

  /** A whole number from…to. */
  whole(from: number, to: number): number {
    return from + Math.floor(this.random() * (to - from + 1));
  }

  /** Three digits, so that documents stay readable and ties happen. */
  between(from: number, to: number): number {
    return Number((from + this.random() * (to - from)).toPrecision(3));
  }

  one<T>(list: readonly T[]): T {
    const picked = list[this.whole(0, list.length - 1)];
    if (picked === undefined) throw new Error('nothing to pick from');
    return picked;
  }

  some<T>(list: readonly T[], share: number): readonly T[] {
    return list.filter(() => this.chance(share));
  }

  list<T>(from: number, to: number, make: (position: number) => T): readonly T[] {
    return Array.from({ length: this.whole(from, to) }, (_, position) => make(position));
  }
}

interface Ids {
  readonly assemblies: readonly string[];
  readonly goods: readonly string[];
  readonly periods: readonly string[];
  readonly tiers: readonly string[];
}

/**
 * A confederation small enough to be solved in exact arithmetic, made of any of the things that a scenario can say: 2 to 4 assemblies,
 * 2 to 4 goods, 1 to 4 periods, 1 to 3 tiers. Nothing in it is meant; what is absent, 0, doubled or of no use happens too.
 */
export function tinyConfederation(seed: number): Scenario {
  const dice = new Dice(seed);
  const ids: Ids = {
    assemblies: dice.list(2, 4, (a) => `a${a}`), goods: dice.list(2, 4, (g) => `g${g}`),
    periods: dice.list(1, 4, (t) => `t${t}`), tiers: dice.list(1, 3, (k) => `k${k}`),
  };
  const pools = dice.list(0, 3, (c) => pool(dice, ids, c));
  return {
    format: 'confederal-scenario/1', name: `tiny ${seed}`,
    periods: ids.periods.map((id) => ({ id })), assemblies: ids.assemblies.map((id) => ({ id })), tiers: ids.tiers.map((id) => ({ id })),
    goods: ids.goods.map((id) => good(dice, id)),
    needs: dice.list(3, 9, (n) => need(dice, ids, n)),
    stocks: dice.list(2, 6, () => stock(dice, ids)),
    pools,
    processes: dice.list(0, 5, (p) => process(dice, ids, pools, p)),
    routes: dice.list(1, 5, (r) => route(dice, ids, r)),
    exportLimits: dice.list(0, 2, () => exportLimit(dice, ids)),
    impacts: [{ id: 'co2', unit: 'kg' }, { id: 'water', unit: 'm3' }],
    limits: dice.list(0, 2, (l) => limit(dice, ids, l)),
    ...(dice.chance(0.6) && { then: dice.list(1, 3, () => objective(dice)) }),
  };
}

function good(dice: Dice, id: string): Good {
  return {
    id, unit: 'kg', ...(dice.chance(0.8) && { tonnesPerUnit: dice.one([0.1, 0.5, 1, 2]) }),
    ...(dice.chance(0.6) && { storable: true }), ...(dice.chance(0.5) && { lossPerPeriod: dice.one([0.05, 0.25, 1]) }),
  };
}

function need(dice: Dice, { assemblies, goods, periods, tiers }: Ids, n: number): Need {
  return {
    id: `n${n}`, assembly: dice.one(assemblies), good: dice.one(goods), period: dice.one(periods), tier: dice.one(tiers),
    quantity: dice.between(1, 40), ...(dice.chance(0.4) && { yardstick: dice.between(5, 30) }),
  };
}

function stock(dice: Dice, { assemblies, goods, periods }: Ids): Stock {
  return {
    assembly: dice.one(assemblies), good: dice.one(goods), ...(dice.chance(0.4) && { period: dice.one(periods) }),
    quantity: dice.chance(0.05) ? 0 : dice.between(1, 50),
  };
}

function perPeriod(dice: Dice, { periods }: Ids, from: number, to: number): PerPeriod {
  if (dice.chance(0.6)) return dice.between(from, to);
  return Object.fromEntries(dice.some(periods, 0.7).map((period) => [period, dice.between(from, to)]));
}

function pool(dice: Dice, ids: Ids, c: number): Pool {
  return {
    id: `c${c}`, assembly: dice.one(ids.assemblies), kind: dice.one(['labour', 'land', 'equipment', 'other']), unit: 'h',
    quantity: perPeriod(dice, ids, 2, 40), ...(dice.chance(0.5) && { lossPerPeriod: dice.one([0.1, 0.5, 1]) }),
  };
}

function process(dice: Dice, ids: Ids, pools: readonly Pool[], p: number): Process {
  const own = dice.chance(0.9) && pools.length > 0 ? dice.one(pools) : undefined;
  const assembly = own?.assembly ?? dice.one(ids.assemblies);
  const ours = pools.filter((each) => each.assembly === assembly);
  return {
    id: `p${p}`, assembly,
    ...(dice.chance(0.7) && { inputs: dice.some(ids.goods, 0.4).map((id) => ({ good: id, quantity: dice.between(0.2, 2) })) }),
    ...(dice.chance(0.95) && {
      outputs: dice.some(ids.goods, 0.6).map((id) => ({ good: id, quantity: dice.between(0.3, 2), ...(dice.chance(0.3) && { after: dice.whole(0, 2) }) })),
    }),
    uses: dice.some(ours, 0.8).map(({ id }) => ({ pool: id, quantity: dice.between(0.5, 4), ...(dice.chance(0.4) && { for: dice.whole(1, 3) }) })),
    ...(dice.chance(0.3) && { adds: dice.some(ours, 0.7).map(({ id }) => ({ pool: id, quantity: dice.between(0.2, 3), ...(dice.chance(0.5) && { after: dice.whole(1, 2) }) })) }),
    ...(dice.chance(0.6) && { impacts: impacts(dice, 0.1, 2) }),
    ...(dice.chance(0.6) && { maxRuns: perPeriod(dice, ids, 1, 25) }),
  };
}

function impacts(dice: Dice, from: number, to: number): readonly ImpactQuantity[] {
  return dice.some(['co2', 'water'], 0.7).map((impact) => ({ impact, quantity: dice.between(from, to) }));
}

function route(dice: Dice, { assemblies, goods }: Ids, r: number): Route {
  const from = dice.one(assemblies);
  return {
    id: `r${r}`, from, to: dice.one(assemblies.filter((id) => id !== from)), km: dice.one([0, 1, 7.5, 30]),
    ...(dice.chance(0.6) && { bothWays: true }), ...(dice.chance(0.2) && { takes: dice.whole(0, 2) }),
    ...(dice.chance(0.25) && { loss: dice.one([0.02, 0.3]) }), ...(dice.chance(0.45) && { tonnesPerPeriod: dice.chance(0.1) ? 0 : dice.between(0.5, 15) }),
    ...(dice.chance(0.3) && { goods: dice.some(goods, 0.6) }), ...(dice.chance(0.4) && { impactsPerTonneKm: impacts(dice, 0.01, 0.3) }),
  };
}

function exportLimit(dice: Dice, { assemblies, goods, periods }: Ids): ExportLimit {
  return {
    assembly: dice.one(assemblies), good: dice.one(goods), ...(dice.chance(0.5) && { period: dice.one(periods) }),
    quantity: dice.chance(0.15) ? 0 : dice.between(0.5, 10),
  };
}

function limit(dice: Dice, { assemblies, periods }: Ids, l: number): Limit {
  return {
    id: `l${l}`, impact: dice.one(['co2', 'water']), quantity: dice.between(0.5, 25),
    ...(dice.chance(0.4) && { assemblies: dice.some(assemblies, 0.6) }), ...(dice.chance(0.4) && { periods: dice.some(periods, 0.6) }),
  };
}

function objective(dice: Dice): Objective {
  return dice.one<Objective>([{ minimise: 'tonne-km' }, { minimise: 'impact', impact: 'co2' }, { minimise: 'pool-use', kind: dice.one(['labour', 'land', 'equipment', 'other']) }]);
}
