import { forgetSession } from '../api/secret.svelte.js';
import { ofTab } from '../keeping/keep.js';
import { routeOf } from '../routing/routes.js';

/** How somebody came to /begin: by a one-time link, back from the provider with a code or with none, or just so. */
export type Arrival = { readonly by: 'link' } | { readonly by: 'provider'; readonly code: string } | { readonly by: 'refused' } | { readonly by: 'itself' };

/** Kept for this tab alone: the secret of a one-time link, what its person wants to be called, and that this tab went to the provider. */
const LINK = 'link';
const NAME = 'name';
const ELSEWHERE = 'elsewhere';

let now = $state.raw<Arrival>({ by: 'itself' });
let link = $state(ofTab.get(LINK));

export const arrival = {
  get now() { return now; },
  /** The secret of the one-time link by which an account is to begin; null where there is none. */
  get link() { return link; },
  /** What they typed as their name before they went to the provider. */
  get name() { return ofTab.get(NAME) ?? ''; },
  /** The account has begun, or the link is of no use. */
  forgetLink(): void {
    ofTab.remove(LINK);
    ofTab.remove(NAME);
    link = null;
  },
  /** What the provider said is dealt with. */
  over(): void { now = { by: 'itself' }; },
  /** Only a tab that went to the provider takes a code from there: nobody can be signed in as somebody else by a link. */
  goesElsewhere(name: string): void {
    ofTab.set(ELSEWHERE, 'yes');
    ofTab.set(NAME, name);
  },
};

/** Takes what stands behind # at /begin out of the address, before anything is shown or asked: neither the history nor whoever looks at the screen needs it. */
export function takeArrivals(): void {
  take();
  addEventListener('hashchange', take);
}

function take(): void {
  if (routeOf(location.pathname).page !== 'begin') return;
  const came = /^#(?:(cpl_.*)|code=(.*)|(refused).*)$/.exec(location.hash);
  if (!came) return;
  const [, secret, code, refused] = came;
  history.replaceState(null, '', location.origin + location.pathname + location.search);
  const elsewhere = ofTab.get(ELSEWHERE) === 'yes';
  ofTab.remove(ELSEWHERE);
  if (secret !== undefined) {
    forgetSession();
    ofTab.set(LINK, secret);
    link = secret;
    now = { by: 'link' };
  } else if (code !== undefined && elsewhere) now = { by: 'provider', code };
  else if (refused !== undefined) now = { by: 'refused' };
}
