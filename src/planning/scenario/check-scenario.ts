import { checkReferences } from './check-references.js';
import { checkSize } from './check-size.js';
import { isObject, LARGEST, listOf, member, number, oneOf, record, shown, text, truth, whole, type Fault, type Report, type Shape } from './shapes.js';
import type { Scenario } from './types.js';

/** A scenario that can be planned, or every fault it has; of more than 10,000 faults the first ones, and how many more there are. */
export type CheckedScenario = { readonly ok: true; readonly scenario: Scenario } | { readonly ok: false; readonly faults: readonly Fault[]; readonly more: number };

/** Nobody reads more, and what millions of them take in memory would end the program. */
const MOST_FAULTS = 10_000;

/**
 * Checks a document against the scenario's schema (docs/schemas/) and beyond it (docs/model.md, What a scenario may be): all faults
 * at once, each with its place.
 */
export function checkScenario(document: unknown): CheckedScenario {
  const faults: Fault[] = [];
  let count = 0;
  const report: Report = (place, expected, came) => {
    if (count++ < MOST_FAULTS) faults.push({ place, expected, came: shown(came) });
  };
  scenarioShape(document, '', report);
  if (isObject(document)) checkReferences(document, report);
  if (count === 0) checkSize(document as Scenario, report);
  return count === 0 ? { ok: true, scenario: document as Scenario } : { ok: false, faults, more: count - faults.length };
}

/** «needs[17].quantity: must be above 0, got -3» */
export function faultInWords({ place, expected, came }: Fault): string {
  return `${place === '' ? 'the document' : place}: must be ${expected}, got ${came}`;
}

const id = text(1, 200);
const named = record({ id }, { name: text(0) });
const quantity = number({ from: 0, to: LARGEST });
const positive = number({ above: 0, to: LARGEST });
const share = number({ from: 0, to: 1 });
const impacts = listOf(record({ impact: id, quantity: positive }));
const kind = oneOf('labour', 'land', 'equipment', 'other');

const perPeriod: Shape = (value, place, report) => {
  if (typeof value === 'number' || typeof value === 'string') { quantity(value, place, report); return; }
  if (!isObject(value)) { report(place, 'a number, or an object with a number for each period', value); return; }
  for (const [period, each] of Object.entries(value)) quantity(each, member(place, period), report);
};

const objective: Shape = (value, place, report) => {
  const minimise = isObject(value) ? value['minimise'] : undefined;
  if (minimise === 'impact') { record({ minimise: text(1), impact: id })(value, place, report); return; }
  if (minimise === 'pool-use') { record({ minimise: text(1), kind })(value, place, report); return; }
  record({ minimise: oneOf('tonne-km', 'impact', 'pool-use') })(value, place, report);
};

const scenarioShape = record({
  format: oneOf('confederal-scenario/1'),
  name: text(1),
  periods: listOf(named, 1),
  assemblies: listOf(record({ id }, { name: text(0), population: quantity, lat: number({ from: -90, to: 90 }), lon: number({ from: -180, to: 180 }) }), 1),
  goods: listOf(record({ id, unit: text(1) }, { name: text(0), tonnesPerUnit: quantity, storable: truth, lossPerPeriod: share }), 1),
  tiers: listOf(named, 1),
  needs: listOf(record({ id, assembly: id, good: id, period: id, tier: id, quantity: positive }, { yardstick: positive })),
}, {
  description: text(0),
  sources: listOf(text(0)),
  stocks: listOf(record({ assembly: id, good: id, quantity }, { period: id })),
  pools: listOf(record({ id, assembly: id, kind, unit: text(1), quantity: perPeriod }, { name: text(0), lossPerPeriod: share })),
  processes: listOf(record({ id, assembly: id }, {
    name: text(0), enterprise: text(0), impacts, maxRuns: perPeriod,
    inputs: listOf(record({ good: id, quantity: positive })),
    outputs: listOf(record({ good: id, quantity: positive }, { after: whole(0) })),
    uses: listOf(record({ pool: id, quantity: positive }, { for: whole(1) })),
    adds: listOf(record({ pool: id, quantity: positive }, { after: whole(1) })),
  })),
  routes: listOf(record({ id, from: id, to: id, km: quantity }, {
    bothWays: truth, takes: whole(0), loss: number({ from: 0, below: 1 }), tonnesPerPeriod: quantity, goods: listOf(id), impactsPerTonneKm: impacts,
  })),
  exportLimits: listOf(record({ assembly: id, good: id, quantity }, { period: id })),
  impacts: listOf(record({ id, unit: text(1) }, { name: text(0) })),
  limits: listOf(record({ id, impact: id, quantity }, { assemblies: listOf(id), periods: listOf(id) })),
  then: listOf(objective),
});
