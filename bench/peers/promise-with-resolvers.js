/** What PostGraphile 5 takes of Node 22, so that both services run on the same Node, the one that runs the benchmark: 20 lacks it. */
if (!('withResolvers' in Promise)) {
  Object.defineProperty(Promise, 'withResolvers', { value: function withResolvers() {
    let [resolve, reject] = [() => undefined, () => undefined];
    const promise = new Promise((resolves, rejects) => { [resolve, reject] = [resolves, rejects]; });
    return { promise, resolve, reject };
  } });
}
