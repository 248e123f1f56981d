import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { checkScenario } from './check-scenario.js';
import type { Fault } from './shapes.js';
import { oneOfEverything } from '../../../test/builders/one-of-everything.js';

/** What is refused beyond the schema, by what is said to be expected: nothing else may differ. docs/model.md, What a scenario may be */
const BEYOND: Readonly<Record<string, RegExp>> = {
  'references lead somewhere': /^the id of one of the (periods|assemblies|goods|tiers|pools|impacts)$/,
  'no id twice': /^an id that no other has; /,
  'a route leads elsewhere': /^another assembly than `from`$/,
  'a process uses and builds its own pools': /^a pool of the process's own assembly /,
  'no number beyond 1e12': /^at most 1e12$/,
  'no more than a million periods': /^at most 1000000$/,
  'no half characters': /^a text of whole characters /,
};

type Path = readonly (string | number)[];

/** The paths of all values in a document. */
function paths(value: unknown, at: Path = []): readonly Path[] {
  if (typeof value !== 'object' || value === null) return [at];
  const names: Path = Array.isArray(value) ? [...value.keys()] : Object.keys(value);
  return [at, ...names.flatMap((name) => paths(Reflect.get(value, name), [...at, name]))];
}

function valueAt(document: unknown, path: Path): unknown {
  return path.reduce<unknown>((at, name) => (typeof at === 'object' && at !== null ? Reflect.get(at, name) : undefined), document);
}

function put(owner: unknown, name: string | number, value: unknown): void {
  if (typeof owner === 'object' && owner !== null) Object.defineProperty(owner, name, { value, enumerable: true, configurable: true, writable: true });
}

/** What is wrong with a value, or might be. */
type Change = (value: unknown) => unknown;

const bread = '\u{1f35e}';
const oddValues: readonly unknown[] = [
  null, true, false, 0, -0, 1, -1, 0.5, 1.5, 2, 90, 91, -181, 1e6, 1_000_001, 1e12, 1e12 + 1, 1e300, JSON.parse('1e999'), 5e-324, '', ' ', '12', '-3', 'hill', 'valley', 'spring', 'labour', 'tonne-km', 'impact', 'pool-use', 'money',
  'x'.repeat(200), 'x'.repeat(201), bread.repeat(200), bread.repeat(201), '\ud800', 'a\udc00b', '__proto__', '\u0000', [], {}, [[]], [null], { spring: 1 }, { spring: -1 }, { moon: 1 }, { spring: null }, JSON.parse('{"__proto__":1}'),
  [{}], [{ id: 'x' }], [{ good: 'grain', quantity: 1 }], { minimise: 'tonne-km' }, { minimise: 'impact' }, { minimise: 'tonne-km', impact: 'water' }, { minimise: 'pool-use', kind: 'land' },
];
const changes: readonly Change[] = [
  ...oddValues.map((odd) => () => structuredClone(odd)),
  (value) => (typeof value === 'number' ? -value : value),
  (value) => (typeof value === 'number' ? value + 0.5 : value),
  (value) => (typeof value === 'number' ? String(value) : Number(value)),
  (value) => [value],
  (value) => ({ value }),
  (value) => (Array.isArray(value) ? [...value as unknown[], value[0] as unknown] : [value, value]),
  (value) => (typeof value === 'object' && value !== null ? JSON.parse(JSON.stringify(value).replace(/^\{/, '{"extra":1,').replace(',}', '}')) as unknown : value),
  (value) => (typeof value === 'object' && value !== null && !Array.isArray(value) ? JSON.parse(JSON.stringify(value).replace(/^\{/, '{"__proto__":1,').replace(',}', '}')) as unknown : value),
];

type Mutation = (document: unknown, path: Path) => void;

const replace = (change: Change): Mutation => (document, path) => { put(valueAt(document, path.slice(0, -1)), path.at(-1) ?? '', change(valueAt(document, path))); };
const drop: Mutation = (document, path) => {
  const [owner, name] = [valueAt(document, path.slice(0, -1)), path.at(-1) ?? ''];
  if (Array.isArray(owner)) owner.splice(Number(name), 1);
  else if (typeof owner === 'object' && owner !== null) Reflect.deleteProperty(owner, name);
};
const rename = (to: string): Mutation => (document, path) => {
  const [value, owner] = [valueAt(document, path), valueAt(document, path.slice(0, -1))];
  drop(document, path);
  put(owner, Array.isArray(owner) ? owner.length : to, value);
};
const mutations: readonly Mutation[] = [...changes.map(replace), ...Array.from({ length: 8 }, () => drop), ...['extra', 'constructor', '__proto__', 'id', 'quantity', 'Quantity', 'spring', 'after'].map(rename)];

/** A scenario in which one to three things were changed at any places. */
const changed = fc.array(fc.tuple(fc.nat(), fc.nat(mutations.length - 1)), { minLength: 1, maxLength: 3 }).map((picks): unknown => {
  const document: unknown = oneOfEverything();
  for (const [at, how] of picks) {
    const places = paths(document).filter((path) => path.length > 0);
    const place = places[at % places.length];
    if (place !== undefined) mutations[how]?.(document, place);
  }
  return document;
});

describe('what the schema refuses, and what is refused beyond it', () => {
  let valid: ValidateFunction;
  beforeAll(() => {
    // JSON.parse reads 1e999 as Infinity, which is no number of JSON Schema.
    valid = new Ajv2020({ strict: false, strictNumbers: true }).compile(JSON.parse(readFileSync('docs/schemas/scenario.schema.json', 'utf8')) as object);
  });
  const faultsOf = (document: unknown): readonly Fault[] => {
    const checked = checkScenario(document);
    return checked.ok ? [] : checked.faults;
  };
  const ruleOf = ({ expected }: Fault): string | undefined => Object.keys(BEYOND).find((rule) => BEYOND[rule]?.test(expected));

  it('one of everything is a scenario to both', () => {
    expect(faultsOf(oneOfEverything())).toEqual([]);
    expect(valid(oneOfEverything())).toBe(true);
  });

  it('a changed scenario is refused by the schema where it has a fault that is not of a rule beyond it, and nowhere else', () => {
    const met = new Set<string>();
    fc.assert(fc.property(changed, (document) => {
      const faults = faultsOf(document);
      const bySchema = faults.filter((fault) => ruleOf(fault) === undefined);
      if (bySchema.length === 0) for (const fault of faults) met.add(ruleOf(fault) ?? '');
      met.add(valid(document) ? (faults.length === 0 ? 'a scenario' : 'beyond the schema') : 'no scenario');
      expect({ document, valid: valid(document), faults }).toMatchObject({ valid: bySchema.length === 0 });
    }), { seed: 20261122, numRuns: 3000 });
    expect([...met].sort()).toEqual([...Object.keys(BEYOND), 'a scenario', 'beyond the schema', 'no scenario'].sort());
  });

  it('each single change, at each place', () => {
    for (const path of paths(oneOfEverything()).slice(1)) {
      for (const mutate of mutations) {
        const document: unknown = oneOfEverything();
        mutate(document, path);
        const bySchema = faultsOf(document).filter((fault) => ruleOf(fault) === undefined);
        if (valid(document) !== (bySchema.length === 0)) throw new Error(`${path.join('.')}: ${JSON.stringify(document)}: ${JSON.stringify(bySchema)}`);
      }
    }
  });
});
