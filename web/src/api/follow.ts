import type { Document } from './documents.js';

/**
 * Follows a subscription by a websocket of its own, which comes back by itself after the network was gone. What it tells is what everybody may know.
 * @param told called with each event
 * @returns what ends it
 */
export function follow<Event, Variables extends Record<string, unknown>>(document: Document<Event, Variables>, variables: Variables, told: (event: Event) => void): () => void {
  let ended = false;
  let end = () => { ended = true; };
  void import('graphql-ws').then(({ createClient }) => {
    if (ended) return;
    const client = createClient({ url: `${location.origin.replace(/^http/, 'ws')}/graphql`, retryAttempts: Infinity, shouldRetry: () => true });
    const stop = client.subscribe<Event>({ query: document, variables }, {
      next: ({ data }) => { if (data) told(data); },
      // What is shown stays as it was: whoever looks can load the page anew.
      error: () => undefined,
      complete: () => undefined,
    });
    end = () => {
      stop();
      void client.dispose();
    };
  });
  return () => { end(); };
}
