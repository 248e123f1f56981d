import { changed, joined, member, said, shown, type State, type Told } from './told.js';

/** What was done in the words of its kind, to go behind who did it; undefined where "revised the need of Cabot" says it. */
export function deedInWords(told: Told): string | undefined {
  return WORDS[told.kind]?.(told);
}

const WORDS: Readonly<Partial<Record<string, (told: Told) => string | undefined>>> = {
  resolution, mandate, invitation, person, charter, admission, proposal, proposal_decision: proposalDecision,
  declaration, question, question_answer: questionAnswer, plan_decision: planDecision, planning_cycle: planningCycle, adoption, merger, succession,
};

function resolution(told: Told): string | undefined {
  if (told.deed !== 'create') return undefined;
  const votes = said(told, 'manner') === 'votes'
    ? `by votes, ${said(told, 'votes_for')} for, ${said(told, 'votes_against')} against, ${said(told, 'abstaining')} abstaining` : 'by consensus';
  return `wrote down the resolution “${said(told, 'title')}”${joined('of', told.names.assembly)}: decided on ${said(told, 'decided_on')} ${votes}`;
}

function mandate(told: Told): string | undefined {
  const { deed, names, acting, mandated } = told;
  const person = names.person ?? 'somebody';
  const as = said(told, 'role') === 'coordinator'
    ? `as coordinator${joined('of', names.confederation)}${joined('for', names.assembly)}` : `as delegate${joined('of', names.assembly)}`;
  const until = said(told, 'until_day');
  if (deed === 'retire') return `recalled the mandate of ${person} ${as}`;
  if (deed !== 'create') return undefined;
  const holding = `a mandate ${as}, from ${said(told, 'from_day')}${until === '' ? '' : ` until ${until}`}`;
  // Who comes with an invitation and the assembly's resolution holds no mandate yet: it is the first.
  return !mandated && acting === names.person ? `took up ${holding}` : `gave ${person} ${holding}`;
}

function invitation(told: Told): string | undefined {
  const { deed, names } = told;
  const whom = `${names.assembly ?? 'an assembly'}${joined('to', names.confederation)}`;
  if (deed === 'create') return `invited ${whom}${joined('through', names.person)}, until ${said(told, 'expires_at')}`;
  if (deed === 'retire') return `withdrew the invitation of ${whom}`;
  return changed(told, 'mandate_id') ? `accepted the invitation of ${whom}` : undefined;
}

function person(told: Told): string | undefined {
  return told.deed === 'create' ? `added the person ${said(told, 'name')}` : undefined;
}

function charter(told: Told): string | undefined {
  if (told.deed !== 'create') return undefined;
  const people = said(told, 'people_share');
  return `put charter ${said(told, 'number')}${joined('of', told.names.confederation)} into force: what is agreed takes a share of ${said(told, 'assemblies_share')} of the assemblies`
    + `${people === '' ? '' : ` and ${people} of the people`}, a quorum of ${said(told, 'quorum')} and at least ${said(told, 'decision_days')} days`;
}

function admission(told: Told): string | undefined {
  return told.deed === 'create' ? `admitted ${told.names.assembly ?? 'an assembly'}${joined('to', told.names.confederation)}` : undefined;
}

function proposal(told: Told): string | undefined {
  const what = `the proposal “${said(told, 'title')}”${joined('of', told.names.confederation)}`;
  if (told.deed === 'create') return `drafted ${what}`;
  if (told.deed !== 'revise') return undefined;
  // Its version is that of what it says, which is a draft again once it is amended.
  if (changed(told, 'version')) return `amended ${what}: version ${said(told, 'version')}, to be opened for decision`;
  if (!changed(told, 'status')) return undefined;
  switch (said(told, 'status')) {
    case 'open': return `opened ${what} for decision, until ${said(told, 'deadline')}`;
    case 'withdrawn': return `withdrew ${what}`;
    default: return undefined;
  }
}

/**
 * What the assemblies decided together follows from the count alone, whoever submitted the decision that made it certain: such a row has a sentence of
 * its own. Undefined where it is no such row.
 */
export function countedInWords(told: Told): string | undefined {
  if (told.kind !== 'proposal' || told.deed !== 'revise' || !changed(told, 'status')) return undefined;
  const what = `the proposal “${said(told, 'title')}”${joined('of', told.names.confederation)}`;
  const after = told.acting === 'planner' ? 'Counted after the deadline' : `Counted with the decision that ${told.acting} submitted`;
  const counted = `${countInWords(told.after)}. ${after}.`;
  switch (said(told, 'status')) {
    case 'adopted': return `The assemblies adopted ${what}: ${counted}`;
    case 'refused': return `The assemblies did not adopt ${what}: ${counted}`;
    case 'not_possible': return `The assemblies agreed to ${what}, but its changes could not be made: ${counted}`;
    default: return undefined;
  }
}

function countInWords(state: State): string {
  const tally = member(state, 'proposal', 'tally');
  const counts = new Map<string, unknown>(typeof tally === 'object' && tally !== null ? Object.entries(tally) : []);
  return ['agreeing', 'objecting', 'abstaining', 'silent'].map((answer) => `${shown(counts.get(answer) ?? 0)} ${answer}`).join(', ');
}

function proposalDecision(told: Told): string | undefined {
  const { deed, names } = told;
  if (deed !== 'create') return undefined;
  const answers: Readonly<Partial<Record<string, string>>> = { agree: 'agrees to', object: 'objects to', abstain: 'abstains on' };
  const what = `the proposal${names.proposal === undefined ? '' : ` “${names.proposal}”`}${joined('of', names.confederation)}`;
  return `submitted that ${names.assembly ?? 'an assembly'} ${answers[said(told, 'answer')] ?? 'answers'} ${what}, version ${said(told, 'version')}${reasons(told)}`;
}

function declaration(told: Told): string | undefined {
  return told.deed === 'create' ? `confirmed that ${told.names.assembly ?? 'an assembly'} has declared all its needs${joined('for', told.names.cycle)}, round ${said(told, 'round')}` : undefined;
}

function question(told: Told): string | undefined {
  const { deed, names } = told;
  const what = `${names.assembly ?? 'an assembly'}${names.good === undefined ? ' about its declaration' : ` about ${names.good}`}${joined('for', names.cycle)}`;
  if (deed === 'create') return `asked ${what}: “${withoutStop(said(told, 'text'))}”`;
  return deed === 'retire' ? `withdrew the question to ${what}` : undefined;
}

function questionAnswer(told: Told): string | undefined {
  const assembly = told.names.assembly ?? 'an assembly';
  if (told.deed === 'retire') return `replaced what ${assembly} had answered about its declaration`;
  return told.deed === 'create' ? `submitted what ${assembly} answers about its declaration: “${withoutStop(said(told, 'text'))}”` : undefined;
}

function planDecision(told: Told): string | undefined {
  const { deed, names } = told;
  const where = `${joined('for', names.cycle)}, round ${said(told, 'round')}`;
  const assembly = names.assembly ?? 'an assembly';
  if (deed === 'retire') return `replaced what ${assembly} had decided on the plans${where}`;
  if (deed !== 'create') return undefined;
  switch (said(told, 'answer')) {
    case 'ratify': {
      const plans = member(told.after, told.kind, 'ratified');
      const count = Array.isArray(plans) ? plans.length : 0;
      return `submitted that ${assembly} ratifies ${count === 1 ? 'a plan' : `${count} plans`}${where}${reasons(told)}`;
    }
    case 'object': return `submitted that ${assembly} objects to the plans${where}${reasons(told)}`;
    default: return `submitted that ${assembly} abstains on the plans${where}${reasons(told)}`;
  }
}

function reasons(told: Told): string {
  const why = withoutStop(said(told, 'reasons'));
  return why === '' ? '' : `: “${why}”`;
}

/** A sentence of its own, as a part of another. */
function withoutStop(sentence: string): string {
  return sentence.replace(/\.$/, '');
}

function planningCycle(told: Told): string | undefined {
  const { deed, names, before, after, kind } = told;
  if (deed !== 'revise' || !changed(told, 'state')) return undefined;
  const state = (of: State): string => shown(member(of, kind, 'state')).replaceAll('_', ' ');
  const why = lastReason(after);
  return `moved the planning cycle ${said(told, 'name')}${joined('of', names.confederation)} from ${state(before)} to ${state(after)}`
    + `${changed(told, 'round') ? `, round ${said(told, 'round')}` : ''}${why === '' ? '' : `: ${why}`}`;
}

/** Why it was moved the last time: of the rows of its moves the latest says so. */
function lastReason(state: State): string {
  const moves: unknown = state?.get('cycle_transition');
  const told = (Array.isArray(moves) ? moves : []).flatMap((move: unknown) =>
    (typeof move === 'object' && move !== null && 'at' in move && 'reason' in move ? [{ at: String(move.at), reason: String(move.reason) }] : []));
  const [last] = told.sort((one, other) => (one.at < other.at ? 1 : -1));
  return withoutStop(last?.reason ?? '');
}

function adoption(told: Told): string | undefined {
  return told.deed === 'create'
    ? `sealed that the assemblies${joined('of', told.names.confederation)} adopted a plan${joined('for', told.names.cycle)}, round ${said(told, 'round')}` : undefined;
}

function merger(told: Told): string | undefined {
  const what = `${told.names.assembly ?? 'an assembly'}${joined('into', told.names.into)}`;
  if (told.deed === 'create') return `proposed to merge ${what}`;
  if (told.deed === 'retire') return `withdrew the proposal to merge ${what}`;
  return changed(told, 'accepted_at') ? `merged ${what}` : undefined;
}

function succession(told: Told): string | undefined {
  const { deed, names } = told;
  if (deed !== 'create') return undefined;
  const [before, after] = [names.predecessor ?? 'an assembly', names.assembly ?? 'an assembly'];
  return said(told, 'manner') === 'merge' ? `recorded that ${before} merged into ${after}` : `recorded that ${after} came out of ${before}`;
}
