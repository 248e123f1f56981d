import fc, { type Arbitrary } from 'fast-check';
import { any, pick, type Change, type Draft } from './spoilt-plans.js';
import type { Scenario } from '../../src/planning/index.js';

type Proof = Omit<Draft['proof']['objectives'][number], 'earlier'>;
type Family = keyof Proof;

const FAMILIES = ['balance', 'pools', 'routes', 'exports', 'limits'] as const satisfies readonly Family[];
const none = (): Proof => ({ balance: [], pools: [], routes: [], exports: [], limits: [] });

/** A proof of a draft: of a level or of an objective. Those that prove something are taken first. */
function proofOf(draft: Draft, of: Kind, at: number): Proof | undefined {
  const proofs: readonly Proof[] = draft.proof[of];
  return pick(proofs.filter((proof) => FAMILIES.some((family) => proof[family].length > 0)), at) ?? pick(proofs, at);
}
type Kind = 'levels' | 'objectives';
const kinds = ['levels', 'objectives'] as const;
const one = { levels: 'a level', objectives: 'an objective' } as const;

/** Puts a multiplier on any row of the scenario; of any family, if there is one. */
function put(proof: Proof, { assemblies, goods, periods, pools = [], routes = [], exportLimits = [], limits = [] }: Scenario, at: readonly number[], multiplier: number): void {
  const [family = 0, first = 0, second = 0, third = 0] = at;
  const period = pick(periods, third)?.id ?? '';
  const [pool, route, exported, limit] = [pick(pools, first), pick(routes, first), pick(exportLimits, first), pick(limits, first)];
  const balance = { assembly: pick(assemblies, first)?.id ?? '', good: pick(goods, second)?.id ?? '', period, multiplier };
  switch (FAMILIES[family % FAMILIES.length]) {
    case undefined:
    case 'balance': proof.balance.push(balance); break;
    case 'pools': if (pool !== undefined) proof.pools.push({ pool: pool.id, period, multiplier }); break;
    case 'routes': if (route !== undefined) proof.routes.push({ route: route.id, from: route.from, to: route.to, period, multiplier }); break;
    case 'exports': if (exported !== undefined) proof.exports.push({ assembly: exported.assembly, good: exported.good, period: exported.period ?? period, multiplier }); break;
    case 'limits': if (limit !== undefined) proof.limits.push({ limit: limit.id, multiplier }); break;
  }
}

/** Changes of one proof, whatever it proves; true where something was changed. */
type Spoil = (proof: Proof, scenario: Scenario, at: readonly number[], times: number) => boolean;
const entriesOf = ({ balance, pools, routes, exports, limits }: Proof): readonly { multiplier: number }[] => [...balance, ...pools, ...routes, ...exports, ...limits];

/** Takes one multiplier out of a proof. */
function take(proof: Proof, at: number): number | undefined {
  const family = pick(FAMILIES.filter((each) => proof[each].length > 0), at);
  return family === undefined ? undefined : proof[family].splice(at % proof[family].length, 1)[0]?.multiplier;
}

const spoils: Readonly<Record<string, Spoil>> = {
  'with another multiplier': (proof, _, [at = 0], times) => {
    const entry = pick(entriesOf(proof), at);
    if (entry !== undefined) entry.multiplier *= times;
    return entry !== undefined;
  },
  'with all multipliers larger or smaller': (proof, _, __, times) => {
    for (const entry of entriesOf(proof)) entry.multiplier *= times;
    return entriesOf(proof).length > 0;
  },
  'with a multiplier less': (proof, _, [at = 0]) => take(proof, at) !== undefined,
  'with a multiplier that was not there': (proof, scenario, at, times) => {
    const before = entriesOf(proof).length;
    put(proof, scenario, at, times);
    return entriesOf(proof).length > before;
  },
  'with a multiplier on another row': (proof, scenario, [at = 0, ...where]) => {
    const moved = take(proof, at);
    if (moved !== undefined) put(proof, scenario, where, moved);
    return moved !== undefined;
  },
  'with no multipliers': (proof) => {
    const some = entriesOf(proof).length > 0;
    Object.assign(proof, none());
    return some;
  },
};

const oneProof = fc.tuple(fc.constantFrom(...kinds), fc.constantFrom(...Object.entries(spoils)), any, fc.tuple(any, any, any, any, any), fc.constantFrom(0.001, 0.5, 0.99, 1.01, 2, 30))
  .map(([of, [what, spoil], which, at, times]): Change => ({
    what: `the proof of ${one[of]} ${what}`,
    spoil: (draft, { scenario }) => {
      const proof = proofOf(draft, of, which);
      return proof !== undefined && spoil(proof, scenario, at, times);
    },
  }));

/** Proofs change places, or one stands twice; what it says of earlier objectives is then of the right number, or is left as it is. */
const anotherProof = fc.tuple(fc.constantFrom('levels', 'objectives', 'of a level'), any, any, fc.boolean(), fc.boolean()).map(([from, to, other, both, fits]): Change => {
  if (from === 'levels') return {
    what: 'a level has the proof of another',
    spoil: ({ proof: { levels } }) => {
      if (levels.length < 2) return false;
      levels[to % levels.length] = structuredClone(pick(levels, other)) ?? none();
      return true;
    },
  };
  return {
    what: from === 'objectives' ? 'an objective has the proof of another' : 'an objective has the proof of a level',
    spoil: ({ proof: { objectives, levels } }) => {
      const [here, there] = [to % objectives.length, other % objectives.length];
      const [mine, its] = [objectives[here], from === 'objectives' ? objectives[there] : { ...(pick(levels, other) ?? none()), earlier: [] }];
      if (mine === undefined || its === undefined || mine === its) return false;
      const length = fits ? mine.earlier.length : its.earlier.length;
      objectives[here] = structuredClone({ ...its, earlier: Array.from({ length }, (_, k) => its.earlier[k] ?? 0) });
      if (both && from === 'objectives') objectives[there] = mine;
      return true;
    },
  };
});

const earlierObjectives = fc.tuple(fc.constantFrom('one less', 'one more', 'another', 'none weighs', 'in another order'), any, any, fc.constantFrom(0.5, 0.99, 1.01, 2, 30)).map(([how, which, at, times]): Change => ({
  what: how === 'one less' || how === 'one more' ? `${how} of the multipliers of earlier objectives` : 'other multipliers of earlier objectives',
  spoil: ({ proof: { objectives } }) => {
    const withSome = objectives.filter(({ earlier }) => earlier.length > 0);
    const earlier = (pick(withSome.filter((each) => each.earlier.some((sigma) => sigma > 0)), which) ?? pick(withSome, which))?.earlier;
    if (how === 'one more') { pick(objectives, which)?.earlier.push(times); return objectives.length > 0; }
    if (earlier === undefined) return false;
    const place = at % earlier.length;
    if (how === 'one less') earlier.splice(place, 1);
    if (how === 'another') earlier[place] = (earlier[place] ?? 0) === 0 ? times : (earlier[place] ?? 0) * times;
    if (how === 'none weighs') earlier.fill(0);
    if (how === 'in another order') earlier.reverse();
    return true;
  },
}));

/** Objectives change places, with their proofs or without. */
const otherOrder = fc.tuple(any, any, fc.boolean()).map(([from, to, both]): Change => ({
  what: both ? 'objectives and their proofs change places' : 'objectives change places',
  spoil: (draft) => {
    const length = draft.objectives.length;
    if (length < 2) return false;
    const [here, there] = [from % length, (from + 1 + (to % (length - 1))) % length];
    const change = (list: unknown[]): void => { [list[here], list[there]] = [list[there], list[here]]; };
    change(draft.objectives);
    if (both) change(draft.proof.objectives);
    return true;
  },
}));

/** Changes of what proves that nothing better is possible, with the plan itself as it was. */
export const otherProof: Arbitrary<Change> = fc.oneof({ weight: 8, arbitrary: oneProof }, { weight: 3, arbitrary: anotherProof }, { weight: 3, arbitrary: earlierObjectives }, { weight: 1, arbitrary: otherOrder });
