/** Runs synchronous work at once and hands its result, or what it throws, over as a promise: ports are asynchronous. */
export const promised = <T>(work: () => T): Promise<T> =>
  new Promise((resolve) => {
    resolve(work());
  });
