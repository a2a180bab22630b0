import { createHash, randomUUID } from 'node:crypto';
import { decode } from '#event-catalog';
import { type EventStore, WrongExpectedRevision, type Actor } from '#event-store';
import { type Clock, deriveUuid } from '#platform';
import { appendFact } from './append-fact.js';
import { KeyReused } from './errors.js';
import { idempotencyStream } from './streams.js';

export interface Answer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

export interface Question {
  /** `Idempotency-Key`; it belongs to one caller. Without one, every request is a new one. */
  readonly key: string | undefined;
  readonly actor: Actor;
  readonly requestHash: string;
}

/**
 * The same key with the same request gets the first answer again; only successes are kept. The command's id comes
 * from the key, so a command that wrote its events but crashed before its answer was kept finds them again.
 */
export class AnswerOnce {
  constructor(
    private readonly store: EventStore,
    private readonly clock: Clock,
  ) {}

  /** @throws KeyReused for another request under the same key. */
  async answer(question: Question, work: (commandId: string) => Promise<Answer>): Promise<Answer> {
    const { key, actor } = question;
    if (key === undefined) return work(randomUUID());
    const stream = idempotencyStream(
      createHash('sha256')
        .update(JSON.stringify([actor.id, key]))
        .digest('hex'),
    );
    const kept = await this.#kept(stream, question);
    if (kept !== null) return kept;
    const answer = await work(deriveUuid('command', actor.id, key));
    // An answer that is still open is not kept: the same key asks for its end later.
    return answer.status === 202 ? answer : this.#keep(stream, question, answer);
  }

  async #kept(stream: string, { requestHash }: Question): Promise<Answer | null> {
    const last = await this.store.readLast(stream);
    if (last === null) return null;
    const event = decode(last);
    if (event.type !== 'CommandAnswered') throw new Error(`${stream} holds a ${event.type}: verify the event store`);
    if (event.data.requestHash !== requestHash) throw new KeyReused();
    return { status: event.data.status, body: event.data.answer };
  }

  async #keep(stream: string, question: Question, { status, body }: Answer): Promise<Answer> {
    const { requestHash, actor } = question;
    // Not derived: of two that keep an answer at once, the second must lose instead of passing for the first.
    const id = randomUUID();
    const metadata = { commandId: id, correlationId: id, causationId: id, actor, recordedAt: this.clock.now() };
    const event = { type: 'CommandAnswered' as const, data: { requestHash, status, answer: body } };
    try {
      await appendFact(this.store, stream, null, { id, event, metadata });
      return { status, body };
    } catch (error) {
      // The same request ran twice at once: the answer that was kept first is the answer.
      if (error instanceof WrongExpectedRevision) return (await this.#kept(stream, question)) ?? { status, body };
      throw error;
    }
  }
}
