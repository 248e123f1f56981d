/** What kind of capacity a pool is; each value is what the table pool holds. */
export enum PoolKind {
  LABOUR = 'labour',
  EQUIPMENT = 'equipment',
  OTHER = 'other',
}
