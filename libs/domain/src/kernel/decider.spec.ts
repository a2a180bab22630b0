import { replay, type Decider } from './decider.js';
import { refuse, refuseUnless, Refusal } from './refusal.js';
import { invariant, InvariantBroken } from './invariant.js';

const appender: Decider<string, never, string> = {
  initialState: () => '>',
  evolve: (state, event) => state + event,
  decide: () => [],
};

describe('the kernel', () => {
  it('replays a history from the initial state, in its order', () => {
    expect(replay(appender, ['a', 'b', 'c'])).toBe('>abc');
    expect(replay(appender, [])).toBe('>');
  });

  it('refuses with a code and with details that say what was wrong', () => {
    const attempt = (): never => refuse('seats.not_a_tier', { seats: 7, below: 5, above: 10 });
    expect(attempt).toThrow(Refusal);
    expect(attempt).toThrow(
      expect.objectContaining({
        name: 'Refusal',
        code: 'seats.not_a_tier',
        details: { seats: 7, below: 5, above: 10 },
        message: 'refused: seats.not_a_tier {"seats":7,"below":5,"above":10}',
      }),
    );
  });

  it('refuses only what does not hold', () => {
    expect(() => refuseUnless(true, 'space.exists')).not.toThrow();
    expect(() => refuseUnless(false, 'space.exists')).toThrow('refused: space.exists {}');
  });

  it('tells a bug from a refusal', () => {
    expect(() => invariant(true, 'one is one')).not.toThrow();
    expect(() => invariant(false, 'one is one')).toThrow(InvariantBroken);
    expect(() => invariant(false, 'one is one')).not.toThrow(Refusal);
    expect(() => invariant(false, 'one is one')).toThrow('invariant broken: one is one');
  });
});
