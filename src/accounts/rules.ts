import { RecordKind } from '../records/record-kind.js';
import { rawSql, type Sql } from '../records/sql.js';

/**
 * Who may write which record. `assembly`: what an assembly holds, needs and decides: its delegates, each act under a resolution. `shared`: what a
 * confederation shares: the delegates of the assembly that founded it, until it has a charter; then adopted proposals alone. `council`:
 * administration: the coordinators of the confederation, without a resolution, since it is no policy. `proposal`: what is drafted for the assemblies to
 * decide on, or asked of one of them: by the coordinators, or by the delegates of a member, under its resolution.
 */
export type Domain = 'assembly' | 'shared' | 'council' | 'proposal';

/** Persons and tokens have no rule here: everybody changes their own account, and no other (own-account.ts). */
export type RuledKind = Exclude<RecordKind, RecordKind.PERSON | RecordKind.API_TOKEN | RecordKind.ADOPTION>;

export interface Rule {
  readonly domain: Domain;
  /** SQL: the id of the assembly or confederation that a record `r` of the kind belongs to. */
  readonly owner: Sql;
  /** What kind of record a new one is created within. */
  readonly within: RuledKind;
}

const ofConfederation: Rule = { domain: 'shared', owner: rawSql('r.confederation_id'), within: RecordKind.CONFEDERATION };
const ofAssembly: Rule = { domain: 'assembly', owner: rawSql('r.assembly_id'), within: RecordKind.ASSEMBLY };
const ofCouncil: Rule = { domain: 'council', owner: rawSql('r.confederation_id'), within: RecordKind.CONFEDERATION };

/** Every kind of record has its rule: a kind without one does not compile. */
export const RULES: Readonly<Record<RuledKind, Rule>> = {
  [RecordKind.CONFEDERATION]: { ...ofConfederation, owner: rawSql('r.id') },
  [RecordKind.ASSEMBLY]: { ...ofAssembly, owner: rawSql('r.id') },
  [RecordKind.MEMBERSHIP]: ofAssembly,
  [RecordKind.GOOD]: ofConfederation,
  [RecordKind.TIER]: ofConfederation,
  [RecordKind.IMPACT]: ofConfederation,
  [RecordKind.ECOLOGICAL_LIMIT]: ofConfederation,
  [RecordKind.ROUTE]: ofConfederation,
  [RecordKind.LAND_PARCEL]: ofAssembly,
  [RecordKind.ENTERPRISE]: ofAssembly,
  [RecordKind.POOL]: ofAssembly,
  [RecordKind.PROCESS]: { domain: 'assembly', owner: rawSql('(select e.assembly_id from enterprise e where e.id = r.enterprise_id)'), within: RecordKind.ENTERPRISE },
  [RecordKind.STOCK]: ofAssembly,
  [RecordKind.EXPORT_LIMIT]: ofAssembly,
  [RecordKind.PLANNING_CYCLE]: ofCouncil,
  [RecordKind.CYCLE_PERIOD]: { domain: 'council', owner: rawSql('(select c.confederation_id from planning_cycle c where c.id = r.cycle_id)'), within: RecordKind.PLANNING_CYCLE },
  [RecordKind.NEED]: ofAssembly,
  [RecordKind.PLAN]: { domain: 'council', owner: rawSql('(select c.confederation_id from planning_cycle c where c.id = r.cycle_id)'), within: RecordKind.PLANNING_CYCLE },
  [RecordKind.DECLARATION]: ofAssembly,
  [RecordKind.QUESTION]: { domain: 'proposal', owner: rawSql('(select c.confederation_id from planning_cycle c where c.id = r.cycle_id)'), within: RecordKind.PLANNING_CYCLE },
  [RecordKind.QUESTION_ANSWER]: ofAssembly,
  [RecordKind.PLAN_DECISION]: ofAssembly,
  [RecordKind.MERGER]: ofAssembly,
  [RecordKind.SUCCESSION]: { ...ofAssembly, owner: rawSql('r.successor_id') },
  [RecordKind.RESOLUTION]: ofAssembly,
  [RecordKind.MANDATE]: ofAssembly,
  [RecordKind.INVITATION]: ofCouncil,
  [RecordKind.CHARTER]: ofConfederation,
  [RecordKind.NORM]: ofConfederation,
  [RecordKind.ADMISSION]: ofConfederation,
  [RecordKind.PROPOSAL]: { ...ofCouncil, domain: 'proposal' },
  [RecordKind.PROPOSAL_DECISION]: ofAssembly,
};
