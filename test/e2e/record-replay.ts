import { type Domain, RULES } from '../../src/accounts/rules.js';

/** A row of the public record, as GET /record gives it. */
export interface RecordedRow {
  readonly number: number;
  readonly at: string;
  readonly acting: string;
  readonly mandate: string | null;
  readonly resolution: string | null;
  readonly deed: string;
  readonly kind: string;
  readonly record: string;
  readonly assembly: string | null;
  readonly confederation: string | null;
  readonly before: Rows | null;
  readonly after: Rows | null;
}

type Row = Readonly<Record<string, unknown>>;
type Rows = Readonly<Record<string, Row>>;

const DOMAINS: ReadonlyMap<string, Domain> = new Map(Object.entries(RULES).map(([kind, { domain }]): [string, Domain] => [kind, domain]));

/** By whose word a row was written. */
export type Word = 'assembly' | 'founders' | 'proposal' | 'council' | 'registering' | 'invited' | 'own account' | 'program' | 'objection';

/**
 * Reads a public record from its beginning and nothing beside it: who held which mandate, which resolutions there were, who was a member and whether there was a
 * charter when each row was written, all out of the rows before it. So whoever has a copy can see that every act of policy was mandated and resolved.
 * It knows of no mergers, splits and confederations of confederations, nor of what is done by hand.
 */
export class Replay {
  /** What each record is, by kind and id. */
  private readonly now = new Map<string, Row>();

  /** @param rows of a record from its first on */
  constructor(private readonly rows: readonly RecordedRow[]) {}

  /** For every row behind `from`: by whose word it was written, or what is wrong with it. */
  judged(from: number): { readonly row: RecordedRow; readonly word: Word | undefined; readonly fault: string | undefined }[] {
    return this.rows.flatMap((row) => {
      const { after } = row;
      // What a transaction writes down first, the rows behind it are under; what it ends, held until its end.
      const ends = row.deed === 'retire' && row.kind === 'mandate';
      if (!ends && after?.[row.kind]) this.now.set(`${row.kind} ${row.record}`, after[row.kind] ?? {});
      const judged = row.number > from ? [this.judge(row)] : [];
      if (ends && after?.[row.kind]) this.now.set(`${row.kind} ${row.record}`, after[row.kind] ?? {});
      return judged;
    });
  }

  private judge(row: RecordedRow): { readonly row: RecordedRow; readonly word: Word | undefined; readonly fault: string | undefined } {
    const word = this.wordBehind(row);
    return typeof word === 'string' ? { row, word, fault: undefined } : { row, word: undefined, fault: word.fault };
  }

  private wordBehind(row: RecordedRow): Word | { readonly fault: string } {
    if (row.acting === 'planner') return this.ofProgram(row);
    if (row.mandate === null) return this.withoutMandate(row);
    const notHeld = this.whyNotHeld(row, row.mandate);
    if (notHeld !== undefined) return { fault: notHeld };
    const mandate = this.record('mandate', row.mandate);
    if (row.kind === 'person' || (row.kind === 'assembly' && row.deed === 'create')) return 'registering';
    return mandate['role'] === 'coordinator' ? ofCouncil(row, mandate) : this.ofDelegate(row, mandate);
  }

  /** What a delegate does is their assembly's own, or what their assembly founded, or what all assemblies adopted. */
  private ofDelegate(row: RecordedRow, mandate: Row): Word | { readonly fault: string } {
    const assembly = String(mandate['assembly_id']);
    if (row.kind === 'resolution') return row.assembly === assembly && (row.resolution === null || row.resolution === row.record) ? 'assembly' : { fault: 'a resolution of another assembly' };
    if (row.resolution === null) return { fault: 'no resolution' };
    if (this.record('resolution', row.resolution)['assembly_id'] !== assembly) return { fault: 'the resolution is not that of the assembly whose mandate it is' };
    const domain = DOMAINS.get(row.kind);
    if (domain === 'assembly') return row.assembly === assembly ? 'assembly' : { fault: `it belongs to ${String(row.assembly)}, and ${assembly} resolved it` };
    if (domain === 'council') return { fault: 'administration, by a delegate' };
    if (domain === 'proposal') return this.isMember(assembly, row.confederation) ? 'proposal' : { fault: 'a proposal, by no member' };
    if (domain !== 'shared') return { fault: 'what nobody decides' };
    if (this.isAdoptedBeside(row)) return 'proposal';
    const chartered = this.all('charter').some((charter) => charter['confederation_id'] === row.confederation);
    return !chartered && this.record('confederation', String(row.confederation))['founded_by_id'] === assembly ? 'founders' : { fault: 'what all share, by one assembly alone' };
  }

  /** Whether a proposal of the same confederation was adopted in the same transaction: its rows have one moment. */
  private isAdoptedBeside({ at, confederation }: RecordedRow): boolean {
    return this.rows.some((row) => row.at === at && row.kind === 'proposal' && row.confederation === confederation
      && row.before?.['proposal']?.['status'] === 'open' && row.after?.['proposal']?.['status'] === 'adopted');
  }

  /** Who is invited holds no mandate yet, and comes with the resolution of that assembly; and everybody's account is their own. */
  private withoutMandate(row: RecordedRow): Word | { readonly fault: string } {
    if (row.kind === 'person') return row.deed === 'revise' && row.after?.['person']?.['name'] === row.acting ? 'own account' : { fault: 'a person, written by nobody' };
    const accepted = this.rows.find(({ at, kind, deed }) => at === row.at && kind === 'invitation' && deed === 'revise');
    if (!accepted || !['resolution', 'mandate', 'invitation'].includes(row.kind)) return { fault: 'no mandate' };
    const invitation = accepted.after?.['invitation'];
    const resolved = this.record('resolution', String(row.resolution))['assembly_id'];
    const isInvited = this.record('person', String(invitation?.['person_id']))['name'] === row.acting;
    return isInvited && resolved === row.assembly && resolved === invitation?.['assembly_id'] ? 'invited' : { fault: 'an invitation of somebody else' };
  }

  /** The program makes plans, and does what follows from counts; no policy. */
  private ofProgram(row: RecordedRow): Word | { readonly fault: string } {
    if (row.mandate !== null) return this.ofObjection(row);
    if (['plan', 'planning_cycle', 'adoption', 'proposal'].includes(row.kind)) return 'program';
    return DOMAINS.get(row.kind) === 'shared' && this.isAdoptedBeside(row) ? 'proposal' : { fault: 'policy, by the program' };
  }

  /** What an objection proposed of its assembly's own needs is done when the plans are refused, by the word of the mandate that held when it was decided. */
  private ofObjection({ kind, assembly, mandate, resolution }: RecordedRow): Word | { readonly fault: string } {
    if (kind !== 'need' && kind !== 'plan_decision') return { fault: 'by a mandate, what the program does by itself' };
    const objected = this.all('plan_decision').some((decision) => decision['answer'] === 'object' && decision['assembly_id'] === assembly
      && decision['mandate_id'] === mandate && decision['resolution_id'] === resolution);
    return objected ? 'objection' : { fault: 'an objection that nobody decided' };
  }

  /** Why a mandate did not hold when a row was written. */
  private whyNotHeld({ at, acting, number }: RecordedRow, id: string): string | undefined {
    const mandate = this.record('mandate', id);
    const day = at.slice(0, 10);
    const [from, until] = [String(mandate['from_day']), mandate['until_day']];
    if (mandate['retired_at'] !== null) return `the mandate was recalled before row ${number}, or is not known`;
    if (from > day || (typeof until === 'string' && until < day)) return `the mandate holds from ${from} until ${String(until)}`;
    if (this.record('person', String(mandate['person_id']))['name'] !== acting) return `the mandate is not ${acting}'s`;
    const [assembly, confederation] = [String(mandate['assembly_id']), mandate['confederation_id']];
    if (mandate['role'] === 'delegate') return undefined;
    const founded = this.record('confederation', String(confederation))['founded_by_id'] === assembly && !this.all('charter').some((charter) => charter['confederation_id'] === confederation);
    return founded || this.isMember(assembly, confederation) ? undefined : 'the assembly that sends the coordinator is no member';
  }

  private isMember(assembly: string, confederation: unknown): boolean {
    return this.all('membership').some((row) => row['assembly_id'] === assembly && row['confederation_id'] === confederation && row['retired_at'] === null);
  }

  private record(kind: string, id: string): Row {
    return this.now.get(`${kind} ${id}`) ?? {};
  }

  private all(kind: string): Row[] {
    return [...this.now].flatMap(([key, row]) => (key.startsWith(`${kind} `) ? [row] : []));
  }
}

/** What a coordinator does is administration of the confederation that the mandate is for, under no resolution. */
function ofCouncil(row: RecordedRow, mandate: Row): Word | { readonly fault: string } {
  const domain = DOMAINS.get(row.kind);
  if (domain !== 'council' && domain !== 'proposal') return { fault: 'policy, by a coordinator' };
  if (row.resolution !== null) return { fault: 'administration, under a resolution' };
  return row.confederation === mandate['confederation_id'] ? 'council' : { fault: 'the council of another confederation' };
}
