import type { Decider } from '../kernel/decider.js';
import { Refusal, type RefusalDetails } from '../kernel/refusal.js';

/** What a spec says after `given(…).when(…)`. */
export interface Outcome<Event> {
  readonly then: (...expected: readonly Event[]) => void;
  readonly thenNothing: () => void;
  /** The code is written out, not taken from a list: clients depend on the very string. */
  readonly thenRefused: (code: string, details?: RefusalDetails) => void;
}

type Given<Command, Event> = (...history: readonly Event[]) => { readonly when: (command: Command) => Outcome<Event> };

/** given(past events).when(command).then(new events) | .thenNothing() | .thenRefused(code, details) */
export const specFor =
  <State, Command, Event>({ initialState, evolve, decide }: Decider<State, Command, Event>): Given<Command, Event> =>
  (...history) => ({
    when: (command) => {
      const run = (): readonly Event[] => decide(command, history.reduce(evolve, initialState()));
      return {
        then: (...expected) => expect(run()).toStrictEqual(expected),
        thenNothing: () => expect(run()).toStrictEqual([]),
        thenRefused: (code, details = {}) => expect(refusalOf(run)).toStrictEqual({ code, details }),
      };
    },
  });

/** What a call was refused with. An error of another kind is a bug and goes on. */
export const refusalOf = (run: () => unknown): Pick<Refusal, 'code' | 'details'> => {
  try {
    run();
  } catch (error) {
    if (error instanceof Refusal) return { code: error.code, details: error.details };
    throw error;
  }
  throw new Error('the command was accepted, a refusal was expected');
};
