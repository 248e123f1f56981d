import { createSubscriber } from 'svelte/reactivity';

const EVERY = 20_000;
const subscribe = createSubscriber((update) => {
  const ticking = setInterval(update, EVERY);
  return () => { clearInterval(ticking); };
});

/** What time it is, in milliseconds: whatever shows it or hangs on it is looked at again while it goes by. */
export const clock = {
  get now(): number {
    subscribe();
    return Date.now();
  },
};
