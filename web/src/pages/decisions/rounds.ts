interface Assembly { readonly id: string; readonly code: string; readonly name: string }
interface Decision {
  readonly round: number;
  readonly retiredAt: string | null;
  readonly answer: 'RATIFY' | 'OBJECT' | 'ABSTAIN';
  readonly assembly: Assembly;
}

/** What one assembly answered in a round; none while it is silent. */
export interface Answers<Each> {
  readonly assembly: Assembly;
  readonly answer: Each | undefined;
  /** What it answered before, and replaced: the latest first. */
  readonly before: readonly Each[];
}

export interface Round<Each> {
  readonly round: number;
  readonly answers: readonly Answers<Each>[];
}

/** Objections want to be read first; then who abstains, who agrees, and who has not answered. */
const ORDER = { OBJECT: 0, ABSTAIN: 1, RATIFY: 2 } as const;
const SILENT = 3;

/**
 * The decisions of a cycle by round, the latest round first, each with an entry for every assembly that answered in it; that of now has one for every member too.
 * @param now the round that the cycle is in, where it is being decided in or was adopted; none where nothing is to be answered
 */
export function byRound<Each extends Decision>(decisions: readonly Each[], now: number | undefined, members: readonly Assembly[]): readonly Round<Each>[] {
  const rounds = new Set([...(now === undefined ? [] : [now]), ...decisions.map(({ round }) => round)]);
  return [...rounds].sort((a, b) => b - a).map((round) => ({ round, answers: answersOf(decisions.filter((each) => each.round === round), round === now ? members : []) }));
}

function answersOf<Each extends Decision>(decisions: readonly Each[], members: readonly Assembly[]): readonly Answers<Each>[] {
  const assemblies = new Map([...members, ...decisions.map(({ assembly }) => assembly)].map((assembly) => [assembly.id, assembly]));
  const answers = [...assemblies.values()].map((assembly): Answers<Each> => {
    const its = decisions.filter((each) => each.assembly.id === assembly.id);
    return { assembly, answer: its.find(({ retiredAt }) => retiredAt === null), before: its.filter(({ retiredAt }) => retiredAt !== null).reverse() };
  });
  const place = ({ answer }: Answers<Each>) => (answer ? ORDER[answer.answer] : SILENT);
  return answers.sort((a, b) => place(a) - place(b) || a.assembly.name.localeCompare(b.assembly.name));
}
