import type { Document } from './documents.js';

/** Milliseconds until what ended is begun again; what comes after that is random, so that not all tabs come at once. */
const WAIT = 2_000;
const SPREAD = 3_000;
const wait = () => WAIT + Math.random() * SPREAD;

/**
 * Follows a subscription by a websocket of its own, which comes back by itself after the network or the service was gone. What it tells is what everybody may know; as every
 * subscription tells first what stands, nothing that changed meanwhile is missed.
 * @param told called with each event
 * @returns what ends it
 */
export function follow<Event, Variables extends Record<string, unknown>>(document: Document<Event, Variables>, variables: Variables, told: (event: Event) => void): () => void {
  let ended = false;
  let end = () => { ended = true; };
  void import('graphql-ws').then(({ createClient }) => {
    if (ended) return;
    const client = createClient({
      url: `${location.origin.replace(/^http/, 'ws')}/graphql`, retryAttempts: Infinity, shouldRetry: () => true,
      retryWait: async () => { await new Promise((resolve) => { setTimeout(resolve, wait()); }); },
    });
    let again: ReturnType<typeof setTimeout> | undefined;
    // A service that stops ends what it tells in good order, and begins anew: so do we.
    const over = () => { if (!ended) again = setTimeout(begin, wait()); };
    let stop = () => {};
    const begin = () => { stop = client.subscribe<Event>({ query: document, variables }, { next: ({ data }) => { if (data) told(data); }, error: over, complete: over }); };
    begin();
    end = () => {
      ended = true;
      clearTimeout(again);
      stop();
      void client.dispose();
    };
  });
  return () => { end(); };
}
