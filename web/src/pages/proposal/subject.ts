import { ask } from '../../api/ask.js';
import {
  AssemblyNamed, ConfederationNow, GoodNow, ImpactNow, LimitNow, NormNow, RouteNow, TierNow,
} from '../../api/documents.js';
import { deedOf, fieldsOf, isObject, recordOf, type ShownChange } from './told-change.js';

/** What a change is about, as it is now: what people call it, its fields, and what the ids in the change are called. */
export interface Subject {
  /** Of what is there already; undefined for what is new, or gone. */
  readonly name: string | undefined;
  /** The fields as they are now; none where the record has another version than the change names, so that it says nothing about it. */
  readonly before: Readonly<Record<string, unknown>>;
  /** The unit of its quantities. */
  readonly unit: string | undefined;
  readonly names: ReadonlyMap<string, string>;
}

interface Known extends Pick<Subject, 'name' | 'unit'> {
  readonly version?: number;
  readonly before: Readonly<Record<string, unknown>>;
}

const UNKNOWN: Known = { name: undefined, unit: undefined, before: {} };
const names = (list: readonly { readonly name: string }[] | null) => list && list.map(({ name }) => name);

type Look = (id: string, signal: AbortSignal) => Promise<Known | undefined>;

/** A record by its kind, as it is now. */
const LOOKS: Readonly<Partial<Record<string, Look>>> = {
  Good: async (id, signal) => {
    const { good } = await ask(GoodNow, { id }, signal);
    return good ? { name: good.name, unit: good.unit, version: good.version, before: { ...good } } : undefined;
  },
  Tier: async (id, signal) => {
    const { tier } = await ask(TierNow, { id }, signal);
    return tier ? { name: tier.name, unit: undefined, version: tier.version, before: { ...tier } } : undefined;
  },
  Impact: async (id, signal) => {
    const { impact } = await ask(ImpactNow, { id }, signal);
    return impact ? { name: impact.name, unit: impact.unit, version: impact.version, before: { ...impact } } : undefined;
  },
  EcologicalLimit: async (id, signal) => {
    const { ecologicalLimit: limit } = await ask(LimitNow, { id }, signal);
    return limit ? { name: limit.name, unit: limit.impact.unit, version: limit.version, before: { ...limit, assemblyIds: names(limit.assemblies) } } : undefined;
  },
  Route: async (id, signal) => {
    const { route } = await ask(RouteNow, { id }, signal);
    return route ? { name: `${route.from.name} – ${route.to.name}`, unit: 't', version: route.version, before: { ...route, goodIds: names(route.goods) } } : undefined;
  },
  Norm: async (id, signal) => {
    const { norm } = await ask(NormNow, { id }, signal);
    return norm ? { name: `${norm.good.name}, ${norm.tier.name}`, unit: norm.good.unit, version: norm.version, before: { perPersonYear: norm.perPersonYear } } : undefined;
  },
  Confederation: async (id, signal) => {
    const { confederation } = await ask(ConfederationNow, { id }, signal);
    return confederation ? { name: confederation.name, unit: undefined, version: confederation.version, before: { ...confederation } } : undefined;
  },
  Assembly: async (id, signal) => {
    const { assembly } = await ask(AssemblyNamed, { id }, signal);
    return assembly ? { name: assembly.name, unit: undefined, before: {} } : undefined;
  },
};

/** What kind of record the ids in a field are of. */
const REFERENCES: Readonly<Partial<Record<string, string>>> = {
  goodId: 'Good', goodIds: 'Good', tierId: 'Tier', impactId: 'Impact', assemblyId: 'Assembly', assemblyIds: 'Assembly', fromId: 'Assembly', toId: 'Assembly',
  memberConfederationId: 'Confederation', largerId: 'Confederation',
};

/** What a change is about. @throws NoAnswer */
export async function subjectOf({ kind, json }: ShownChange, confederationId: string, signal: AbortSignal): Promise<Subject> {
  const [known, references] = await Promise.all([knownOf(kind, json, confederationId, signal), referencesOf(json, signal)]);
  const seen = recordOf(json);
  const unit = known.unit ?? references.find((each) => each.unit !== undefined)?.unit;
  return {
    name: known.name, unit, before: seen && known.version !== undefined && known.version !== seen.version ? {} : known.before,
    names: new Map(references.map(({ id, name }) => [id, name])),
  };
}

async function knownOf(kind: string, json: string, confederationId: string, signal: AbortSignal): Promise<Known> {
  if (kind === 'charter') {
    const { confederation } = await ask(ConfederationNow, { id: confederationId }, signal);
    return { ...UNKNOWN, before: { ...confederation?.charter } };
  }
  const seen = recordOf(json);
  const look = LOOKS[deedOf(kind)?.record ?? ''];
  return (seen && look ? await look(seen.id, signal) : undefined) ?? UNKNOWN;
}

async function referencesOf(json: string, signal: AbortSignal) {
  const ids = fieldsOf(json).flatMap(([field, value]) => {
    const look = LOOKS[REFERENCES[field] ?? ''];
    const some: readonly unknown[] = Array.isArray(value) ? value : [value];
    return look ? some.flatMap((id) => (typeof id === 'string' ? [{ id, look }] : [])) : [];
  });
  const impacts = fieldsOf(json).flatMap(([, value]) => (Array.isArray(value) ? value.flatMap((entry: unknown) => (isObject(entry) && typeof entry['impactId'] === 'string' ? [entry['impactId']] : [])) : []));
  const looks = [...ids, ...impacts.map((id) => ({ id, look: LOOKS['Impact'] }))];
  return await Promise.all(looks.map(async ({ id, look }) => {
    const known = await look?.(id, signal);
    return { id, name: known?.name ?? id, unit: known?.unit };
  }));
}
