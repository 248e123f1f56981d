import { isObject, member, shown, type Report } from './shapes.js';

type Loose = Readonly<Record<string, unknown>>;
/** The lists of a scenario that others refer to. */
type Referred = 'periods' | 'assemblies' | 'goods' | 'tiers' | 'pools' | 'impacts';

/** Reports what a record names by an id; where it names it under `name`, as one id or as a list of them. */
interface References {
  one(owner: Loose, name: string, place: string, to: Referred): void;
  all(owner: Loose, name: string, place: string, to: Referred): void;
  /** The members of a quantity by period are ids of periods. */
  periodsOf(owner: Loose, name: string, place: string): void;
}

/**
 * What the schema cannot say of a document, whatever shape that has: no id stands twice in a list, each reference leads to a record, a
 * route leads elsewhere, processes use and build pools of their own assembly. docs/model.md, What a scenario may be
 */
export function checkReferences(document: Loose, report: Report): void {
  for (const list of ['needs', 'processes', 'routes', 'limits']) idsOf(document, list, report);
  const references = referencesIn(document, report);
  checkNeeds(document, references);
  checkPools(document, references);
  checkProcesses(document, references, report);
  checkRoutes(document, references, report);
  checkLimits(document, references);
}

function referencesIn(document: Loose, report: Report): References {
  const ids: Readonly<Record<Referred, ReadonlySet<string> | undefined>> = {
    periods: idsOf(document, 'periods', report), assemblies: idsOf(document, 'assemblies', report), goods: idsOf(document, 'goods', report),
    tiers: idsOf(document, 'tiers', report),
    // These may be left out: then the scenario has none.
    pools: Object.hasOwn(document, 'pools') ? idsOf(document, 'pools', report) : new Set(),
    impacts: Object.hasOwn(document, 'impacts') ? idsOf(document, 'impacts', report) : new Set(),
  };
  const check = (value: unknown, to: Referred, place: () => string): void => {
    // Where there is no list at all, that is the fault, and not everything that refers to it.
    if (typeof value === 'string' && value.length > 0 && ids[to]?.has(value) === false) report(place(), `the id of one of the ${to}`, value);
  };
  return {
    one(owner, name, place, to) { check(owner[name], to, () => member(place, name)); },
    all(owner, name, place, to) {
      const list = owner[name];
      if (Array.isArray(list)) list.forEach((each, position) => { check(each, to, () => `${member(place, name)}[${position}]`); });
    },
    periodsOf(owner, name, place) {
      const quantities = owner[name];
      if (isObject(quantities)) for (const period of Object.keys(quantities)) check(period, 'periods', () => member(member(place, name), period));
    },
  };
}

/** The ids of a list, and a word on each that stands there twice; undefined where it is no list. */
function idsOf(document: Loose, list: string, report: Report): ReadonlySet<string> | undefined {
  const records: unknown = document[list];
  if (!Array.isArray(records)) return undefined;
  const seen = new Map<string, number>();
  records.forEach((record: unknown, position) => {
    const id = isObject(record) ? record['id'] : undefined;
    if (typeof id !== 'string') return;
    const first = seen.get(id);
    if (first === undefined) seen.set(id, position);
    else report(`${list}[${position}].id`, `an id that no other has; ${list}[${first}] has it`, id);
  });
  return new Set(seen.keys());
}

/** Of a list that may be anything: each object in it, with its place. */
function forEach(owner: Loose, list: string, at: string, look: (record: Loose, place: string) => void): void {
  const records: unknown = owner[list];
  if (!Array.isArray(records)) return;
  const place = member(at, list);
  records.forEach((each: unknown, position) => { if (isObject(each)) look(each, `${place}[${position}]`); });
}

function checkNeeds(document: Loose, references: References): void {
  for (const list of ['needs', 'stocks', 'exportLimits']) {
    forEach(document, list, '', (record, place) => {
      references.one(record, 'assembly', place, 'assemblies');
      references.one(record, 'good', place, 'goods');
      references.one(record, 'period', place, 'periods');
      if (list === 'needs') references.one(record, 'tier', place, 'tiers');
    });
  }
}

function checkPools(document: Loose, references: References): void {
  forEach(document, 'pools', '', (pool, place) => {
    references.one(pool, 'assembly', place, 'assemblies');
    references.periodsOf(pool, 'quantity', place);
  });
}

function checkProcesses(document: Loose, references: References, report: Report): void {
  const poolAssembly = new Map<unknown, unknown>();
  forEach(document, 'pools', '', (pool) => { poolAssembly.set(pool['id'], pool['assembly']); });
  forEach(document, 'processes', '', (process, place) => {
    references.one(process, 'assembly', place, 'assemblies');
    references.periodsOf(process, 'maxRuns', place);
    for (const list of ['inputs', 'outputs']) forEach(process, list, place, (each, at) => { references.one(each, 'good', at, 'goods'); });
    forEach(process, 'impacts', place, (each, at) => { references.one(each, 'impact', at, 'impacts'); });
    for (const list of ['uses', 'adds']) {
      forEach(process, list, place, (each, at) => {
        references.one(each, 'pool', at, 'pools');
        const assembly = poolAssembly.get(each['pool']);
        if (assembly !== undefined && assembly !== process['assembly']) report(`${at}.pool`, `a pool of the process's own assembly ${shown(process['assembly'])}`, each['pool']);
      });
    }
  });
}

function checkRoutes(document: Loose, references: References, report: Report): void {
  forEach(document, 'routes', '', (route, place) => {
    references.one(route, 'from', place, 'assemblies');
    references.one(route, 'to', place, 'assemblies');
    references.all(route, 'goods', place, 'goods');
    forEach(route, 'impactsPerTonneKm', place, (each, at) => { references.one(each, 'impact', at, 'impacts'); });
    if (typeof route['from'] === 'string' && route['from'] === route['to']) report(`${place}.to`, 'another assembly than `from`', route['to']);
  });
}

function checkLimits(document: Loose, references: References): void {
  forEach(document, 'limits', '', (limit, place) => {
    references.one(limit, 'impact', place, 'impacts');
    references.all(limit, 'assemblies', place, 'assemblies');
    references.all(limit, 'periods', place, 'periods');
  });
  forEach(document, 'then', '', (objective, place) => { references.one(objective, 'impact', place, 'impacts'); });
}
