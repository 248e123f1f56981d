/** What the decisions on a plan come to; the values are those of the SQL function `tally`. */
export enum CountOutcome {
  OPEN = 'open',
  AGREED = 'agreed',
  REFUSED = 'refused',
}
