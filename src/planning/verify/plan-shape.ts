import { listOf, number, oneOf, record, text, type Shape } from '../scenario/shapes.js';

const any: Shape = () => undefined;
const id = text(1, 200);
const quantity = number({ above: 0 });
const level = number({ from: 0 });
const multiplier = number({ above: 0 });

const multipliers = {
  balance: listOf(record({ assembly: id, good: id, period: id, multiplier })),
  pools: listOf(record({ pool: id, period: id, multiplier })),
  routes: listOf(record({ route: id, from: id, to: id, period: id, multiplier })),
  exports: listOf(record({ assembly: id, good: id, period: id, multiplier })),
  limits: listOf(record({ limit: id, multiplier })),
};

/** What every kind of plan has. */
const proposal = {
  scenario: record({ name: text(1), sha256: text(64, 64) }),
  engine: record({ name: text(1), version: text(1) }),
  needs: listOf(record({ id, received: level, level })),
  flows: listOf(record({ route: id, from: id, to: id, good: id, period: id, quantity })),
  runs: listOf(record({ process: id, period: id, runs: quantity })),
  kept: listOf(record({ assembly: id, good: id, period: id, quantity })),
  objectives: listOf(record({ minimise: text(1), value: number({}) }, { impact: any, kind: any })),
};

/** The plan's schema, as strict as the planner writes it. */
export const planShape = record({
  ...proposal,
  format: oneOf('confederal-plan/1'),
  levels: listOf(record({ tier: id, level, needs: listOf(id, 1) })),
  proof: record({
    levels: listOf(record(multipliers)),
    objectives: listOf(record({ ...multipliers, earlier: listOf(number({ from: 0 })) })),
  }),
});

/** The schema of a nested plan (parts/nested-plan.ts). */
export const nestedPlanShape = record({
  ...proposal,
  format: oneOf('confederal-nested-plan/1'),
  regions: listOf(record({ id, assemblies: listOf(id, 1) }), 1),
  tiers: listOf(record({ tier: id, least: level, mean: level }, { atMost: level })),
  ofRegions: planShape,
});
