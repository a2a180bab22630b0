import { randomUUID } from 'node:crypto';
import { decode } from '#event-catalog';
import { type EventStore, type Actor } from '#event-store';
import { type TestClock } from '#platform';
import { appendFact } from '../kernel/append-fact.js';
import { CLOCK_STREAM } from '../kernel/streams.js';

/** The test clock, kept in the event store: it survives a restart and stands still between two moves. */
export class SharedClock {
  constructor(
    private readonly store: EventStore,
    private readonly clock: TestClock,
  ) {}

  /** Shows the time that the clock was moved to last, if it ever was. */
  async restore(): Promise<void> {
    const last = await this.store.readLast(CLOCK_STREAM);
    if (last === null) return;
    const event = decode(last);
    if (event.type === 'ClockMoved') this.clock.show(event.data.now);
  }

  async moveTo(now: string, actor: Actor): Promise<void> {
    const last = await this.store.readLast(CLOCK_STREAM);
    const id = randomUUID();
    const metadata = { commandId: id, correlationId: id, causationId: id, actor, recordedAt: now };
    await appendFact(this.store, CLOCK_STREAM, last, { id, event: { type: 'ClockMoved', data: { now } }, metadata });
    this.clock.show(now);
  }
}
