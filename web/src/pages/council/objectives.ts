import type { CapacityKind, ObjectiveKind, PlanObjectiveEntry } from '../../api/documents.js';
import type { CouncilWords } from './words-en.js';

/** What a plan makes small, as the service tells it. */
export interface Objective {
  readonly minimise: ObjectiveKind;
  readonly impact?: string | null;
  readonly capacityKind?: CapacityKind | null;
}

interface Impact { readonly code: string; readonly name: string; readonly unit: string }

const CAPACITY_KINDS: readonly CapacityKind[] = ['LABOUR', 'LAND', 'EQUIPMENT', 'OTHER'];

/** What an objective says and nothing beside, so that it can be sent, and told from others. */
export function entryOf({ minimise, impact, capacityKind }: Objective): PlanObjectiveEntry {
  return { minimise, impact: impact ?? null, capacityKind: capacityKind ?? null };
}

/** The same for objectives that say the same. */
export function keyOf(objectives: readonly Objective[]): string {
  return JSON.stringify(objectives.map(entryOf));
}

/** Everything that a plan of this confederation can make small. */
export function everyObjective(impacts: readonly Impact[]): readonly PlanObjectiveEntry[] {
  return [
    entryOf({ minimise: 'TONNE_KM' }), ...impacts.map(({ code }) => entryOf({ minimise: 'IMPACT', impact: code })),
    ...CAPACITY_KINDS.map((capacityKind) => entryOf({ minimise: 'POOL_USE', capacityKind })),
  ];
}

/** What an objective is called. */
export function objectiveName(words: CouncilWords['objective'], { minimise, impact, capacityKind }: Objective, impacts: readonly Impact[]): string {
  if (minimise === 'IMPACT') return impacts.find(({ code }) => code === impact)?.name ?? impact ?? '';
  return minimise === 'POOL_USE' ? words.capacity[capacityKind ?? 'OTHER'] : words.transport;
}

/** What the figure of an objective is counted in; nothing where different things are added. */
export function objectiveUnit({ minimise, impact }: Objective, impacts: readonly Impact[]): string {
  if (minimise === 'TONNE_KM') return 't·km';
  return minimise === 'IMPACT' ? impacts.find(({ code }) => code === impact)?.unit ?? '' : '';
}
