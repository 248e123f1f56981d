import { isObject, LARGEST, listOf, member, number, oneOf, record, shown, text, truth, whole, type Fault, type Report, type Shape } from './shapes.js';
import type { Scenario } from './types.js';

/** A scenario that can be planned, or every fault it has. */
export type CheckedScenario = { readonly ok: true; readonly scenario: Scenario } | { readonly ok: false; readonly faults: readonly Fault[] };

/**
 * Checks a document against the scenario's schema and the references within it: all faults at once, each with its place.
 * Numbers are finite and at most 1e12.
 */
export function checkScenario(document: unknown): CheckedScenario {
  const faults: Fault[] = [];
  const report: Report = (place, expected, came) => { faults.push({ place, expected, came: shown(came) }); };
  scenarioShape(document, '', report);
  if (isObject(document)) checkReferences(document, report);
  return faults.length === 0 ? { ok: true, scenario: document as Scenario } : { ok: false, faults };
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
  if (typeof value === 'number') { quantity(value, place, report); return; }
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

type Loose = Readonly<Record<string, unknown>>;

/** Ids of a list, and a word on each that stands there twice. */
function idsOf(document: Loose, list: string, report: Report): ReadonlySet<string> {
  const seen = new Map<string, number>();
  recordsOf(document, list).forEach(({ record: each, place }, position) => {
    const own = each['id'];
    if (typeof own !== 'string') return;
    const first = seen.get(own);
    if (first === undefined) seen.set(own, position);
    else report(`${place}.id`, `an id that no other has; ${list}[${first}] has it`, own);
  });
  return new Set(seen.keys());
}

function recordsOf(owner: Loose, list: string, at = ''): readonly { readonly record: Loose; readonly place: string }[] {
  const records = owner[list];
  if (!Array.isArray(records)) return [];
  return records.flatMap((each: unknown, position) => (isObject(each) ? [{ record: each, place: `${member(at, list)}[${position}]` }] : []));
}

function checkReferences(document: Loose, report: Report): void {
  const lists = ['periods', 'assemblies', 'goods', 'tiers', 'needs', 'pools', 'processes', 'routes', 'impacts', 'limits'] as const;
  const ids = Object.fromEntries(lists.map((list) => [list, idsOf(document, list, report)])) as Record<(typeof lists)[number], ReadonlySet<string>>;
  const refer = (owner: Loose, name: string, place: string, to: keyof typeof ids): void => {
    checkReference(owner[name], member(place, name), ids[to], to, report);
  };
  const referAll = (owner: Loose, name: string, place: string, to: keyof typeof ids): void => {
    const list = owner[name];
    if (Array.isArray(list)) list.forEach((each, position) => { checkReference(each, `${member(place, name)}[${position}]`, ids[to], to, report); });
  };
  const periodsOf = (owner: Loose, name: string, place: string): void => {
    const quantities = owner[name];
    if (isObject(quantities)) for (const period of Object.keys(quantities)) checkReference(period, member(member(place, name), period), ids.periods, 'periods', report);
  };
  for (const { record: need, place } of recordsOf(document, 'needs')) {
    refer(need, 'assembly', place, 'assemblies'); refer(need, 'good', place, 'goods'); refer(need, 'period', place, 'periods'); refer(need, 'tier', place, 'tiers');
  }
  for (const list of ['stocks', 'exportLimits']) {
    for (const { record: each, place } of recordsOf(document, list)) {
      refer(each, 'assembly', place, 'assemblies'); refer(each, 'good', place, 'goods'); refer(each, 'period', place, 'periods');
    }
  }
  for (const { record: pool, place } of recordsOf(document, 'pools')) {
    refer(pool, 'assembly', place, 'assemblies'); periodsOf(pool, 'quantity', place);
  }
  for (const { record: limit, place } of recordsOf(document, 'limits')) {
    refer(limit, 'impact', place, 'impacts'); referAll(limit, 'assemblies', place, 'assemblies'); referAll(limit, 'periods', place, 'periods');
  }
  for (const { record: each, place } of recordsOf(document, 'then')) refer(each, 'impact', place, 'impacts');
  checkProcesses(document, refer, periodsOf, report);
  for (const { record: route, place } of recordsOf(document, 'routes')) {
    refer(route, 'from', place, 'assemblies'); refer(route, 'to', place, 'assemblies'); referAll(route, 'goods', place, 'goods');
    for (const inner of recordsOf(route, 'impactsPerTonneKm', place)) refer(inner.record, 'impact', inner.place, 'impacts');
    if (typeof route['from'] === 'string' && route['from'] === route['to']) report(`${place}.to`, 'another assembly than `from`', route['to']);
  }
}

type Refer = (owner: Loose, name: string, place: string, to: 'goods' | 'pools' | 'impacts' | 'assemblies') => void;

function checkProcesses(document: Loose, refer: Refer, periodsOf: (owner: Loose, name: string, place: string) => void, report: Report): void {
  const poolAssembly = new Map(recordsOf(document, 'pools').map(({ record: pool }) => [pool['id'], pool['assembly']]));
  for (const { record: process, place } of recordsOf(document, 'processes')) {
    refer(process, 'assembly', place, 'assemblies'); periodsOf(process, 'maxRuns', place);
    for (const list of ['inputs', 'outputs']) for (const each of recordsOf(process, list, place)) refer(each.record, 'good', each.place, 'goods');
    for (const each of recordsOf(process, 'impacts', place)) refer(each.record, 'impact', each.place, 'impacts');
    for (const list of ['uses', 'adds']) {
      for (const each of recordsOf(process, list, place)) {
        refer(each.record, 'pool', each.place, 'pools');
        const at = poolAssembly.get(each.record['pool']);
        if (at !== undefined && at !== process['assembly']) report(`${each.place}.pool`, `a pool of the process's own assembly ${shown(process['assembly'])}`, each.record['pool']);
      }
    }
  }
}

function checkReference(value: unknown, place: string, known: ReadonlySet<string>, list: string, report: Report): void {
  if (typeof value === 'string' && value.length > 0 && !known.has(value)) report(place, `the id of one of the ${list}`, value);
}
