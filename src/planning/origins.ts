import { commonsOf, type Commons } from './formulation/commons.js';
import type { Plan } from './plan-types.js';
import type { Id, Scenario } from './scenario/types.js';

/** Where what a need receives was made or in stock. */
export interface Origin {
  readonly assembly: Id;
  /** In the good's unit, as received: what was lost on the way is taken off. */
  readonly quantity: number;
}

/** Shares of origins below this are left to the others. */
const TOO_LITTLE = 1e-6;
const ROUNDS = 50;

/**
 * From which assemblies the goods that each need receives come, by need id, the largest first.
 *
 * A good at one place and time is one heap: what is in stock or made there, what arrives and what was kept are mixed, and whatever
 * is taken from the heap has its mixture (proportional sharing; Bialek 1996, «Tracing the flow of electricity»). A plan does not
 * say which sack goes where, so this is a reading of it, not part of it.
 */
export function originsOf(scenario: Scenario, plan: Plan): ReadonlyMap<Id, readonly Origin[]> {
  const commons = commonsOf(scenario);
  const heaps = new Heaps(commons, plan);
  heaps.mix();
  const received = new Map(plan.needs.map(({ id, received: quantity }) => [id, quantity]));
  return new Map(commons.needs.map((need) => {
    const heap = commons.cell(commons.place.assembly.of(need.assembly), commons.place.good.of(need.good), commons.place.period.of(need.period));
    return [need.id, heaps.shares(heap, received.get(need.id) ?? 0)];
  }));
}

/** The heaps of all goods, places and periods: what comes into each from elsewhere, and of whose making it is. */
class Heaps {
  /** By heap: what arises there, of the place itself. */
  private readonly own: Float64Array;
  /** By heap: what comes in from other heaps. */
  private readonly comesFrom = new Map<number, { readonly heap: number; readonly quantity: number }[]>();
  /** By heap: the share of each assembly, adding up to 1. */
  private readonly mixture = new Map<number, Map<number, number>>();

  constructor(private readonly commons: Commons, plan: Plan) {
    this.own = Float64Array.from(commons.stock);
    this.addRuns(plan);
    this.addFlows(plan);
    for (const { assembly, good, period, quantity } of plan.kept) {
      const [a, g, t] = [commons.place.assembly.of(assembly), commons.place.good.of(good), commons.place.period.of(period)];
      const stays = 1 - (commons.goods[g]?.lossPerPeriod ?? 0);
      this.join(commons.cell(a, g, t), commons.cell(a, g, t + 1), quantity * stays);
    }
  }

  /**
   * Goods go round in circles only where that takes no effort, so a few rounds in the order of time and of arrival are enough;
   * circles converge as each round passes on less.
   */
  mix(): void {
    const heaps = this.inOrder();
    for (let round = 0, changed = true; changed && round < ROUNDS; round++) {
      changed = false;
      for (const heap of heaps) {
        const mixed = this.mixOne(heap);
        if (differs(mixed, this.mixture.get(heap))) changed = true;
        this.mixture.set(heap, mixed);
      }
    }
  }

  shares(heap: number, quantity: number): readonly Origin[] {
    if (quantity <= 0) return [];
    const shares = [...(this.mixture.get(heap) ?? [])].filter(([, share]) => share > TOO_LITTLE);
    const whole = shares.reduce((sum, [, share]) => sum + share, 0);
    return shares
      .sort(([a, left], [b, right]) => right - left || a - b)
      .map(([a, share]) => ({ assembly: this.commons.assemblies[a]?.id ?? '', quantity: (quantity * share) / whole }));
  }

  private addRuns(plan: Plan): void {
    const { commons } = this;
    const processes = new Map(commons.processes.map((process) => [process.id, process]));
    for (const { process: id, period, runs } of plan.runs) {
      const process = processes.get(id);
      if (process === undefined) throw new Error(`the scenario has no process ${JSON.stringify(id)}`);
      for (const { good, quantity, after } of process.outputs ?? []) {
        const t = commons.place.period.of(period) + (after ?? 0);
        if (t >= commons.periods.length) continue;
        const heap = commons.cell(commons.place.assembly.of(process.assembly), commons.place.good.of(good), t);
        this.own[heap] = (this.own[heap] ?? 0) + runs * quantity;
      }
    }
  }

  private addFlows(plan: Plan): void {
    const { commons } = this;
    const routes = new Map(commons.arcs.map(({ route }) => [route.id, route]));
    for (const { route: id, from, to, good, period, quantity } of plan.flows) {
      const [g, t, route] = [commons.place.good.of(good), commons.place.period.of(period), routes.get(id)];
      const arrives = t + (route?.takes ?? 0);
      if (arrives >= commons.periods.length) continue;
      const [start, end] = [commons.cell(commons.place.assembly.of(from), g, t), commons.cell(commons.place.assembly.of(to), g, arrives)];
      this.join(start, end, quantity * (1 - (route?.loss ?? 0)));
    }
  }

  private join(from: number, to: number, quantity: number): void {
    const incoming = this.comesFrom.get(to);
    if (incoming === undefined) this.comesFrom.set(to, [{ heap: from, quantity }]);
    else incoming.push({ heap: from, quantity });
  }

  /** Heaps with something in them, each after those it gets from, as far as there are no circles. */
  private inOrder(): readonly number[] {
    const ordered: number[] = [];
    const seen = new Set<number>();
    const visit = (first: number): void => {
      const path = [{ heap: first, next: 0 }];
      seen.add(first);
      for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
        const before = this.comesFrom.get(top.heap)?.[top.next++]?.heap;
        if (before === undefined) { ordered.push(top.heap); path.pop(); continue; }
        if (seen.has(before)) continue;
        seen.add(before);
        path.push({ heap: before, next: 0 });
      }
    };
    for (let heap = 0; heap < this.own.length; heap++) {
      if (!seen.has(heap) && ((this.own[heap] ?? 0) > 0 || this.comesFrom.has(heap))) visit(heap);
    }
    return ordered;
  }

  private mixOne(heap: number): Map<number, number> {
    const place = Math.floor(heap / (this.commons.goods.length * this.commons.periods.length));
    const amounts = new Map<number, number>();
    const own = this.own[heap] ?? 0;
    if (own > 0) amounts.set(place, own);
    for (const { heap: from, quantity } of this.comesFrom.get(heap) ?? []) {
      for (const [origin, share] of this.mixture.get(from) ?? []) amounts.set(origin, (amounts.get(origin) ?? 0) + share * quantity);
    }
    const whole = [...amounts.values()].reduce((sum, amount) => sum + amount, 0);
    return new Map([...amounts].map(([origin, amount]) => [origin, amount / whole]));
  }
}

function differs(now: ReadonlyMap<number, number>, before: ReadonlyMap<number, number> | undefined): boolean {
  if (before?.size !== now.size) return true;
  return [...now].some(([origin, share]) => Math.abs(share - (before.get(origin) ?? 0)) > 1e-9);
}
