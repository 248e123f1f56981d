/** What a planning cycle waits for an assembly to do. */
export enum WaitingFor {
  DECLARING = 'DECLARING',
  DECIDING = 'DECIDING',
}
