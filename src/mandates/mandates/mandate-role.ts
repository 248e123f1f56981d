/** What a mandate is for; the values are those of the table. */
export enum MandateRole {
  DELEGATE = 'delegate',
  COORDINATOR = 'coordinator',
}
