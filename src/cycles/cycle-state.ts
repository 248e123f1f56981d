/** Where a planning cycle stands; the values are those of the table. */
export enum CycleState {
  DECLARING = 'declaring',
  PLANNING = 'planning',
  PROPOSED = 'proposed',
  DECIDING = 'deciding',
  ADOPTED = 'adopted',
  CARRIED_OUT = 'carried_out',
  CLOSED = 'closed',
}

/** As the API names it: `CARRIED_OUT`. */
export function nameOf(state: CycleState): string {
  return state.toUpperCase();
}

/** In a sentence: "carried out". */
export function wordFor(state: CycleState): string {
  return state.replace('_', ' ');
}
