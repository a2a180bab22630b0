import { decode, encode, type StoredEvent } from '#event-catalog';
import type { Decider } from '#domain';
import {
  BEGINNING,
  chain,
  type EventStore,
  NO_STREAM,
  WrongExpectedRevision,
  type Position,
  type RecordedEvent,
  type UnchainedEvent,
} from '#event-store';
import { type Clock, deriveUuid } from '#platform';
import type { CommandContext } from './context.js';
import { KeyReused, StaleQuote, StaleRevision, TooMuchContention } from './errors.js';

/** After so many lost races the caller is told to try again. */
export const ATTEMPTS_MAX = 20;

/** What a command led to. */
export interface Decision<State, Event> {
  readonly state: State;
  readonly events: readonly Event[];
  /** Of the stream, after the events. `NO_STREAM` when it has none. */
  readonly revision: number;
  /** Of the last event of the stream; `BEGINNING` when it has none. */
  readonly position: Position;
  /** This very command was carried out before; these are its events of then. */
  readonly isRepeated: boolean;
}

export interface Loaded<State> {
  readonly state: State;
  readonly revision: number;
  readonly position: Position;
  readonly hash: string;
  readonly recorded: readonly RecordedEvent[];
}

type Rules<State, Event> = Pick<Decider<State, never, Event>, 'initialState' | 'evolve'>;

export interface Request<State, Command, Event> {
  readonly stream: string;
  readonly decider: Decider<State, Command, Event>;
  /** Made from the state, because some of what it carries (the day in the zone) depends on that. */
  readonly command: (state: State) => Command | Promise<Command>;
  readonly context: CommandContext;
  /** A last look at what would be written: throws to refuse it. */
  readonly check?: (events: readonly Event[], state: State) => void;
}

/** Load, decide, append: the only place where a decision meets the store. */
export class Decisions {
  constructor(
    private readonly store: EventStore,
    private readonly clock: Clock,
  ) {}

  /** The state of a stream, from all of its events. */
  async load<State, Event extends StoredEvent>(
    stream: string,
    { initialState, evolve }: Rules<State, Event>,
  ): Promise<Loaded<State>> {
    const recorded = await this.store.readStream(stream);
    const last = recorded.at(-1);
    return {
      state: recorded.map((event) => decode<Event>(event)).reduce(evolve, initialState()),
      revision: last?.revision ?? NO_STREAM,
      position: last?.position ?? BEGINNING,
      hash: last?.metadata.hash ?? '',
      recorded,
    };
  }

  /**
   * Decides and appends, and decides again when another writer was faster (safe, because deciding is pure). What
   * this very command wrote before is returned again.
   * @throws Refusal, StaleRevision, KeyReused, TooMuchContention; nothing was written then.
   */
  async decide<State, Command, Event extends StoredEvent>(
    request: Request<State, Command, Event>,
  ): Promise<Decision<State, Event>> {
    for (let attempt = 1; attempt <= ATTEMPTS_MAX; attempt += 1) {
      const decision = await this.#attempt(request);
      if (decision !== 'lost') return decision;
    }
    throw new TooMuchContention(request.stream);
  }

  async #attempt<State, Command, Event extends StoredEvent>(
    request: Request<State, Command, Event>,
  ): Promise<Decision<State, Event> | 'lost'> {
    const { stream, decider, context } = request;
    const loaded = await this.load(stream, decider);
    const before = answeredBefore<State, Event>(loaded, context);
    if (before !== null) return before;
    refuseIfStale(context.expectedRevisions, loaded.revision);
    const events = decider.decide(await request.command(loaded.state), loaded.state);
    request.check?.(events, loaded.state);
    if (events.length === 0 || context.isPreview === true) return { ...loaded, events, isRepeated: false };
    const chained = chain(stream, this.#recordable(request, events), loaded.hash);
    try {
      const { revision, position } = await this.store.append(stream, chained, loaded.revision);
      return { state: events.reduce(decider.evolve, loaded.state), events, revision, position, isRepeated: false };
    } catch (error) {
      if (error instanceof WrongExpectedRevision) return 'lost';
      throw error;
    }
  }

  #recordable(
    { stream, context }: Pick<Request<never, never, never>, 'stream' | 'context'>,
    events: readonly StoredEvent[],
  ): UnchainedEvent[] {
    const { commandId, correlationId, causationId, actor, requestHash } = context;
    const recordedAt = this.clock.now();
    return events.map((event, i) => ({
      id: deriveUuid(commandId, stream, i),
      ...encode(event),
      metadata: {
        commandId,
        correlationId,
        causationId,
        actor,
        recordedAt,
        ...(requestHash === undefined ? {} : { requestHash }),
      },
    }));
  }
}

/** What this command wrote when it ran before: its answer, whatever happened since. */
const answeredBefore = <State, Event extends StoredEvent>(
  { recorded, state }: Loaded<State>,
  { commandId, requestHash }: CommandContext,
): Decision<State, Event> | null => {
  const own = recorded.filter(({ metadata }) => metadata.commandId === commandId);
  const last = own.at(-1);
  if (last === undefined) return null;
  if (last.metadata.requestHash !== requestHash) throw new KeyReused();
  return {
    state,
    events: own.map((event) => decode<Event>(event)),
    revision: last.revision,
    position: last.position,
    isRepeated: true,
  };
};

/** @throws StaleRevision when revisions are expected and the present one is not among them. */
export const refuseIfStale = (expected: CommandContext['expectedRevisions'], present: number): void => {
  if (expected !== undefined && !expected.includes(present)) throw new StaleRevision(Math.max(...expected), present);
};

/** Refuses when a quote was given and the present amounts make another. */
export const refuseIfQuoteIsStale = (quoted: string | undefined, present: string): void => {
  if (quoted !== undefined && quoted !== present) throw new StaleQuote();
};
