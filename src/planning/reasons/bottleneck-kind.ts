/** What kind of thing holds needs down; the values are those of the table plan_bottleneck. */
export enum BottleneckKind {
  STOCK = 'stock',
  NOTHING = 'nothing',
  LABOUR = 'labour',
  LAND = 'land',
  EQUIPMENT = 'equipment',
  OTHER_POOL = 'other_pool',
  RUNS = 'runs',
  ROUTE = 'route',
  EXPORT_LIMIT = 'export_limit',
  ECOLOGICAL_LIMIT = 'ecological_limit',
}
