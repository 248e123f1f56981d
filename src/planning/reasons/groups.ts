import type { Id, Pool, Scenario } from '../scenario/types.js';
import { BottleneckKind } from './bottleneck-kind.js';
import type { Bottleneck, Shortfall } from './shortfall.js';

/** Constraints of one kind with one name that hold the needs of a shortfall down, over assemblies and periods. */
export interface BottleneckGroup {
  readonly kind: BottleneckKind;
  /** Of the good, pool, process, or the two ends of a route; the id of a limit. */
  readonly name: string;
  readonly unit: string;
  /** The scenario's id of what is used up; absent where there are several. */
  readonly id?: Id;
  /** Ids; none where it is of no single assembly (routes, limits). */
  readonly assemblies: readonly Id[];
  /** Ids, in the order of the scenario; none where it is of no single period. */
  readonly periods: readonly Id[];
  /** How many constraints these are. */
  readonly constraints: number;
  /** How much there is of all of them together, with what the plan builds. */
  readonly amount: number;
  /** How much of that the plan uses. */
  readonly used: number;
  /** The most that one more unit of one of them would raise the level. */
  readonly perUnit: number;
  /** How much the level would rise, were there as much again of each, as far as that goes on alike: what the groups are ordered by. */
  readonly weight: number;
}

/** A bottleneck with all the needs that it holds down in a plan. */
export interface Scarcity extends Pick<BottleneckGroup, 'kind' | 'name' | 'unit' | 'assemblies' | 'periods' | 'amount' | 'used'> {
  /** The most urgent first. */
  readonly tiers: readonly { readonly tier: Id; readonly needs: number; readonly leastLevel: number }[];
}

type Named = Pick<BottleneckGroup, 'kind' | 'name' | 'unit'>;
interface Members { readonly named: Named; readonly bottlenecks: Bottleneck[] }

/**
 * Puts the bottlenecks of shortfalls together: what is the same in many towns and periods is said once. A unit of one thing cannot be
 * compared with a unit of another; so they are ordered by how much the level would rise were there twice as much of each.
 */
export class BottleneckGroups {
  private readonly names = new Map<string, Named>();
  private readonly places: ReadonlyMap<Id, string>;
  private readonly periodAt: ReadonlyMap<Id, number>;

  constructor(private readonly scenario: Scenario) {
    this.places = new Map(scenario.assemblies.map(({ id, name }) => [id, name ?? id]));
    this.periodAt = new Map(scenario.periods.map(({ id }, t) => [id, t]));
    this.readNames();
  }

  /** The groups of one shortfall, those that matter most first. */
  of({ bottlenecks }: Shortfall): readonly BottleneckGroup[] {
    return this.alike(bottlenecks).map((members) => this.group(members)).sort(byWeight);
  }

  /**
   * What holds needs down in the whole plan, ranked by how many needs of the most urgent tier it does; where these are equal by how many
   * of the next, and so on.
   */
  scarcities(shortfalls: readonly Shortfall[]): readonly Scarcity[] {
    const constraints = new Map<string, Bottleneck>();
    const tiers = new Map<string, Map<Id, { needs: number; leastLevel: number }>>();
    for (const { tier, level, needs, bottlenecks } of shortfalls) {
      for (const each of bottlenecks) constraints.set(key(each.kind, each.id, each.assembly ?? '', each.to ?? '', each.period ?? ''), each);
      for (const { named } of this.alike(bottlenecks)) {
        const inTiers = tiers.get(nameKey(named)) ?? new Map<Id, { needs: number; leastLevel: number }>();
        tiers.set(nameKey(named), inTiers);
        const before = inTiers.get(tier) ?? { needs: 0, leastLevel: Infinity };
        inTiers.set(tier, { needs: before.needs + needs.length, leastLevel: Math.min(before.leastLevel, level) });
      }
    }
    const urgency = this.scenario.tiers.map(({ id }) => id);
    return this.alike([...constraints.values()]).map((members): Scarcity => {
      const { kind, name, unit, assemblies, periods, amount, used } = this.group(members);
      const inTiers = tiers.get(nameKey(members.named));
      const told = urgency.flatMap((tier) => { const found = inTiers?.get(tier); return found === undefined ? [] : [{ tier, ...found }]; });
      return { kind, name, unit, assemblies, periods, amount, used, tiers: told };
    }).sort((a, b) => byUrgency(a, b, urgency));
  }

  private alike(bottlenecks: readonly Bottleneck[]): readonly Members[] {
    const groups = new Map<string, Members>();
    for (const bottleneck of bottlenecks) {
      const named = this.nameOf(bottleneck);
      const group = groups.get(nameKey(named));
      if (group === undefined) groups.set(nameKey(named), { named, bottlenecks: [bottleneck] });
      else group.bottlenecks.push(bottleneck);
    }
    return [...groups.values()];
  }

  private group({ named, bottlenecks }: Members): BottleneckGroup {
    const ids = new Set(bottlenecks.map(({ id }) => id));
    const [id] = ids;
    const sum = (figure: (bottleneck: Bottleneck) => number): number => bottlenecks.reduce((total, each) => total + figure(each), 0);
    return {
      ...named,
      ...(ids.size === 1 && id !== undefined ? { id } : {}),
      assemblies: named.kind === BottleneckKind.ROUTE ? [] : [...new Set(bottlenecks.flatMap(({ assembly }) => assembly ?? []))].sort(),
      periods: [...new Set(bottlenecks.flatMap(({ period }) => period ?? []))].sort((a, b) => (this.periodAt.get(a) ?? 0) - (this.periodAt.get(b) ?? 0)),
      constraints: bottlenecks.length,
      amount: sum(({ amount }) => amount),
      used: sum(({ used }) => used),
      perUnit: bottlenecks.reduce((most, { perUnit }) => Math.max(most, perUnit), 0),
      weight: sum(({ perUnit, amount }) => perUnit * amount),
    };
  }

  private nameOf({ kind, id, assembly = '', to = '' }: Bottleneck): Named {
    if (kind === 'route') return { kind: BottleneckKind.ROUTE, name: `${this.places.get(assembly) ?? assembly} – ${this.places.get(to) ?? to}`, unit: 't' };
    const named = this.names.get(key(kind, id));
    if (named === undefined) throw new Error(`the scenario has nothing that ${kind} ${id} could be`);
    return named;
  }

  private readNames(): void {
    const { goods, pools = [], processes = [], impacts = [], limits = [] } = this.scenario;
    const put = (of: Bottleneck['kind'], id: string, named: Named): void => { this.names.set(key(of, id), named); };
    for (const { id, name = id, unit } of goods) {
      put('stock', id, { kind: BottleneckKind.STOCK, name, unit });
      put('nothing', id, { kind: BottleneckKind.NOTHING, name, unit });
      put('export', id, { kind: BottleneckKind.EXPORT_LIMIT, name, unit });
    }
    for (const { id, name = id } of processes) put('runs', id, { kind: BottleneckKind.RUNS, name, unit: 'runs' });
    const shared = sharedRuns(this.scenario);
    for (const pool of pools) {
      const { id, name = id, unit, kind } = pool;
      const process = shared.get(id);
      put('pool', id, process === undefined ? { kind: kindOfPool[kind], name, unit } : { kind: BottleneckKind.RUNS, name: process, unit });
    }
    const units = new Map(impacts.map(({ id, unit }) => [id, unit]));
    for (const { id, impact } of limits) put('limit', id, { kind: BottleneckKind.ECOLOGICAL_LIMIT, name: id, unit: units.get(impact) ?? '' });
  }
}

/**
 * Pools of runs: the most that one process may be done, which can be done in several ways (on several kinds of land), each a process
 * of the scenario with the same name. By the pool's id, what the process is called.
 */
function sharedRuns({ pools = [], processes = [] }: Scenario): ReadonlyMap<Id, string> {
  const ofRuns = new Set(pools.filter(({ kind, unit }: Pool) => kind === 'other' && unit === 'runs').map(({ id }) => id));
  const names = new Map<Id, Set<string>>();
  for (const { id, name = id, uses = [] } of processes) {
    for (const { pool } of uses) if (ofRuns.has(pool)) names.set(pool, (names.get(pool) ?? new Set<string>()).add(name));
  }
  return new Map([...names].flatMap(([pool, called]) => { const [name] = called; return name !== undefined && called.size === 1 ? [[pool, name]] : []; }));
}

function key(...ids: readonly string[]): string {
  return JSON.stringify(ids);
}

function nameKey({ kind, name, unit }: Named): string {
  return key(kind, name, unit);
}

const kindOfPool = {
  labour: BottleneckKind.LABOUR, land: BottleneckKind.LAND, equipment: BottleneckKind.EQUIPMENT, other: BottleneckKind.OTHER_POOL,
} as const;

/** At level 0 nothing has weight: then what cannot be had at all comes first. */
function byWeight(a: BottleneckGroup, b: BottleneckGroup): number {
  return b.weight - a.weight || Number(b.kind === BottleneckKind.NOTHING) - Number(a.kind === BottleneckKind.NOTHING) || b.constraints - a.constraints
    || (nameKey(a) < nameKey(b) ? -1 : 1);
}

/** By the number of needs in the first tier in which two differ; where they do not, the lower level first. */
function byUrgency(a: Scarcity, b: Scarcity, tiers: readonly Id[]): number {
  const of = (scarcity: Scarcity, tier: Id) => scarcity.tiers.find((each) => each.tier === tier);
  for (const tier of tiers) {
    const difference = (of(b, tier)?.needs ?? 0) - (of(a, tier)?.needs ?? 0);
    if (difference !== 0) return difference;
  }
  const least = (scarcity: Scarcity): number => scarcity.tiers[0]?.leastLevel ?? 0;
  return least(a) - least(b) || (nameKey(a) < nameKey(b) ? -1 : 1);
}
