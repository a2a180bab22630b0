import { InvariantBroken, Refusal } from '#domain';
import { decode, type StoredEvent } from '#event-catalog';
import type { EventStore, RecordedEvent } from '#event-store';
import { MailRefused } from '#invoicing';
import { ParkNow, type Job, type JobQueue } from '#jobs';
import type { Fact } from '../kernel/facts.js';
import type { CommandContext } from '../kernel/context.js';

/**
 * When X happened, then do Y. What is to be done follows from the event alone, as jobs with deterministic ids; doing
 * a job twice, or doing it late, is harmless, because the decision that it leads to is made on a stream.
 */
export abstract class Automation {
  /** The kind of its jobs. */
  abstract readonly kind: string;
  /** How many of its jobs run at once in one process. */
  readonly concurrency: number = 8;
  abstract jobsFor(fact: Fact): readonly Job[];
  abstract run(job: Job): Promise<void>;
}

export type Cause = Pick<CommandContext, 'correlationId' | 'causationId'>;

/** A job of an automation, with what caused it. */
export const jobFor = (kind: string, subject: string, { recorded }: Fact, data: Job['data']): Job => ({
  id: `${kind}_${subject}`,
  kind,
  data: { ...data, correlationId: recorded.metadata.correlationId, causationId: recorded.id },
});

/** An id that a job was made with. */
export const idIn = ({ id, data }: Job, name: string): string => {
  const value = data[name];
  if (typeof value !== 'string')
    throw new Error(`the job ${id} has no ${name}: it was made by another release; derive it again`);
  return value;
};

/** Where the event stands that a job was made for. */
export const placeIn = (job: Job): Pick<RecordedEvent, 'stream' | 'revision'> => {
  const { revision } = job.data;
  if (typeof revision !== 'number') throw new Error(`the job ${job.id} has no revision: derive it again`);
  return { stream: idIn(job, 'stream'), revision };
};

/** The event that a job was made for. */
export const eventNamed = async (store: EventStore, job: Job): Promise<StoredEvent> => {
  const { stream, revision } = placeIn(job);
  const [recorded] = await store.readStream(stream, { fromRevision: revision, maxCount: 1 });
  if (recorded === undefined) throw new Error(`the job ${job.id} names no event: derive it again from the events`);
  return decode(recorded);
};

export const causeOf = (job: Job): Cause => ({
  correlationId: idIn(job, 'correlationId'),
  causationId: idIn(job, 'causationId'),
});

const isForGood = (error: unknown): error is Error =>
  error instanceof Refusal || error instanceof InvariantBroken || error instanceof MailRefused;

/** What a rule, an invariant or a mail server refuses, it will refuse again: a person has to look at it. */
export const parkIfRefused = async (work: Promise<void>): Promise<void> => {
  try {
    await work;
  } catch (error) {
    throw isForGood(error) ? new ParkNow(error) : error;
  }
};

export const workAutomations = (queue: JobQueue, automations: readonly Automation[]): void => {
  for (const automation of automations) {
    const { kind, concurrency } = automation;
    queue.work(kind, (job) => parkIfRefused(automation.run(job)), { concurrency });
  }
};
