/** No answer came in time. The call may still take effect. */
export class NoAnswer extends Error {
  constructor(what: string, timeoutMs: number) {
    super(`EventStoreDB has not answered ${what} within ${timeoutMs} ms`);
    this.name = new.target.name;
  }
}

/** What the work gives, or `NoAnswer` when it takes too long; a failure of the work after that harms nobody. */
export const withDeadline = async <T>(what: string, timeoutMs: number, work: Promise<T>): Promise<T> => {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new NoAnswer(what, timeoutMs)), timeoutMs);
  });
  try {
    return await Promise.race([work, tooLate]);
  } finally {
    clearTimeout(timer);
  }
};
