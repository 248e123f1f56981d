import type { Id, Plan, Scenario } from '../../src/planning/index.js';
import { ExactModel, received } from './exact-model.js';
import { Decimal, sum, toNumber, type Fraction } from './exact-numbers.js';
import { ExactSimplex } from './exact-simplex.js';

export interface ExactPlan {
  /** The level of each need, by its id, rounded once. */
  readonly levels: ReadonlyMap<Id, number>;
  /** The least value of each objective, in the order of the scenario's. */
  readonly objectives: readonly number[];
}

/**
 * Leximin by its definition and without rounding, for scenarios of a few dozen rows. What a need receives is w·(its tier's level so
 * far) + what it has above that. At each level every rising need is lifted on its own with the others no lower: it is stuck where that
 * brings exactly nothing. Then the objectives, each exactly least with those before it held.
 */
export function exactLeximin(scenario: Scenario): ExactPlan {
  const model = new ExactModel(scenario);
  const program = new ExactSimplex([...model.rows.values()]);
  const levels = new Map<Id, Fraction>();
  for (const { id } of scenario.tiers) settleTier(scenario, id, program, levels);
  return { levels: new Map([...levels].map(([id, level]) => [id, toNumber(level)])), objectives: leastEfforts(scenario, model, program) };
}

function settleTier(scenario: Scenario, tier: Id, program: ExactSimplex, levels: Map<Id, Fraction>): void {
  let rising = scenario.needs.filter((need) => need.tier === tier).map(({ id, quantity, yardstick }) => ({ id, w: Decimal.of(yardstick ?? quantity) }));
  const places = Math.max(0, ...rising.map(({ w }) => w.places));
  let level: Fraction = { numerator: 0n, denominator: 1n };
  // What earlier tiers leave no room for is stuck before anything rises.
  for (const { id } of rising) if (program.isHeldAt0(received(id))) levels.set(id, level);
  rising = rising.filter(({ id }) => !levels.has(id));
  for (let step = 0; rising.length > 0; step++) {
    const lambda = JSON.stringify(['level', tier, step]);
    program.addSum(lambda, new Map(rising.map(({ id, w }) => [received(id), w.in(places)])));
    const { numerator, denominator } = program.maximise(new Map([[lambda, 1n]]));
    program.hold();
    level = sum(level, { numerator: numerator * 10n ** BigInt(places), denominator });
    const above = new Set<Id>();
    const look = (): void => { for (const { id } of rising) if (program.isAbove0(received(id))) above.add(id); };
    look();
    for (const { id } of rising) {
      if (above.has(id)) continue;
      program.maximise(new Map([[received(id), 1n]]));
      look();
    }
    for (const { id } of rising) if (!above.has(id)) levels.set(id, level);
    if (above.size === rising.length) throw new Error('at a largest level no need is stuck');
    rising = rising.filter(({ id }) => above.has(id));
  }
}

function leastEfforts(scenario: Scenario, model: ExactModel, program: ExactSimplex): readonly number[] {
  return (scenario.then ?? [{ minimise: 'tonne-km' } as const]).map((objective) => {
    const effort = model.effort(objective);
    const places = Math.max(0, ...[...effort.values()].map((each) => each.places));
    const { numerator, denominator } = program.maximise(new Map([...effort].map(([variable, each]) => [variable, -each.in(places)])));
    program.hold();
    return toNumber({ numerator: -numerator, denominator: denominator * 10n ** BigInt(places) });
  });
}

/** To a millionth; what is exactly 0 is 0. */
const isRight = (found: number, right: number): boolean => Math.abs(found - right) <= 1e-6 * right + 1e-12;

/** The levels and objectives of a plan that are not what exact arithmetic gives. */
export function offExact(scenario: Scenario, plan: Plan): readonly { readonly what: string; readonly found: number; readonly right: number }[] {
  const exact = exactLeximin(scenario);
  const compared = [
    ...plan.needs.map(({ id, level }) => ({ what: `level of ${id}`, found: level, right: exact.levels.get(id) ?? NaN })),
    ...exact.objectives.map((right, k) => ({ what: `objective ${k}`, found: plan.objectives[k]?.value ?? NaN, right })),
  ];
  return compared.filter(({ found, right }) => !isRight(found, right));
}
