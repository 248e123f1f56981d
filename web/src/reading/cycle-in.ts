import type { CycleState } from '../api/documents.js';

/**
 * The cycle that a page is about. The council may open the next one while assemblies still decide on this: then the latest is not the one that waits for them.
 * @param cycles the latest first
 * @param states what is looked for, the most wanted first; where no cycle is in one of them, it is the latest
 */
export function cycleIn<Cycle extends { readonly state: CycleState }>(cycles: readonly Cycle[], ...states: readonly CycleState[]): Cycle | undefined {
  return states.flatMap((wanted) => cycles.find(({ state }) => state === wanted) ?? [])[0] ?? cycles[0];
}
