/** The kinds of records; each value is the name of its table. */
export enum RecordKind {
  CONFEDERATION = 'confederation',
  ASSEMBLY = 'assembly',
  MEMBERSHIP = 'membership',
  MERGER = 'merger',
  SUCCESSION = 'succession',
  GOOD = 'good',
  TIER = 'tier',
  IMPACT = 'impact',
  ECOLOGICAL_LIMIT = 'ecological_limit',
  ROUTE = 'route',
  LAND_PARCEL = 'land_parcel',
  ENTERPRISE = 'enterprise',
  POOL = 'pool',
  PROCESS = 'process',
  STOCK = 'stock',
  EXPORT_LIMIT = 'export_limit',
  PLANNING_CYCLE = 'planning_cycle',
  CYCLE_PERIOD = 'cycle_period',
  NEED = 'need',
  PLAN = 'plan',
  DECLARATION = 'declaration',
  QUESTION = 'question',
  QUESTION_ANSWER = 'question_answer',
  PLAN_DECISION = 'plan_decision',
  ADOPTION = 'adoption',
  CHARTER = 'charter',
  NORM = 'norm',
  PROPOSAL = 'proposal',
  PROPOSAL_DECISION = 'proposal_decision',
  ADMISSION = 'admission',
  PERSON = 'person',
  API_TOKEN = 'api_token',
  RESOLUTION = 'resolution',
  MANDATE = 'mandate',
  INVITATION = 'invitation',
}

/** What people call it: "land parcel". */
export function wordsFor(kind: RecordKind): string {
  return kind.replace('_', ' ');
}
