import type { CapacityKind, ObjectiveKind } from '../../api/documents.js';

/** What a plan makes small, as the service tells it. */
export interface Objective {
  readonly minimise: ObjectiveKind;
  readonly impact?: string | null;
  readonly capacityKind?: CapacityKind | null;
}

/** The same as it is sent, with nothing left out. */
export type Entry = Readonly<Required<Objective>>;

const CAPACITY_KINDS: readonly CapacityKind[] = ['LABOUR', 'LAND', 'EQUIPMENT', 'OTHER'];

/** What an objective says and nothing beside, so that it can be sent, and told from others. */
export function entryOf({ minimise, impact, capacityKind }: Objective): Entry {
  return { minimise, impact: impact ?? null, capacityKind: capacityKind ?? null };
}

/** The same for objectives that say the same. */
export function keyOf(objectives: readonly Objective[]): string {
  return JSON.stringify(objectives.map(entryOf));
}

/** Everything that a plan of this confederation can make small. */
export function everyObjective(impacts: readonly { readonly code: string }[]): readonly Entry[] {
  return [
    entryOf({ minimise: 'TONNE_KM' }), ...impacts.map(({ code }) => entryOf({ minimise: 'IMPACT', impact: code })),
    ...CAPACITY_KINDS.map((capacityKind) => entryOf({ minimise: 'POOL_USE', capacityKind })),
  ];
}
