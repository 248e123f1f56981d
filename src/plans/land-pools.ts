import type { Pool } from '../planning/index.js';
import type { Code, LandParcelRecord } from './cycle-records.js';
import { compareCodes } from './known-codes.js';

/** The land of one assembly that is fit for the same kinds: one pool of the scenario. */
export interface LandGroup {
  readonly assembly: Code;
  /** Sorted, each once. */
  readonly kinds: readonly Code[];
  readonly hectares: number;
}

/** `cropland+pasture`: what tells the groups of an assembly apart. */
export function kindsText(group: LandGroup): string {
  return group.kinds.join('+');
}

export function landPoolId(group: LandGroup): string {
  return `${group.assembly}/land:${kindsText(group)}`;
}

/** Parcels grouped by assembly and by the set of kinds they are fit for; hectares add up. Groups come in the order of their pools' ids. */
export function landGroups(parcels: readonly LandParcelRecord[]): readonly LandGroup[] {
  const groups = new Map<string, LandGroup>();
  // In the order of codes, so that the sum of hectares is the same to the last bit in whatever order the parcels came.
  const inOrder = [...parcels].sort((a, b) => compareCodes(a.assembly, b.assembly) || compareCodes(a.code, b.code));
  for (const parcel of inOrder) {
    const kinds = [...new Set(parcel.fitFor)].sort(compareCodes);
    const id = landPoolId({ assembly: parcel.assembly, kinds, hectares: 0 });
    groups.set(id, { assembly: parcel.assembly, kinds, hectares: (groups.get(id)?.hectares ?? 0) + parcel.hectares });
  }
  return [...groups.entries()].sort(([a], [b]) => compareCodes(a, b)).map(([, group]) => group);
}

export function landPool(group: LandGroup): Pool {
  return {
    id: landPoolId(group), name: `Land fit for ${group.kinds.join(', ')}`, assembly: group.assembly,
    kind: 'land', unit: 'ha', quantity: group.hectares,
  };
}
