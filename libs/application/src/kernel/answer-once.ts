import { createHash, randomUUID } from 'node:crypto';
import { Refusal } from '#domain';
import { decode, type CommandAnswered, type CommandAttemptFailed, type CommandLeftOpen } from '#event-catalog';
import { WrongExpectedRevision, type Actor, type EventStore, type RecordedEvent } from '#event-store';
import { deriveUuid, type Clock } from '#platform';
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

type KeyEvent = CommandAnswered | CommandAttemptFailed | CommandLeftOpen;

/** What is known of a key. */
interface KeyHistory {
  readonly answer: Answer | null;
  /** Of the request that was answered, or is still open. */
  readonly requestHash: string | null;
  /** How many tries ended with a payment that failed: each next try is a command of its own. */
  readonly failedAttempts: number;
  readonly last: RecordedEvent | null;
}

/** 202: the outcome is not known yet. */
const OPEN = 202;

const evolve = (history: KeyHistory, event: KeyEvent): KeyHistory => {
  const { requestHash } = event.data;
  switch (event.type) {
    case 'CommandAnswered':
      return { ...history, requestHash, answer: { status: event.data.status, body: event.data.answer } };
    case 'CommandLeftOpen':
      return { ...history, requestHash };
    case 'CommandAttemptFailed':
      return { ...history, requestHash: null, failedAttempts: history.failedAttempts + 1 };
  }
};

/**
 * The same key with the same request gets the first answer again; only successes are kept, what was refused may be
 * tried again. The command's id comes from key, request and attempt, so a command that wrote its events but crashed
 * before its answer was kept finds them again, and a new try after a failed payment is a new payment.
 */
export class AnswerOnce {
  constructor(
    private readonly store: EventStore,
    private readonly clock: Clock,
  ) {}

  /** The kept answer to the very same request; null when there is none. @throws KeyReused for another request. */
  async kept({ key, actor, requestHash }: Question): Promise<Answer | null> {
    if (key === undefined) return null;
    const history = await this.#history(streamOf(actor, key));
    refuseIfReused(history, requestHash);
    return history.answer;
  }

  /** @throws KeyReused for another request under the same key. */
  async answer(question: Question, work: (commandId: string) => Promise<Answer>): Promise<Answer> {
    const { key, actor, requestHash } = question;
    if (key === undefined) return work(randomUUID());
    const stream = streamOf(actor, key);
    const history = await this.#history(stream);
    refuseIfReused(history, requestHash);
    if (history.answer !== null) return history.answer;
    const answer = await this.#attempt(stream, question, { history, work });
    const event: KeyEvent =
      answer.status === OPEN
        ? { type: 'CommandLeftOpen', data: { requestHash } }
        : { type: 'CommandAnswered', data: { requestHash, status: answer.status, answer: answer.body } };
    if (answer.status === OPEN && history.requestHash === requestHash) return answer;
    if (await this.#note(stream, history.last, { event, actor })) return answer;
    // The same request ran twice at once: the answer that was kept first is the answer.
    return (await this.kept(question)) ?? answer;
  }

  async #attempt(
    stream: string,
    { key = '', actor, requestHash }: Question,
    { history, work }: { readonly history: KeyHistory; readonly work: (commandId: string) => Promise<Answer> },
  ): Promise<Answer> {
    try {
      return await work(deriveUuid('command', actor.id, key, requestHash, history.failedAttempts));
    } catch (error) {
      const isFailedPayment = error instanceof Refusal && error.code === 'payment.failed';
      const event: KeyEvent = { type: 'CommandAttemptFailed', data: { requestHash } };
      if (isFailedPayment) await this.#note(stream, history.last, { event, actor });
      throw error;
    }
  }

  async #history(stream: string): Promise<KeyHistory> {
    const recorded = await this.store.readStream(stream);
    const unused: KeyHistory = { answer: null, requestHash: null, failedAttempts: 0, last: null };
    const history = recorded.map((event) => decode<KeyEvent>(event)).reduce(evolve, unused);
    return { ...history, last: recorded.at(-1) ?? null };
  }

  /** False when somebody else noted something since `last` was read. */
  async #note(stream: string, last: RecordedEvent | null, note: { event: KeyEvent; actor: Actor }): Promise<boolean> {
    // Not derived: of two that note something at once, the second must lose instead of passing for the first.
    const id = randomUUID();
    const metadata = {
      commandId: id,
      correlationId: id,
      causationId: id,
      actor: note.actor,
      recordedAt: this.clock.now(),
    };
    try {
      await appendFact(this.store, stream, last, { id, event: note.event, metadata });
      return true;
    } catch (error) {
      if (error instanceof WrongExpectedRevision) return false;
      throw error;
    }
  }
}

const streamOf = (actor: Actor, key: string): string =>
  idempotencyStream(
    createHash('sha256')
      .update(JSON.stringify([actor.id, key]))
      .digest('hex'),
  );

const refuseIfReused = (history: KeyHistory, requestHash: string): void => {
  if (history.requestHash !== null && history.requestHash !== requestHash) throw new KeyReused();
};
