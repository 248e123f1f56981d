import type { Id, ImpactQuantity, Objective, PerPeriod, Route, Scenario } from '../../src/planning/index.js';
import { Decimal } from './exact-numbers.js';
import { ExactRow } from './exact-simplex.js';

/** A name that no other list of parts joins to, whatever the ids. */
const name = (...parts: readonly (string | number)[]): string => JSON.stringify(parts);

/** Names of variables and rows, by what they stand for; t counts from 0. */
export const received = (need: Id): string => name('y', need);
export const runsOf = (process: Id, t: number): string => name('x', process, t);
export const keptOf = (assembly: Id, good: Id, t: number): string => name('s', assembly, good, t);
export const sentOn = (way: string, good: Id, t: number): string => name('f', way, good, t);
export const wayOf = (route: Id, direction: 'forth' | 'back'): string => name(route, direction);
export const rowOf = (family: 'balance' | 'pool' | 'route' | 'export' | 'limit' | 'runs' | 'need', ...parts: readonly (string | number)[]): string => name(family, ...parts);

/** One direction of a route. */
interface Way extends Route {
  readonly key: string;
}

/**
 * The allocation model written down from docs/model.md with exact decimals, variable by variable: each adds itself to every row that it
 * touches, and to what may be minimised. Nothing of src/planning/formulation is used.
 */
export class ExactModel {
  readonly rows = new Map<string, ExactRow>();
  /** All that there is, whether a row says anything of it or not. */
  readonly variables = new Set<string>();
  private readonly efforts = new Map<string, Map<string, Decimal>>();
  private readonly times: readonly number[];

  constructor(private readonly scenario: Scenario) {
    this.times = scenario.periods.map((_, t) => t);
    this.openRows();
    for (const { id, assembly, good, period, quantity } of scenario.needs) {
      this.add(rowOf('balance', assembly, good, this.at(period)), received(id), Decimal.one);
      this.open(rowOf('need', id), quantity).add(received(id), Decimal.one);
    }
    this.addRuns();
    this.addFlows();
    for (const { id: a } of scenario.assemblies) for (const { id: g, storable, lossPerPeriod = 0 } of scenario.goods) for (const t of this.times.slice(0, -1)) {
      if (storable !== true) continue;
      this.add(rowOf('balance', a, g, t), keptOf(a, g, t), Decimal.one);
      this.add(rowOf('balance', a, g, t + 1), keptOf(a, g, t), Decimal.of(lossPerPeriod).left().negated());
    }
  }

  /** What an objective counts, by variable. */
  effort(objective: Objective): ReadonlyMap<string, Decimal> {
    return this.efforts.get(name(objective.minimise, 'impact' in objective ? objective.impact : '', 'kind' in objective ? objective.kind : '')) ?? new Map<string, Decimal>();
  }

  private openRows(): void {
    const { assemblies, goods, stocks = [], pools = [], exportLimits = [], limits = [] } = this.scenario;
    for (const { id: a } of assemblies) for (const { id: g } of goods) for (const t of this.times) this.open(rowOf('balance', a, g, t), 0);
    for (const { assembly, good, period, quantity } of stocks) {
      const row = this.row(rowOf('balance', assembly, good, period === undefined ? 0 : this.at(period)));
      row.most = row.most.plus(Decimal.of(quantity));
    }
    for (const { id, quantity } of pools) for (const t of this.times) this.open(rowOf('pool', id, t), this.inPeriod(quantity, t));
    exportLimits.forEach(({ period, quantity }, e) => {
      for (const t of this.times) if (period === undefined || this.at(period) === t) this.open(rowOf('export', e, t), quantity);
    });
    for (const { id, quantity } of limits) this.open(rowOf('limit', id), quantity);
  }

  private addRuns(): void {
    for (const { id, assembly, inputs = [], outputs = [], uses = [], adds = [], impacts = [], maxRuns } of this.scenario.processes ?? []) for (const t of this.times) {
      const x = runsOf(id, t);
      this.variables.add(x);
      if (maxRuns !== undefined) this.open(rowOf('runs', id, t), this.inPeriod(maxRuns, t)).add(x, Decimal.one);
      for (const { good, quantity } of inputs) this.add(rowOf('balance', assembly, good, t), x, Decimal.of(quantity));
      for (const { good, quantity, after = 0 } of outputs) this.add(rowOf('balance', assembly, good, t + after), x, Decimal.of(-quantity));
      for (const { pool, quantity, for: periods = 1 } of uses) {
        const kind = this.scenario.pools?.find((each) => each.id === pool)?.kind ?? '';
        for (const held of this.times.slice(t, t + periods)) {
          this.add(rowOf('pool', pool, held), x, Decimal.of(quantity));
          this.count(name('pool-use', '', kind), x, Decimal.of(quantity));
        }
      }
      for (const { pool, quantity, after = 1 } of adds) {
        const stays = Decimal.of(this.scenario.pools?.find((each) => each.id === pool)?.lossPerPeriod ?? 0).left();
        let left = Decimal.of(-quantity);
        for (const there of this.times.slice(t + after)) {
          this.add(rowOf('pool', pool, there), x, left);
          left = left.times(stays);
        }
      }
      this.cause(x, assembly, t, impacts, Decimal.one);
    }
  }

  private addFlows(): void {
    for (const way of (this.scenario.routes ?? []).flatMap(bothWays)) for (const t of this.times) {
      const { key, from, to, km, takes = 0, loss = 0, tonnesPerPeriod, goods, impactsPerTonneKm = [] } = way;
      const capacity = tonnesPerPeriod === undefined ? undefined : this.open(rowOf('route', key, t), tonnesPerPeriod);
      const arrives = Decimal.of(loss).left().negated();
      for (const { id: g, tonnesPerUnit = 0 } of this.scenario.goods) {
        if (goods?.includes(g) === false) continue;
        const f = sentOn(key, g, t);
        this.add(rowOf('balance', from, g, t), f, Decimal.one);
        this.add(rowOf('balance', to, g, t + takes), f, arrives);
        (this.scenario.exportLimits ?? []).forEach(({ assembly, good }, e) => {
          if (good !== g) return;
          if (assembly === from) this.add(rowOf('export', e, t), f, Decimal.one);
          if (assembly === to) this.add(rowOf('export', e, t + takes), f, arrives);
        });
        capacity?.add(f, Decimal.of(tonnesPerUnit));
        const tonneKm = Decimal.of(km).times(Decimal.of(tonnesPerUnit));
        this.count(name('tonne-km', '', ''), f, tonneKm);
        this.cause(f, from, t, impactsPerTonneKm, tonneKm);
      }
    }
  }

  /** Impacts of a run or flow, for the limits that they fall under and for what may be minimised. */
  private cause(variable: string, assembly: Id, t: number, impacts: readonly ImpactQuantity[], times: Decimal): void {
    for (const { impact, quantity } of impacts) {
      const each = Decimal.of(quantity).times(times);
      this.count(name('impact', impact, ''), variable, each);
      for (const limit of this.scenario.limits ?? []) {
        const falls = limit.impact === impact && limit.assemblies?.includes(assembly) !== false && limit.periods?.some((period) => this.at(period) === t) !== false;
        if (falls) this.add(rowOf('limit', limit.id), variable, each);
      }
    }
  }

  private count(objective: string, variable: string, coefficient: Decimal): void {
    const effort = this.efforts.get(objective) ?? new Map<string, Decimal>();
    effort.set(variable, effort.get(variable)?.plus(coefficient) ?? coefficient);
    this.efforts.set(objective, effort);
  }

  private open(key: string, most: number): ExactRow {
    const row = new ExactRow(Decimal.of(most));
    this.rows.set(key, row);
    return row;
  }

  private row(key: string): ExactRow {
    const row = this.rows.get(key);
    if (row === undefined) throw new Error(`there is no row ${key}`);
    return row;
  }

  /** A row that is not there is one past the last period, or an export that is not limited then. */
  private add(key: string, variable: string, coefficient: Decimal): void {
    this.variables.add(variable);
    this.rows.get(key)?.add(variable, coefficient);
  }

  private at(period: Id): number {
    return this.scenario.periods.findIndex(({ id }) => id === period);
  }

  private inPeriod(quantity: PerPeriod, t: number): number {
    const period = this.scenario.periods[t]?.id ?? '';
    if (typeof quantity === 'number') return quantity;
    return Object.hasOwn(quantity, period) ? (quantity[period] ?? 0) : 0;
  }
}

function bothWays(route: Route): readonly Way[] {
  const forth = { ...route, key: wayOf(route.id, 'forth') };
  return route.bothWays === true ? [forth, { ...route, key: wayOf(route.id, 'back'), from: route.to, to: route.from }] : [forth];
}
