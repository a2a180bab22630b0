import { SystemClock, TestClock } from './clock.js';

describe('SystemClock', () => {
  beforeEach(() => {
    jest.useFakeTimers({ now: new Date('2026-04-16T10:00:00.000Z') });
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  it('tells the time of the machine in UTC with milliseconds', () => {
    jest.setSystemTime(new Date('2026-04-16T12:00:00.5+02:00'));
    expect(new SystemClock().now()).toBe('2026-04-16T10:00:00.500Z');
  });

  it('stands still while the clock of the machine is set back, then goes on', () => {
    const clock = new SystemClock();
    const before = clock.now();
    jest.setSystemTime(new Date('2026-04-16T09:00:00.000Z'));
    expect(clock.now()).toBe(before);
    jest.setSystemTime(new Date('2026-04-16T10:00:00.001Z'));
    expect(clock.now()).toBe('2026-04-16T10:00:00.001Z');
  });
});

describe('TestClock', () => {
  it('stands still until it is moved, and can be moved anywhere', () => {
    const clock = new TestClock('2026-01-31T23:59:59.999Z');
    expect(clock.now()).toBe('2026-01-31T23:59:59.999Z');
    clock.show('2028-02-29T00:00:00.000Z');
    expect(clock.now()).toBe('2028-02-29T00:00:00.000Z');
    clock.show('2020-01-01T00:00:00.000Z');
    expect(clock.now()).toBe('2020-01-01T00:00:00.000Z');
  });
});
