/** What was done to a record; each value is what the column `deed` says. */
export enum RecordDeed {
  CREATE = 'create',
  LOAD = 'load',
  FOUND = 'found',
  REVISE = 'revise',
  RETIRE = 'retire',
  DELETE = 'delete',
  REQUEST = 'request',
  BEGIN = 'begin',
  REQUEUE = 'requeue',
  FINISH = 'finish',
  FAIL = 'fail',
  CANCEL = 'cancel',
}
