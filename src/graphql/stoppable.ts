/**
 * What a generator gives, until whoever takes it has enough: `return()` aborts the signal first, so that a generator which is waiting
 * for something stops waiting. A generator's own `return()` would wait with it.
 *
 * @param onError is told what the generator throws; whoever takes what it gives sees its end
 */
export function stoppable<T>(start: (signal: AbortSignal) => AsyncGenerator<T>, onError: (error: unknown) => void): AsyncIterableIterator<T> {
  const stop = new AbortController();
  const generator = start(stop.signal);
  const over: IteratorResult<T> = { done: true, value: undefined };
  return {
    async next() {
      try {
        return stop.signal.aborted ? over : await generator.next();
      } catch (error) {
        onError(error);
        return over;
      }
    },
    async return() {
      stop.abort();
      await generator.return(undefined).catch(onError);
      return over;
    },
    [Symbol.asyncIterator]() { return this; },
  };
}
