import {
  NO_STREAM as EXPECT_NO_STREAM,
  WrongExpectedVersionError,
  type AppendResult as StoredResult,
  type EventStoreDBClient,
  type JSONEventData,
} from '@eventstore/db-client';
import { NO_STREAM, WrongExpectedRevision, type AppendResult } from '../index.js';
import { AppendOutcomeUnknown } from './append-outcome-unknown.js';
import { withDeadline } from './deadline.js';
import { positionOf } from './encoding.js';
import type { EventReader } from './event-reader.js';
import { toPosition } from './positions.js';
import { retry } from './retry.js';
import type { Settings } from './settings.js';

export interface Append {
  readonly stream: string;
  readonly expectedRevision: number;
  readonly events: readonly JSONEventData[];
  /** As the caller knows them. */
  readonly eventIds: readonly string[];
}

/**
 * How long the server may take by its own clock, which it compares with ours: so long that clocks may differ. It has a
 * shorter limit of its own.
 */
const SERVER_DEADLINE_MS = 24 * 60 * 60 * 1_000;

/**
 * The writing half of the store. An append that was not answered may have been written, so it is repeated as it was,
 * with the same ids at the same revision, which the server takes once, until it is answered or time is up.
 */
export class Appender {
  constructor(
    private readonly client: EventStoreDBClient,
    private readonly reader: EventReader,
    private readonly settings: Settings,
  ) {}

  append(append: Append): Promise<AppendResult> {
    return retry(this.settings, {
      attempt: (number) => this.#attempt(append, number),
      // All other errors, of whatever kind, leave open whether the events were written.
      isFinal: (error) => error instanceof WrongExpectedRevision,
      gaveUp: (error) => new AppendOutcomeUnknown(append.stream, append.expectedRevision, append.eventIds, error),
    });
  }

  async #attempt(append: Append, number: number): Promise<AppendResult> {
    try {
      const { position } = await this.#send(append);
      const revision = append.expectedRevision + append.events.length;
      if (number === 1 && position !== undefined) return { revision, position: toPosition(position) };
    } catch (error) {
      if (!(error instanceof WrongExpectedVersionError)) throw error;
      return await this.#afterRefusal(append, error);
    }
    return await this.#afterRepetition(append);
  }

  #send({ stream, events, expectedRevision }: Append): Promise<StoredResult> {
    const { appendTimeoutMs, namespace } = this.settings;
    const expected = expectedRevision === NO_STREAM ? EXPECT_NO_STREAM : BigInt(expectedRevision);
    const sent = this.client.appendToStream(namespace.stored(stream), [...events], {
      expectedRevision: expected,
      requiresLeader: true,
      deadline: SERVER_DEADLINE_MS,
    });
    return withDeadline(`an append to ${stream}`, appendTimeoutMs, sent);
  }

  /** The server need not answer a repetition by the place where the events are, so they are looked up. */
  async #afterRepetition(append: Append): Promise<AppendResult> {
    const result = await this.#findWritten(append);
    if (result === null) throw new Error(`What was just appended to ${append.stream} cannot be read`);
    return result;
  }

  /** The first attempt may be what the second one found in its way. */
  async #afterRefusal(append: Append, error: WrongExpectedVersionError): Promise<AppendResult> {
    const { stream, expectedRevision, events } = append;
    const actual = typeof error.actualVersion === 'bigint' ? Number(error.actualVersion) : NO_STREAM;
    const written = actual < expectedRevision + events.length ? null : await this.#findWritten(append);
    if (written) return written;
    throw new WrongExpectedRevision(stream, expectedRevision, actual);
  }

  /** The place of exactly these events, if that is where they are. */
  async #findWritten({ stream, events, expectedRevision }: Append): Promise<AppendResult | null> {
    const stored = await this.reader.streamPage(stream, expectedRevision + 1, events.length);
    const last = stored.at(-1);
    const isWritten = events.every(({ id }, index) => id === stored[index]?.id);
    return isWritten && last ? { revision: expectedRevision + events.length, position: positionOf(last) } : null;
  }
}
