import { RateLimit } from './rate-limit.js';

describe('the rate limit', () => {
  let nowMs = 0;
  const limit = (perMinute: number): RateLimit => new RateLimit(perMinute, () => nowMs);
  const passed = (rateLimit: RateLimit, callerId: string, times: number): number =>
    Array.from({ length: times }, () => rateLimit.take(callerId)).filter((waitS) => waitS === null).length;

  beforeEach(() => {
    nowMs = 0;
  });

  it('lets a minute of requests through at once, and then says when the next may come', () => {
    const six = limit(6);
    expect(passed(six, 'ada', 10)).toBe(6);
    expect(six.take('ada')).toBe(10);
    nowMs = 9_999;
    expect(six.take('ada')).toBe(1);
    nowMs = 10_000;
    expect(six.take('ada')).toBeNull();
    expect(six.take('ada')).toBe(10);
  });

  it('counts each caller alone', () => {
    const one = limit(1);
    expect(passed(one, 'ada', 2)).toBe(1);
    expect(passed(one, 'bob', 2)).toBe(1);
  });

  it('saves up no more than a minute', () => {
    const six = limit(6);
    expect(passed(six, 'ada', 6)).toBe(6);
    nowMs = 3_600_000;
    expect(passed(six, 'ada', 20)).toBe(6);
  });
});
