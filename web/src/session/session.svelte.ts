import { act } from '../api/act.js';
import { ask } from '../api/ask.js';
import { Session, type SessionAnswer, SignOut } from '../api/documents.js';
import { forgetSession, sessionSecret } from '../api/secret.js';

type Me = NonNullable<SessionAnswer['me']>;
export type HeldMandate = Me['person']['mandates']['nodes'][number];

let me = $state.raw<Me | null>(null);
/** The mandates that hold today: by the others nothing can be done yet, or no longer. */
const mandates = $derived.by<readonly HeldMandate[]>(() => {
  const today = new Date().toISOString().slice(0, 10);
  return me?.person.mandates.nodes.filter(({ fromDay, untilDay }) => fromDay <= today && (untilDay === null || untilDay >= today)) ?? [];
});

/** Who is signed in in this tab, and by which mandates they may act. The service decides; pages only show what it would permit. */
export const session = {
  get person() { return me?.person; },
  get mandates() { return mandates; },
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
    me = sessionSecret() === null ? null : (await ask(Session, {})).me;
  },
  async signOut(): Promise<void> {
    await act(SignOut, {});
    forgetSession();
    me = null;
  },
};
