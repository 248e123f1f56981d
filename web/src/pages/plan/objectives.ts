import type { CapacityKind, ObjectiveKind } from '../../api/documents.js';
import type { InEveryLanguage } from '../../reading/languages.js';
import { reader } from '../../reading/reader.svelte.js';

/** What a plan makes small once every need has its level, as the service has it. */
export interface Objective {
  readonly minimise: ObjectiveKind;
  readonly capacityKind: CapacityKind | null;
  /** The code of the impact. */
  readonly impact: string | null;
}

interface Impact { readonly code: string; readonly name: string; readonly unit: string }

interface ObjectiveWords {
  readonly transport: string;
  readonly pools: Readonly<Record<CapacityKind, string>>;
}

const words: InEveryLanguage<ObjectiveWords> = {
  en: { transport: 'the way that goods travel', pools: { LABOUR: 'labour', LAND: 'the land in use', EQUIPMENT: 'the use of equipment', OTHER: 'the use of other capacities' } },
  es: { transport: 'el camino que recorren los bienes', pools: { LABOUR: 'el trabajo', LAND: 'la tierra en uso', EQUIPMENT: 'el uso de equipo', OTHER: 'el uso de otras capacidades' } },
  ca: { transport: 'el camí que fan els béns', pools: { LABOUR: 'la feina', LAND: 'la terra en ús', EQUIPMENT: "l'ús d'equip", OTHER: "l'ús d'altres capacitats" } },
};

/** What is made small, in the reader's words. @param impacts those of the confederation */
export function objectiveName({ minimise, capacityKind, impact }: Objective, impacts: readonly Impact[]): string {
  const own = reader.of(words);
  switch (minimise) {
    case 'TONNE_KM': return own.transport;
    case 'POOL_USE': return own.pools[capacityKind ?? 'OTHER'];
    case 'IMPACT': return impacts.find(({ code }) => code === impact)?.name ?? impact ?? '';
  }
}

/** What it came to: transport and impacts have a unit of their own, and pools of one kind may be counted in several. */
export function objectiveValue({ minimise, impact }: Objective, value: number, impacts: readonly Impact[]): string {
  switch (minimise) {
    case 'TONNE_KM': return reader.quantity(value, 't km');
    case 'POOL_USE': return reader.quantity(value, '');
    case 'IMPACT': return reader.quantity(value, impacts.find(({ code }) => code === impact)?.unit ?? '');
  }
}
