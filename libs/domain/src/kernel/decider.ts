/**
 * The rules of one kind of stream, as three pure functions: no clock, no I/O, no randomness. What `decide` needs to
 * know beyond the stream's own past (the day, prices, who asks) comes in with the command.
 */
export interface Decider<State, Command, Event> {
  readonly initialState: () => State;
  readonly evolve: (state: State, event: Event) => State;
  /** The facts that follow from a command; none when it changes nothing. @throws Refusal when a rule forbids it. */
  readonly decide: (command: Command, state: State) => readonly Event[];
}

/** The state that a history leads to. */
export const replay = <State, Event>(
  { initialState, evolve }: Pick<Decider<State, never, Event>, 'initialState' | 'evolve'>,
  events: readonly Event[],
): State => events.reduce(evolve, initialState());
