/** An event as the server holds it. */
export interface LoggedEvent extends ProposedEvent {
  readonly stream: string;
  readonly revision: number;
  readonly commit: bigint;
  readonly prepare: bigint;
  readonly createdAtMs: number;
}

export interface ProposedEvent {
  readonly id: string;
  readonly type: string;
  readonly contentType: string;
  readonly data: Uint8Array;
  readonly metadata: Uint8Array;
}

/** The revision of the last event, -1 for a stream that does not exist, or one of the two that promise nothing. */
export type Expected = number | 'any' | 'streamExists';

export interface ProposedAppend {
  readonly stream: string;
  readonly expected: Expected;
  readonly events: readonly ProposedEvent[];
}

/** The last event of the append, whether it was written now or before; or where the stream is instead. */
export type Outcome = { readonly last: LoggedEvent } | { readonly wrongVersion: number };

/** What a record of the real log takes besides data and metadata, more or less. */
const RECORD_BYTES = 100n;

/**
 * The log of the server: all events in the order in which they were written, on a disk, so to speak. It decides as
 * EventStoreDB 24 does (`IndexWriter.CheckCommit`) whether an append is written, refused, or taken for a repetition.
 */
export class EventLog {
  readonly all: LoggedEvent[] = [];
  readonly #streams = new Map<string, LoggedEvent[]>();
  /** In memory only: the ids written since the server was started. */
  #writtenIds = new Map<string, LoggedEvent>();
  #end = 1_887n;
  #recognisesRepetitions = true;

  /** @param sharesCommits whether all events of an append have one commit position, as old servers give them. */
  constructor(private readonly sharesCommits: boolean) {}

  stream(name: string): readonly LoggedEvent[] {
    return this.#streams.get(name) ?? [];
  }

  restart(): void {
    this.#writtenIds = new Map();
  }

  /** From now on a repetition is refused like any other append at a revision that has passed. */
  forgetRepetitions(): void {
    this.#recognisesRepetitions = false;
  }

  append(append: ProposedAppend): Outcome {
    const current = this.stream(append.stream).length - 1;
    const repeated = this.#repeated(append, current);
    if (repeated) return { last: repeated };
    const { expected } = append;
    const isExpected = expected === 'any' || (expected === 'streamExists' ? current >= 0 : expected === current);
    return isExpected ? { last: this.#write(append) } : { wrongVersion: current };
  }

  /**
   * The last event of an append whose events all are where it wants them. That more events of the same append follow is
   * no objection to the server: a shorter list with the same ids is a repetition to it.
   */
  #repeated({ stream, expected, events }: ProposedAppend, current: number): LoggedEvent | undefined {
    if (!this.#recognisesRepetitions) return undefined;
    const written = events.map(({ id }, index) => {
      if (typeof expected !== 'number') return this.#writtenIds.get(id);
      return expected < current ? this.stream(stream)[expected + 1 + index] : undefined;
    });
    const isRepeated = written.every((event, index) => event?.stream === stream && event.id === events[index]?.id);
    return isRepeated ? written.at(-1) : undefined;
  }

  #write({ stream, events }: ProposedAppend): LoggedEvent {
    const inStream = this.#streams.get(stream) ?? [];
    this.#streams.set(stream, inStream);
    const places = this.#reserve(events);
    events.forEach((event, index) => {
      const place = places[index];
      if (!place) throw new Error('every event has a place');
      const logged = { ...event, ...place, stream, revision: inStream.length, createdAtMs: Date.now() };
      inStream.push(logged);
      this.all.push(logged);
      this.#writtenIds.set(event.id, logged);
    });
    const last = inStream.at(-1);
    if (!last) throw new Error('an append has one event at least');
    return last;
  }

  #reserve(events: readonly ProposedEvent[]): { commit: bigint; prepare: bigint }[] {
    const prepares = events.map(({ data, metadata }) => {
      this.#end += RECORD_BYTES + BigInt(data.length + metadata.length);
      return this.#end;
    });
    return prepares.map((prepare) => ({ commit: this.sharesCommits ? this.#end : prepare, prepare }));
  }
}
