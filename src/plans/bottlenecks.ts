import type { Bottleneck, Need, PerPeriod, Process, Scenario, Shortfall } from '../planning/index.js';
import { BottleneckKind } from './bottleneck-kind.js';

/** Constraints of one kind with one name that hold the needs of a shortfall down, over assemblies and periods. */
export interface BottleneckGroup {
  readonly kind: BottleneckKind;
  /** Of the good, pool, process, or the two ends of a route; the id of a limit. */
  readonly name: string;
  readonly unit: string;
  /** The scenario's id of what is used up; absent where there are several. */
  readonly id?: string;
  /** Ids; none where it is of no single assembly (routes, limits). */
  readonly assemblies: readonly string[];
  /** Ids, in the order of the scenario; none where it is of no single period. */
  readonly periods: readonly string[];
  /** How many constraints these are. */
  readonly constraints: number;
  /** The most that one more unit of one of them would raise the level. */
  readonly perUnit: number;
  /** How much the level would rise, were there as much again of each, as far as that goes on alike: what the groups are ordered by. */
  readonly weight: number;
}

type Named = Pick<BottleneckGroup, 'kind' | 'name' | 'unit'>;

/**
 * Puts the bottlenecks of shortfalls together: what is the same in many towns and periods is said once. A unit of one thing cannot be
 * compared with a unit of another; so they are ordered by how much the level would rise were there twice as much of each.
 */
export class BottleneckGroups {
  private readonly names = new Map<string, Named>();
  private readonly amounts = new Map<string, number>();
  private readonly periodAt: ReadonlyMap<string, number>;
  private readonly needs: ReadonlyMap<string, Need>;

  constructor(private readonly scenario: Scenario) {
    this.periodAt = new Map(scenario.periods.map(({ id }, t) => [id, t]));
    this.needs = new Map(scenario.needs.map((need) => [need.id, need]));
    this.readNames();
    this.readAmounts();
  }

  /** The groups of one shortfall, those that matter most first. */
  of(shortfall: Shortfall): readonly BottleneckGroup[] {
    const bottlenecks = shortfall.bottlenecks.length > 0 ? shortfall.bottlenecks : this.nothing(shortfall);
    const members = new Map<string, { readonly named: Named; readonly bottlenecks: Bottleneck[] }>();
    for (const bottleneck of bottlenecks) {
      const named = this.names.get(key(bottleneck.kind, bottleneck.id));
      if (named === undefined) throw new Error(`the scenario has nothing that ${bottleneck.kind} ${bottleneck.id} could be`);
      const alike = key(named.kind, named.name, named.unit);
      const group = members.get(alike);
      if (group === undefined) members.set(alike, { named, bottlenecks: [bottleneck] });
      else group.bottlenecks.push(bottleneck);
    }
    return [...members.values()].map(({ named, bottlenecks }) => this.group(named, bottlenecks)).sort(byWeight);
  }

  /** Needs that nothing holds down, and that get nothing: what they need is nowhere, and there is no way to make it. */
  private nothing({ needs }: Shortfall): Bottleneck[] {
    return needs.flatMap((id) => {
      const need = this.needs.get(id);
      return need === undefined ? [] : [{ kind: 'nothing', id: need.good, assembly: need.assembly, period: need.period, perUnit: 0 } as const];
    });
  }

  private group(named: Named, bottlenecks: readonly Bottleneck[]): BottleneckGroup {
    const ids = new Set(bottlenecks.map(({ id }) => id));
    const [id] = ids;
    return {
      ...named,
      ...(ids.size === 1 && id !== undefined ? { id } : {}),
      assemblies: [...new Set(bottlenecks.flatMap(({ assembly }) => assembly ?? []))].sort(),
      periods: [...new Set(bottlenecks.flatMap(({ period }) => period ?? []))].sort((a, b) => (this.periodAt.get(a) ?? 0) - (this.periodAt.get(b) ?? 0)),
      constraints: bottlenecks.length,
      perUnit: bottlenecks.reduce((most, { perUnit }) => Math.max(most, perUnit), 0),
      weight: bottlenecks.reduce((sum, bottleneck) => sum + bottleneck.perUnit * this.amountOf(bottleneck), 0),
    };
  }

  private readNames(): void {
    const { assemblies, goods, pools = [], processes = [], routes = [], impacts = [], limits = [] } = this.scenario;
    const places = new Map(assemblies.map(({ id, name }) => [id, name ?? id]));
    const put = (of: Bottleneck['kind'], id: string, named: Named): void => { this.names.set(key(of, id), named); };
    for (const { id, name = id, unit } of goods) {
      put('stock', id, { kind: BottleneckKind.STOCK, name, unit });
      put('nothing', id, { kind: BottleneckKind.NOTHING, name, unit });
      put('export', id, { kind: BottleneckKind.EXPORT_LIMIT, name, unit });
    }
    for (const { id, name = id, unit, kind } of pools) put('pool', id, { kind: kindOfPool[kind], name, unit });
    for (const { id, name = id } of processes) {
      const runs = { kind: BottleneckKind.RUNS, name, unit: 'runs' };
      put('runs', id, runs);
      // What scenario-processes.ts makes of a process that several kinds of land are fit for: variants under one pool of runs.
      const pool = `${id.split('@')[0] ?? ''}:runs`;
      if (this.names.has(key('pool', pool))) put('pool', pool, runs);
    }
    for (const { id, from, to } of routes) put('route', id, { kind: BottleneckKind.ROUTE, name: `${places.get(from) ?? from} – ${places.get(to) ?? to}`, unit: 't' });
    const units = new Map(impacts.map(({ id, unit }) => [id, unit]));
    for (const { id, impact } of limits) put('limit', id, { kind: BottleneckKind.ECOLOGICAL_LIMIT, name: id, unit: units.get(impact) ?? '' });
  }

  /** How much there is of what can run out: by kind, id, place and period. Of routes and limits by kind and id. */
  private readAmounts(): void {
    const { periods, stocks = [], pools = [], processes = [], routes = [], exportLimits = [], limits = [] } = this.scenario;
    for (const { assembly, good, period, quantity } of stocks) {
      const at = amountKey({ kind: 'stock', id: good, assembly, period: period ?? periods[0]?.id ?? '', perUnit: 0 });
      this.amounts.set(at, (this.amounts.get(at) ?? 0) + quantity);
    }
    for (const { id } of periods) {
      for (const pool of pools) this.amounts.set(amountKey({ kind: 'pool', id: pool.id, assembly: pool.assembly, period: id, perUnit: 0 }), inPeriod(pool.quantity, id));
      for (const process of processes) this.amounts.set(amountKey({ kind: 'runs', id: process.id, assembly: process.assembly, period: id, perUnit: 0 }), mostRuns(process, id));
      for (const { id: route, tonnesPerPeriod } of routes) this.amounts.set(amountKey({ kind: 'route', id: route, period: id, perUnit: 0 }), tonnesPerPeriod ?? 0);
      for (const { assembly, good, period, quantity } of exportLimits) {
        const at = amountKey({ kind: 'export', id: good, assembly, period: id, perUnit: 0 });
        if (period === undefined || period === id) this.amounts.set(at, Math.min(this.amounts.get(at) ?? Infinity, quantity));
      }
    }
    for (const { id, quantity } of limits) this.amounts.set(amountKey({ kind: 'limit', id, perUnit: 0 }), quantity);
  }

  private amountOf(bottleneck: Bottleneck): number {
    return this.amounts.get(amountKey(bottleneck)) ?? 0;
  }
}

function key(...ids: readonly string[]): string {
  return JSON.stringify(ids);
}

function amountKey({ kind, id, assembly = '', period = '' }: Bottleneck): string {
  return key(kind, id, assembly, period);
}

const kindOfPool = {
  labour: BottleneckKind.LABOUR, land: BottleneckKind.LAND, equipment: BottleneckKind.EQUIPMENT, other: BottleneckKind.OTHER_POOL,
} as const;

function inPeriod(quantity: PerPeriod, period: string): number {
  return typeof quantity === 'number' ? quantity : quantity[period] ?? 0;
}

function mostRuns({ maxRuns }: Process, period: string): number {
  return maxRuns === undefined ? 0 : inPeriod(maxRuns, period);
}

/** At level 0 nothing has weight: then what cannot be had at all comes first. */
function byWeight(a: BottleneckGroup, b: BottleneckGroup): number {
  return b.weight - a.weight || Number(b.kind === BottleneckKind.NOTHING) - Number(a.kind === BottleneckKind.NOTHING) || b.constraints - a.constraints
    || (key(a.kind, a.name) < key(b.kind, b.name) ? -1 : 1);
}
