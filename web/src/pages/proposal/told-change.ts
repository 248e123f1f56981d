import type { ConfederalChange } from '../../api/documents.js';

export type ChangeKind = keyof ConfederalChange;

/** A change as a proposal shows it. */
export interface ShownChange {
  readonly kind: string;
  /** In English, in the service's own words. */
  readonly words: string;
  /** What is given for it. */
  readonly json: string;
}

const KINDS: Readonly<Record<ChangeKind, true>> = {
  createGood: true, reviseGood: true, retireGood: true, createTier: true, reviseTier: true, retireTier: true, createImpact: true, reviseImpact: true, retireImpact: true,
  createEcologicalLimit: true, reviseEcologicalLimit: true, retireEcologicalLimit: true, createRoute: true, reviseRoute: true, retireRoute: true,
  createNorm: true, reviseNorm: true, retireNorm: true, reviseConfederation: true, admitAssembly: true, admitConfederation: true, joinLarger: true, leaveLarger: true, charter: true,
};

export function isChangeKind(kind: string): kind is ChangeKind { return Object.hasOwn(KINDS, kind); }

/** Whether something is one change: an object with one member, which is named like a kind. What is in it the service checks. */
export function isChange(value: unknown): value is ConfederalChange {
  if (!isObject(value)) return false;
  const [name, ...more] = Object.keys(value);
  return name !== undefined && more.length === 0 && isChangeKind(name) && isObject(value[name]);
}

/** The change as it is given to the service; undefined where it is of a kind that these pages do not know. */
export function givenChange({ kind, json }: Pick<ShownChange, 'kind' | 'json'>): ConfederalChange | undefined {
  const change: unknown = { [kind]: parsed(json) };
  return isChange(change) ? change : undefined;
}

/** What is done to a kind of record: `created` good, `revised` norm; and what is none of these by itself. */
export function deedOf(kind: string): { readonly deed: 'created' | 'revised' | 'retired'; readonly record: string } | undefined {
  const [, verb, record] = /^(create|revise|retire)([A-Z]\w*)$/.exec(kind) ?? [];
  if (verb === undefined || record === undefined) return undefined;
  return { deed: verb === 'create' ? 'created' : verb === 'revise' ? 'revised' : 'retired', record };
}

/** What is given, by its names: of a revision what changes. */
export function fieldsOf(json: string): readonly (readonly [string, unknown])[] {
  const given = parsed(json);
  if (!isObject(given)) return [];
  return Object.entries(isObject(given['changes']) ? given['changes'] : given).filter(([name, value]) => !NOT_TOLD.has(name) && value !== undefined);
}

/** Of a revision or a retirement: which record, and the version that was seen of it. */
export function recordOf(json: string): { readonly id: string; readonly version: number } | undefined {
  const given = parsed(json);
  return isObject(given) && typeof given['id'] === 'string' && typeof given['version'] === 'number' ? { id: given['id'], version: given['version'] } : undefined;
}

/** Told by the heading of the change, or by nothing. */
const NOT_TOLD: ReadonlySet<string> = new Set(['confederationId', 'id', 'version', 'code']);

function parsed(json: string): unknown {
  try {
    return JSON.parse(json) as unknown;
  } catch {
    return undefined;
  }
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
