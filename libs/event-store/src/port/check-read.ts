/**
 * What every adapter refuses to read.
 * @throws RangeError
 */
export const checkCount = (maxCount: number): void => {
  if (!Number.isSafeInteger(maxCount) || maxCount < 1)
    throw new RangeError(`Cannot read ${maxCount} events: ask for 1 or more`);
};
