import type { Id, Named, Need, Scenario } from '../scenario/types.js';
import type { Plan } from '../plan-types.js';
import type { BottleneckGroup, Scarcity } from './groups.js';
import type { Shortfall } from './shortfall.js';
import { NAMES_TOLD, type HeldDown, type ShortGood, type ShortNeeds } from './words.js';

/** Puts the names of a scenario to what was found in a plan of it, so that it can be said in words. */
export class ScenarioWords {
  private readonly assemblyNames: ReadonlyMap<Id, string>;
  private readonly goods: ReadonlyMap<Id, { readonly name: string; readonly unit: string }>;
  private readonly needs: ReadonlyMap<Id, Need>;
  private readonly received: ReadonlyMap<Id, number>;

  constructor(private readonly scenario: Scenario, plan: Plan) {
    this.assemblyNames = namesOf(scenario.assemblies);
    this.goods = new Map(scenario.goods.map(({ id, name = id, unit }) => [id, { name, unit }]));
    this.needs = new Map(scenario.needs.map((need) => [need.id, need]));
    this.received = new Map(plan.needs.map(({ id, received }) => [id, received]));
  }

  held(group: BottleneckGroup | Scarcity): HeldDown {
    const { kind, name, unit, amount, used } = group;
    return {
      kind, name, unit, amount, used, ...this.places(group.assemblies), ...this.times(group.periods),
      ...('perUnit' in group ? { more: { perUnit: group.perUnit, several: group.constraints > 1 } } : {}),
    };
  }

  short({ tier, level, needs }: Shortfall): ShortNeeds {
    const found = needs.flatMap((id) => this.needs.get(id) ?? []);
    const { tiers } = this.scenario;
    return {
      tier: tiers.find(({ id }) => id === tier)?.name ?? tier, mostUrgent: tiers[0]?.id === tier, level,
      ofNeed: found.every(({ quantity, yardstick = quantity }) => yardstick === quantity),
      goods: this.shortGoods(found),
      ...this.places([...new Set(found.map(({ assembly }) => assembly))]),
    };
  }

  private shortGoods(needs: readonly Need[]): readonly ShortGood[] {
    const byGood = new Map<Id, Need[]>();
    for (const need of needs) {
      const list = byGood.get(need.good);
      if (list === undefined) byGood.set(need.good, [need]);
      else list.push(need);
    }
    const goods = [...byGood].map(([good, of]): ShortGood => ({
      ...(this.goods.get(good) ?? { name: good, unit: '' }),
      ...this.times(this.scenario.periods.flatMap(({ id }) => (of.some(({ period }) => period === id) ? [id] : []))),
      needed: of.reduce((sum, { quantity }) => sum + quantity, 0),
      received: of.reduce((sum, { id }) => sum + (this.received.get(id) ?? 0), 0),
    }));
    return goods.sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  private places(ids: readonly Id[]): Pick<HeldDown, 'assemblies' | 'assemblyNames'> {
    const names = ids.map((id) => this.assemblyNames.get(id) ?? id).sort();
    return { assemblies: ids.length, assemblyNames: names.slice(0, NAMES_TOLD) };
  }

  private times(ids: readonly Id[]): Pick<HeldDown, 'periodNames' | 'always'> {
    const { periods } = this.scenario;
    return { periodNames: periods.filter(({ id }) => ids.includes(id)).map(({ id, name = id }) => name), always: ids.length === periods.length };
  }
}

function namesOf(records: readonly Named[]): ReadonlyMap<Id, string> {
  return new Map(records.map(({ id, name = id }) => [id, name]));
}
