import fc from 'fast-check';
import {
  ATTEMPTS_MAX,
  BACKOFF,
  BACKOFF_FIRST_MS,
  BACKOFF_MAX_MS,
  backoffMs,
  describeError,
  ParkNow,
  retryDelayMs,
  RetryLater,
} from './retry.js';

const longest = (): number => 1;

describe('the back-off', () => {
  it('doubles from one second to one minute', () => {
    const waits = [1, 2, 3, 4, 5, 6, 7, 8, 20].map((failures) => backoffMs(failures, longest));

    expect(waits).toStrictEqual([1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000, 60_000]);
  });

  it('has full jitter: any wait from none to the longest', () => {
    const waits = [0, 0.25, 1].map((random) => backoffMs(3, () => random));

    expect(waits).toStrictEqual([0, 1_000, 4_000]);
  });

  it('is a whole number of milliseconds within its limits, whatever the failures and the chance', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 5_000 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (failures, random) => {
          const wait = backoffMs(failures, () => random);
          expect(Number.isInteger(wait)).toBe(true);
          expect(wait).toBeGreaterThanOrEqual(0);
          expect(wait).toBeLessThanOrEqual(Math.min(BACKOFF_MAX_MS, BACKOFF_FIRST_MS * 2 ** (failures - 1)));
        },
      ),
    );
  });

  it('takes other limits', () => {
    expect([1, 2, 3].map((failures) => backoffMs(failures, longest, { firstMs: 5, maxMs: 12 }))).toStrictEqual([
      5, 10, 12,
    ]);
  });
});

describe('what is kept of an error', () => {
  it.each<[string, unknown, string]>([
    ['an error', new TypeError('not a number'), 'TypeError: not a number'],
    ['an error with a code', Object.assign(new Error('full'), { code: 'ENOSPC' }), 'Error (ENOSPC): full'],
    ['a numeric code', Object.assign(new Error('twice'), { code: 11_000 }), 'Error (11000): twice'],
    ['a long message', new Error('x'.repeat(201)), `Error: ${'x'.repeat(200)}`],
    ['a NUL', new Error('a\0b'), 'Error: a b'],
    ['a text', 'no answer', 'Error: no answer'],
    ['nothing', undefined, 'Error: '],
    ['null', null, 'Error: '],
    ['an object that is no error', { message: { text: 'no' }, code: {}, name: 1 }, '1: '],
  ])('of %s', (_, error, kept) => {
    expect(describeError(error)).toBe(kept);
  });
});

describe('RetryLater', () => {
  it.each([-1, Number.NaN, Infinity])('cannot wait %p ms', (delayMs) => {
    expect(() => new RetryLater('the gateway is down', delayMs)).toThrow(RangeError);
  });
});

describe('the delay until the next attempt', () => {
  const policy = { backoff: BACKOFF, random: longest };
  const failure = new Error('no answer');

  it('is the back-off, until the last attempt has failed', () => {
    const delays = [1, 2, ATTEMPTS_MAX - 1, ATTEMPTS_MAX].map((attempt) => retryDelayMs(attempt, failure, policy));

    expect(delays).toStrictEqual([1_000, 2_000, 60_000, null]);
  });

  it('is what RetryLater says in whole milliseconds, after any number of attempts', () => {
    const later = new RetryLater('come back', 0.5);

    expect([1, 10 * ATTEMPTS_MAX].map((attempt) => retryDelayMs(attempt, later, policy))).toStrictEqual([1, 1]);
  });

  it('is none after ParkNow', () => {
    expect(retryDelayMs(1, new ParkNow(failure), policy)).toBeNull();
  });
});
