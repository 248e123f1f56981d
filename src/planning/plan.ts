import { contractRoads, type Contracted } from './contract.js';
import { deliver } from './deliver.js';
import { formulate, type Formulation } from './formulation/formulation.js';
import { idAt } from './formulation/order.js';
import { objectiveCoefficients, objectivesOf } from './formulation/objectives.js';
import { leastEffort, type LeastEffort } from './least-effort.js';
import { fillTiers, type Filled, type Level, type Progress } from './leximin.js';
import type { Solver } from './lp/solver.js';
import { SolveFailed } from './solve-checked.js';
import type { Plan, PlannedFlow, PlannedKeeping, PlannedRun } from './plan-types.js';
import { multipliersByFamily } from './proof.js';
import { scale, type Scaled } from './scale.js';
import type { Scenario } from './scenario/types.js';

type OnProgress = (progress: Progress) => void;

/** Less than this share of what is usual of a good or run is a solver's rounding, not a proposal. */
const NOTHING = 1e-12;
/** What is short by no more than this share of what is usual in a row is a solver's rounding. */
const ROUNDING = 1e-8;
/** So many times roads are told apart before the whole program is taken as it is. */
const ROUNDS = 12;
/** With more rows than this share of the whole program's, a contracted one is not worth solving. */
const WORTH_WHILE = 0.7;
/** Nor is it with more than this where another could not be delivered: where so many roads are too narrow, further rounds find more of them, one after the other. */
const WORTH_AGAIN = 0.15;

/**
 * Plans a checked scenario: levels leximin by tiers, then least effort. The same scenario gives the same plan.
 *
 * @param sha256 of the scenario's canonical JSON (canonical-json.ts), in hex
 * @param onProgress is told of every level that is settled
 * @throws SolveFailed where no answer of the solver passes its check
 */
export function makePlan(scenario: Scenario, sha256: string, solver: Solver, onProgress: OnProgress = () => undefined): Plan {
  const formulation = formulate(scenario);
  const scaled = scale(formulation);
  const contracted = planContracted(formulation, scaled, solver, onProgress);
  const { filled, effort } = 'effort' in contracted ? contracted : planWhole(formulation, scaled, solver, onProgress, contracted.levels);
  return write(formulation, { ...effort, x: withoutRounding(formulation, scaled, effort.x) }, filled, sha256, solver);
}

interface Planned {
  readonly filled: Pick<Filled, 'levels' | 'received'>;
  readonly effort: LeastEffort;
}

/** Levels of which the first ones may be those of the whole program too. */
interface Levels { readonly levels: readonly Level[] }
const NO_LEVELS: Levels = { levels: [] };

/**
 * Levels as if roads had no capacity, which is many times faster; kept where they can be delivered on the roads there are. Where they
 * cannot, the roads that are too narrow are no longer contracted, until they can, or until little would be left to contract.
 */
function planContracted(formulation: Formulation, scaled: Scaled, solver: Solver, onProgress: OnProgress): Planned | Levels {
  const apart = new Set<number>();
  for (let round = 0; round < ROUNDS; round++) {
    const contracted = contractRoads(formulation, apart);
    if (contracted === undefined) return NO_LEVELS;
    const share = contracted.formulation.keys.length / formulation.keys.length;
    if (share > (round === 0 ? WORTH_WHILE : WORTH_AGAIN)) return NO_LEVELS;
    const found = ifSolved(() => fillTiers(contracted.formulation, scale(contracted.formulation), solver, onProgress));
    if (found === undefined) return NO_LEVELS;
    const { levels, received } = found;
    const filled = { received, levels: levels.map((level) => ({ ...level, multipliers: lift(level.multipliers, contracted) })) };
    const effort = ifSolved(() => leastEffort(formulation, scaled, solver, filled));
    if (effort !== undefined) return { filled, effort };
    if (share > WORTH_AGAIN) return filled;
    const delivery = ifSolved(() => deliver(formulation, scaled, solver, filled));
    if (delivery === undefined) return NO_LEVELS;
    if (delivery.worst <= ROUNDING) {
      const widened = ifSolved(() => leastEffort(formulation, scaled, solver, { ...filled, short: delivery.short }));
      return widened ? { filled, effort: widened } : NO_LEVELS;
    }
    const before = apart.size;
    for (const { column } of delivery.apart) apart.add(column);
    if (apart.size === before) return NO_LEVELS;
  }
  return NO_LEVELS;
}

/** The contracted program is a short cut: where no answer to it checks, the whole one is left. */
function ifSolved<T>(solve: () => T): T | undefined {
  try {
    return solve();
  } catch (error) {
    if (error instanceof SolveFailed) return undefined;
    throw error;
  }
}

/** @param levels no plan has larger ones. All of them cannot be delivered, but all but the last may, or half of them: then only those after them are sought. */
function planWhole(formulation: Formulation, scaled: Scaled, solver: Solver, onProgress: OnProgress, levels: readonly Level[]): Planned {
  for (const count of new Set([levels.length - 1, Math.floor(levels.length / 2)])) {
    const planned = count > 0 ? ifSolved(() => planFrom(formulation, scaled, solver, onProgress, levels.slice(0, count))) : undefined;
    if (planned !== undefined) return planned;
  }
  return planFrom(formulation, scaled, solver, onProgress, []);
}

function planFrom(formulation: Formulation, scaled: Scaled, solver: Solver, onProgress: OnProgress, known: readonly Level[]): Planned {
  const filled = fillTiers(formulation, scaled, solver, onProgress, known);
  const effort = leastEffort(formulation, scaled, solver, filled);
  if (effort === undefined) throw new SolveFailed('what a level gave cannot be delivered');
  return { filled, effort };
}

function lift(multipliers: Float64Array, { rowOf }: Contracted): Float64Array {
  return Float64Array.from(rowOf, (row) => (row < 0 ? 0 : (multipliers[row] ?? 0)));
}

/** A solver's answer as a proposal: what is rounding is 0, and no column is past its most. */
function withoutRounding({ variables }: Formulation, scaled: Scaled, x: Float64Array): Float64Array {
  return x.map((value, j) => (value > NOTHING * (scaled.column[j] ?? 1) ? Math.min(value, variables.upper[j] ?? Infinity) : 0));
}

function write(formulation: Formulation, { x, proofs }: LeastEffort, filled: Planned['filled'], sha256: string, solver: Solver): Plan {
  const { commons } = formulation;
  const objectives = objectivesOf(commons).map((objective) => {
    const coefficients = objectiveCoefficients(objective, commons, formulation.variables);
    return { ...objective, value: coefficients.reduce((sum, coefficient, j) => sum + coefficient * (x[j] ?? 0), 0) };
  });
  return {
    format: 'confederal-plan/1',
    scenario: { name: commons.scenario.name, sha256 },
    engine: { name: solver.name, version: solver.version },
    needs: commons.needs.map((need, n) => {
      const received = filled.received[n] ?? 0;
      return { id: need.id, received, level: received / (need.yardstick ?? need.quantity) };
    }),
    levels: filled.levels.map(({ tier, level, needs }) => ({
      tier: idAt(commons.tiers, tier), level, needs: needs.map(({ n }) => n).sort((a, b) => a - b).map((n) => idAt(commons.needs, n)),
    })),
    ...whatIsDone(formulation, x),
    objectives,
    proof: {
      levels: filled.levels.map(({ multipliers }) => multipliersByFamily(formulation, multipliers)),
      objectives: proofs.map(({ multipliers, earlier }, k) => ({
        ...multipliersByFamily(formulation, (objectives[k]?.value ?? 0) > 0 ? multipliers : new Float64Array(multipliers.length)), earlier,
      })),
    },
  };
}

function whatIsDone(formulation: Formulation, x: Float64Array): Pick<Plan, 'flows' | 'runs' | 'kept'> {
  const { commons, variables } = formulation;
  const { assemblies, goods, periods, processes, arcs } = commons;
  const happens = (column: number): boolean => (x[column] ?? 0) > 0;
  const flows = variables.flows.filter(({ column }) => happens(column)).map(({ column, r, g, t }): PlannedFlow => {
    const arc = arcs[r];
    return {
      route: arc?.route.id ?? '', from: idAt(assemblies, arc?.from ?? -1), to: idAt(assemblies, arc?.to ?? -1),
      good: idAt(goods, g), period: idAt(periods, t), quantity: x[column] ?? 0,
    };
  });
  const runs = variables.runs.filter(({ column }) => happens(column)).map(({ column, p, t }): PlannedRun => ({
    process: idAt(processes, p), period: idAt(periods, t), runs: x[column] ?? 0,
  }));
  const kept = variables.kept.filter(({ column }) => happens(column)).map(({ column, a, g, t }): PlannedKeeping => ({
    assembly: idAt(assemblies, a), good: idAt(goods, g), period: idAt(periods, t), quantity: x[column] ?? 0,
  }));
  return { flows, runs, kept };
}
