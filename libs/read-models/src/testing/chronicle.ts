import { replay, type Decider } from '#domain';
import { decode, encode, type StoredEvent } from '#event-catalog';
import { chain, type EventStore, type Position, type RecordedEvent } from '#event-store';
import { deriveUuid } from '#platform';

const POSITION_DIGITS = 20;

/** Events as a store would have recorded them, decided by the domain one after another. */
export class Chronicle {
  readonly events: RecordedEvent[] = [];
  /** The day of what happens next. */
  day = '2026-01-31';
  #timeInUtc = '12:00';

  /** At noon in UTC unless told. */
  on(day: string, timeInUtc = '12:00'): this {
    this.day = day;
    this.#timeInUtc = timeInUtc;
    return this;
  }

  record(stream: string, ...events: readonly StoredEvent[]): this {
    const before = this.#of(stream);
    const recordedAt = `${this.day}T${this.#timeInUtc}:00.000Z`;
    const actor = { id: 'ann', role: 'member' };
    const unchained = events.map((event, i) => ({
      id: deriveUuid(stream, before.length + i),
      ...encode(event),
      metadata: { commandId: 'c', correlationId: 'c', causationId: 'c', actor, recordedAt },
    }));
    const chained = chain(stream, unchained, before.at(-1)?.metadata.hash ?? '');
    chained.forEach((event, i) => {
      const position = String(this.events.length + 1).padStart(POSITION_DIGITS, '0') as Position;
      // What a store gives back has been JSON.
      const stored = JSON.parse(JSON.stringify(event)) as typeof event;
      this.events.push({ ...stored, stream, revision: before.length + i, position });
    });
    return this;
  }

  state<State, Event extends StoredEvent>(
    stream: string,
    rules: Pick<Decider<State, never, Event>, 'initialState' | 'evolve'>,
  ): State {
    return replay(
      rules,
      this.#of(stream).map((event) => decode<Event>(event)),
    );
  }

  /** Lets the domain decide and records what follows. */
  decide<State, Command, Event extends StoredEvent>(
    stream: string,
    decider: Decider<State, Command, Event>,
    command: Command,
  ): readonly Event[] {
    const decided = decider.decide(command, this.state(stream, decider));
    this.record(stream, ...decided);
    return decided;
  }

  /** The same events in a real store, which gives them positions of its own. */
  async appendTo(store: EventStore, from = 0): Promise<void> {
    for (const { stream, revision, id, type, version, data, metadata } of this.events.slice(from)) {
      await store.append(stream, [{ id, type, version, data, metadata }], revision - 1);
    }
  }

  #of(stream: string): readonly RecordedEvent[] {
    return this.events.filter((event) => event.stream === stream);
  }
}
