import { act } from '../api/act.js';
import { all, ask } from '../api/ask.js';
import { Session, type SessionAnswer, SignOut } from '../api/documents.js';
import { forgetSession, hasSessionEnded, sessionSecret } from '../api/secret.svelte.js';

type Person = NonNullable<SessionAnswer['me']>['person'];
export type HeldMandate = Person['mandates']['nodes'][number];

/** Who is signed in, and all that was ever entrusted to them and stands. */
let me = $state.raw<{ readonly person: Pick<Person, 'id' | 'name'>; readonly mandates: readonly HeldMandate[] } | null>(null);
/** The mandates that hold today: by the others nothing can be done yet, or no longer. */
const mandates = $derived.by<readonly HeldMandate[]>(() => {
  const today = new Date().toISOString().slice(0, 10);
  return me?.mandates.filter(({ fromDay, untilDay }) => fromDay <= today && (untilDay === null || untilDay >= today)) ?? [];
});

/** Who is signed in in this tab, and by which mandates they may act. The service decides; pages only show what it would permit. */
export const session = {
  get person() { return me?.person; },
  get mandates() { return mandates; },
  /** Whether it ended by itself. What was typed stays on the page; nothing can be done by it before somebody signs in again. */
  get hasEnded() { return hasSessionEnded(); },
  /** Whether they submit what this assembly resolves. */
  isDelegateOf(assemblyId: string): boolean {
    return mandates.some(({ role, assembly }) => role === 'DELEGATE' && assembly.id === assemblyId);
  },
  /** Whether they serve the council of this confederation. */
  isCoordinatorOf(confederationId: string): boolean {
    return mandates.some(({ role, confederation }) => role === 'COORDINATOR' && confederation?.id === confederationId);
  },
  /** Asks the service anew who is signed in. @throws NoAnswer */
  async look(): Promise<void> {
    let person: Person | undefined;
    const held = sessionSecret() === null ? [] : await all<HeldMandate>(async (after) => {
      person = (await ask(Session, { after })).me?.person;
      return person?.mandates ?? { nodes: [], pageInfo: { hasNextPage: false, endCursor: null } };
    });
    me = person === undefined ? null : { person, mandates: held };
  },
  async signOut(): Promise<void> {
    await act(SignOut, {});
    forgetSession();
    me = null;
  },
};
