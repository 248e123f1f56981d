import fc, { type Arbitrary } from 'fast-check';
import type { Id, Multipliers, Plan, Scenario } from '../../src/planning/index.js';
import type { Judge } from './judge.js';

/** A plan as a document that may be spoilt. */
export type Draft = Loose<Plan>;
type Loose<T> = T extends readonly (infer Each)[] ? Loose<Each>[] : T extends object ? { -readonly [Name in keyof T]: Loose<T[Name]> } : T;

/** What a change has to go on. */
export interface Spoiling {
  readonly scenario: Scenario;
  readonly judge: Judge;
  /** The plan of another scenario. */
  readonly plan: (scenario: Scenario) => Draft;
}

/** A change of a plan: it changes the draft, or says that there is nothing to change. Whether what comes out is wrong, it does not say. */
export interface Change {
  readonly what: string;
  readonly spoil: (draft: Draft, from: Spoiling) => boolean;
}

const PARTS = ['needs', 'levels', 'flows', 'runs', 'kept', 'objectives', 'proof'] as const;

/** Every place in a document, outermost first, with what is there. */
function places(value: unknown, fits: (value: unknown) => boolean): readonly { readonly owner: Record<string, unknown>; readonly member: string }[] {
  if (typeof value !== 'object' || value === null) return [];
  const owner = value as Record<string, unknown>;
  return Object.keys(owner).flatMap((member) => [...(fits(owner[member]) ? [{ owner, member }] : []), ...places(owner[member], fits)]);
}

function listsOf(draft: Draft, least: number): readonly unknown[][] {
  const parts = Object.fromEntries(PARTS.map((part) => [part, draft[part]]));
  return places(parts, (value) => Array.isArray(value) && value.length >= least).map(({ owner, member }) => owner[member] as unknown[]);
}

function numbersOf(draft: Draft) {
  return places(Object.fromEntries(PARTS.map((part) => [part, draft[part]])), (value) => typeof value === 'number');
}

/** One of a list, by any number. */
export function pick<T>(list: readonly T[], at: number): T | undefined {
  return list[at % Math.max(1, list.length)];
}

/** Any number, to pick by. */
export const any = fc.noBias(fc.nat({ max: 9999 }));
const factor = fc.constantFrom(0, 0.5, 0.99, 1.01, 1.5, 10, -1);

const aNumber = fc.tuple(any, factor).map(([at, times]): Change => ({
  what: 'a number',
  spoil: (draft) => {
    const place = pick(numbersOf(draft), at);
    if (place === undefined) return false;
    const number = Number(place.owner[place.member]);
    place.owner[place.member] = number === 0 ? 0.01 : number * times;
    return true;
  },
}));

/** A change of two entries of one list, which has at least so many. */
const aList = (what: string, least: number, spoil: (list: unknown[], one: number, other: number) => void) => fc.tuple(any, any, any).map(([at, one, other]): Change => ({
  what,
  spoil: (draft) => {
    const list = pick(listsOf(draft, least), at);
    if (list === undefined) return false;
    const first = one % list.length;
    spoil(list, first, (first + 1 + (other % Math.max(1, list.length - 1))) % list.length);
    return true;
  },
}));

/** Two entries of a list exchange one member, or places where they are no records. */
function exchange(list: unknown[], one: number, other: number): void {
  const [a, b] = [list[one], list[other]] as [Record<string, unknown>, Record<string, unknown>];
  if (typeof a !== 'object') { [list[one], list[other]] = [b, a]; return; }
  const names = Object.keys(a).filter((name) => JSON.stringify(a[name]) !== JSON.stringify(b[name]));
  const name = pick(names, one + other);
  if (name !== undefined) [a[name], b[name]] = [b[name], a[name]];
}

/** The levels of a draft as they follow from what its needs receive; each new level has the proof of the one that its first need had. */
function regroup(draft: Draft, { tiers, needs }: Scenario): void {
  const proofOf = new Map(draft.levels.flatMap((level, k) => level.needs.map((id) => [id, draft.proof.levels[k]] as const)));
  const levelOf = new Map(draft.needs.map(({ id, level }) => [id, level]));
  draft.levels = tiers.flatMap(({ id: tier }) => {
    const ids = needs.filter((need) => need.tier === tier).map(({ id }) => id);
    const rising = [...new Set(ids.map((id) => levelOf.get(id) ?? 0))].sort((a, b) => a - b);
    return rising.map((level) => ({ tier, level, needs: ids.filter((id) => levelOf.get(id) === level) }));
  });
  const none: Loose<Multipliers> = { balance: [], pools: [], routes: [], exports: [], limits: [] };
  draft.proof.levels = draft.levels.map((level) => proofOf.get(level.needs[0] ?? '') ?? none);
}

function give(draft: Draft, { needs }: Scenario, id: Id, quantity: number): void {
  const need = needs.find((each) => each.id === id);
  const planned = draft.needs.find((each) => each.id === id);
  if (need !== undefined && planned !== undefined) Object.assign(planned, { received: quantity, level: quantity / (need.yardstick ?? need.quantity) });
}

const fromOneToAnother = fc.tuple(any, any, fc.constantFrom(0.1, 0.5, 1)).map(([one, other, share]): Change => ({
  what: 'what one need gets goes to another',
  spoil: (draft, { scenario }) => {
    const giver = pick(draft.needs.filter(({ received }) => received > 0), one);
    const taker = pick(draft.needs.filter(({ id }) => id !== giver?.id), other);
    if (giver === undefined || taker === undefined) return false;
    const moved = giver.received * share;
    give(draft, scenario, taker.id, taker.received + moved);
    give(draft, scenario, giver.id, giver.received - moved);
    regroup(draft, scenario);
    return true;
  },
}));

const settledTooEarly = any.map((at): Change => ({
  what: 'needs are settled too early',
  spoil: (draft, { scenario }) => {
    const levels = draft.levels.slice(0, -1);
    const early = pick(levels.filter((level, k) => draft.levels[k + 1]?.tier === level.tier), at);
    if (early === undefined) return false;
    const later = draft.levels.filter((level) => level.tier === early.tier && level.level > early.level).flatMap(({ needs }) => needs);
    const kept = draft.levels.filter((level) => !level.needs.some((id) => later.includes(id)));
    draft.proof.levels = draft.proof.levels.filter((_, k) => kept.includes(draft.levels[k] ?? early));
    draft.levels = kept;
    for (const id of later) {
      const need = scenario.needs.find((each) => each.id === id);
      give(draft, scenario, id, early.level * (need?.yardstick ?? need?.quantity ?? 1));
    }
    early.needs.push(...later);
    return true;
  },
}));

/** What is done is what another plan of the same scenario does, its efforts stated as they are. */
function doAsIn(draft: Draft, { flows, runs, kept }: Pick<Draft, 'flows' | 'runs' | 'kept'>, judge: Judge): void {
  Object.assign(draft, { flows, runs, kept });
  draft.objectives = judge.efforts(draft) as Draft['objectives'];
}

const poorer: Readonly<Record<string, (scenario: Scenario) => Scenario>> = {
  'half the stocks': (scenario) => ({ ...scenario, stocks: (scenario.stocks ?? []).map((stock) => ({ ...stock, quantity: stock.quantity / 2 })) }),
  'no routes': (scenario) => ({ ...scenario, routes: [] }),
  'one process less': (scenario) => ({ ...scenario, processes: (scenario.processes ?? []).slice(1) }),
  'no pools': (scenario) => ({ ...scenario, pools: (scenario.pools ?? []).map((pool) => ({ ...pool, quantity: 0 })) }),
  'tighter limits': (scenario) => ({ ...scenario, limits: (scenario.limits ?? []).map((limit) => ({ ...limit, quantity: limit.quantity * 0.3 })) }),
};
const poor = fc.constantFrom(...Object.entries(poorer)).map(([what, make]): Change => ({
  what: `the plan for ${what}`,
  spoil: (draft, { scenario, plan }) => {
    const { name, sha256 } = draft.scenario;
    Object.assign(draft, plan(make(scenario)), { scenario: { name, sha256 } });
    return true;
  },
}));

/** The same scenario with nothing to minimise, or with something else first. */
const withOtherEffort = (scenario: Scenario, nothing: boolean): Scenario =>
  ({ ...scenario, then: nothing ? [] : [...(scenario.then ?? []), { minimise: 'pool-use', kind: 'labour' } as const].reverse() });

const otherEffort = fc.boolean().map((nothing): Change => ({
  what: 'the work of a plan with another effort in mind',
  spoil: (draft, { scenario, plan, judge }) => {
    doAsIn(draft, plan(withOtherEffort(scenario, nothing)), judge);
    return true;
  },
}));

/** Of each thing done as much as a share of one plan and the rest of another make together. */
function mixed<T extends object>(one: readonly T[], other: readonly T[], amount: keyof T, share: number): T[] {
  const done = new Map<string, T>();
  const put = (each: T, times: number): void => {
    const what = JSON.stringify({ ...each, [amount]: 0 });
    const quantity = Number(each[amount]) * times;
    if (quantity > 0) done.set(what, { ...each, [amount]: quantity + Number(done.get(what)?.[amount] ?? 0) });
  };
  for (const each of one) put(each, 1 - share);
  for (const each of other) put(each, share);
  return [...done.values()];
}

/** All rows hold for what two plans make together as for each of them; so a plan may be made worse by as little as one likes. */
const little = fc.tuple(fc.boolean(), fc.constantFrom(1e-8, 1.1e-6, 3e-6, 1e-4)).map(([nothing, by]): Change => ({
  what: by === 1e-8 ? 'hardly any more effort' : 'a little more effort',
  spoil: (draft, { scenario, plan, judge }) => {
    const other = plan(withOtherEffort(scenario, nothing));
    const [here, there] = [judge.efforts(draft), judge.efforts({ ...other, objectives: draft.objectives })].map((efforts) => efforts.map(({ value }) => value));
    const first = here?.findIndex((value, k) => value > 0 && (there?.[k] ?? 0) > value * (1 + by)) ?? -1;
    const [least = 0, more = 0] = [here?.[first], there?.[first]];
    if (first < 0) return false;
    const share = by * least / (more - least);
    doAsIn(draft, { flows: mixed(draft.flows, other.flows, 'quantity', share), runs: mixed(draft.runs, other.runs, 'runs', share), kept: mixed(draft.kept, other.kept, 'quantity', share) }, judge);
    return true;
  },
}));

const detour = fc.tuple(any, any, any, fc.constantFrom(0.01, 1)).map(([at, g, t, quantity]): Change => ({
  what: 'goods go to and fro',
  spoil: (draft, { scenario, judge }) => {
    const route = pick((scenario.routes ?? []).filter(({ bothWays, loss, takes }) => bothWays === true && !loss && !takes), at);
    const good = pick(scenario.goods.filter(({ id }) => route?.goods?.includes(id) !== false), g);
    const period = pick(scenario.periods, t);
    if (route === undefined || good === undefined || period === undefined) return false;
    const flows = structuredClone(draft.flows);
    for (const [from, to] of [[route.from, route.to], [route.to, route.from]] as const) {
      const there = flows.find((flow) => flow.route === route.id && flow.from === from && flow.to === to && flow.good === good.id && flow.period === period.id);
      if (there === undefined) flows.push({ route: route.id, from, to, good: good.id, period: period.id, quantity });
      else there.quantity += quantity;
    }
    doAsIn(draft, { ...draft, flows }, judge);
    return true;
  },
}));

const moreRuns = fc.tuple(any, any, fc.constantFrom(0.1, 1)).map(([p, t, more]): Change => ({
  what: 'work for nothing',
  spoil: (draft, { scenario, judge }) => {
    const [process, period] = [pick(scenario.processes ?? [], p), pick(scenario.periods, t)];
    if (process === undefined || period === undefined) return false;
    const runs = structuredClone(draft.runs);
    const there = runs.find((run) => run.process === process.id && run.period === period.id);
    if (there === undefined) runs.push({ process: process.id, period: period.id, runs: more });
    else there.runs += more;
    doAsIn(draft, { ...draft, runs }, judge);
    return true;
  },
}));

/** The same levels with other work, its efforts stated as they are. */
export const otherWork: Arbitrary<Change> = fc.oneof(otherEffort, little, detour, moreRuns);

/** Any change of a plan. */
export const anyChange: Arbitrary<Change> = fc.oneof(
  { weight: 6, arbitrary: aNumber }, { weight: 2, arbitrary: aList('an entry left out', 1, (list, one) => { list.splice(one, 1); }) },
  aList('an entry twice', 1, (list, one) => { list.push(structuredClone(list[one])); }), aList('entries exchange a member', 2, exchange),
  aList('entries in another order', 2, (list, one, other) => { [list[one], list[other]] = [list[other], list[one]]; }),
  { weight: 2, arbitrary: fromOneToAnother }, { weight: 2, arbitrary: settledTooEarly }, { weight: 4, arbitrary: poor }, { weight: 6, arbitrary: otherWork },
);
