import { randomUUID } from 'node:crypto';
import { encode } from '#event-catalog';
import { NO_STREAM, type EventStore, type Position } from '#event-store';
import { SqliteCheckpoints, SqliteEventStore } from '#event-store/embedded';
import { ForwardingQueue, type Job } from '#jobs';
import { SqliteJobQueue } from '#jobs/embedded';
import { openDatabase, type Database } from '#platform/sqlite';
import type { Fact } from '../kernel/facts.js';
import { Automation } from './automation.js';
import { AutomationRunner } from './automation-runner.js';

const until = async (what: string, isSo: () => boolean | Promise<boolean>): Promise<void> => {
  const deadline = Date.now() + 10_000;
  while (!(await isSo())) {
    if (Date.now() > deadline) throw new Error(`waited in vain until ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
};

/** Does something once for each space that was created. */
class WhenSpaceCreatedThenNote extends Automation {
  override readonly kind = 'note';
  readonly done: string[] = [];

  override jobsFor({ event }: Fact): readonly Job[] {
    return event.type === 'WorkspaceCreated'
      ? [{ id: `note_${event.data.spaceId}`, kind: this.kind, data: { spaceId: event.data.spaceId } }]
      : [];
  }

  override run({ data }: Job): Promise<void> {
    this.done.push(String(data['spaceId']));
    return Promise.resolve();
  }
}

/** May lose what it was given, as a server does that is flushed. */
class LosingQueue extends ForwardingQueue {
  readonly enqueued: string[] = [];
  isHolding = false;
  failures = 0;
  #held: Job[] = [];
  #losses = 0;

  override async enqueue(jobs: readonly Job[]): Promise<void> {
    if (this.failures > 0) {
      this.failures -= 1;
      throw new Error('the server cannot be reached');
    }
    this.enqueued.push(...jobs.map(({ id }) => id));
    if (this.isHolding) this.#held.push(...jobs);
    else await super.enqueue(jobs);
  }

  override generation(): Promise<string> {
    return Promise.resolve(`g${this.#losses}`);
  }

  override async counts() {
    const counts = await super.counts();
    return { ...counts, waiting: counts.waiting + this.#held.length };
  }

  lose(): void {
    this.#held = [];
    this.isHolding = false;
    this.#losses += 1;
  }
}

/** May fail when it is read. */
class FailingCheckpoints extends SqliteCheckpoints {
  failures = 0;

  override read(name: string): Promise<Position> {
    if (this.failures === 0) return super.read(name);
    this.failures -= 1;
    return Promise.reject(new Error('the server cannot be reached'));
  }
}

describe('automations whose queue loses its jobs', () => {
  let database: Database;
  let store: EventStore;
  let checkpoints: FailingCheckpoints;
  let queue: LosingQueue;
  let automation: WhenSpaceCreatedThenNote;
  let runner: AutomationRunner;
  const errors: unknown[] = [];

  const newRunner = (): AutomationRunner =>
    new AutomationRunner(store, queue, checkpoints, {
      automations: [automation],
      onError: (error) => errors.push(error),
      lookEveryMs: 2,
    });

  const openQueue = (): LosingQueue =>
    new LosingQueue(new SqliteJobQueue(database, { onError: (_, error) => errors.push(error) }));

  beforeEach(async () => {
    database = openDatabase(':memory:');
    store = new SqliteEventStore(database);
    checkpoints = new FailingCheckpoints(database);
    queue = openQueue();
    automation = new WhenSpaceCreatedThenNote();
    runner = newRunner();
    await runner.start();
  });
  afterEach(async () => {
    await runner.stop();
    await queue.close();
    await store.close();
    database.close();
    if (errors.length > 0) throw new AggregateError(errors.splice(0), 'something failed in the background');
  });

  const create = async (spaceId: string): Promise<Position> => {
    const id = randomUUID();
    const metadata = {
      ...{ commandId: id, correlationId: id, causationId: id, actor: { id: 'ann', role: 'member' } },
      ...{ recordedAt: '2026-04-16T00:00:00.000Z', hash: '', previousHash: '' },
    };
    const event = encode({ type: 'WorkspaceCreated', data: { spaceId, name: 'Work' } });
    return (await store.append(`space-${spaceId}`, [{ id, ...event, metadata }], NO_STREAM)).position;
  };

  const isDoneUpTo = async (position: Position): Promise<boolean> =>
    (await checkpoints.read('automations-done')) >= position;

  it('derive again what was lost, without a restart', async () => {
    queue.isHolding = true;
    await create('lost');
    await until('it is enqueued', () => queue.enqueued.length === 1);
    queue.lose();
    await until('it is done', () => automation.done.length === 1);
    expect(automation.done).toEqual(['lost']);
  });

  it('derive nothing again from before the queue was last empty', async () => {
    const position = await create('done');
    await until('it is noted that all is done', () => isDoneUpTo(position));
    queue.isHolding = true;
    await create('lost');
    await until('it is enqueued', () => queue.enqueued.length === 2);
    queue.lose();
    await until('it is done', () => automation.done.includes('lost'));
    expect(queue.enqueued).toEqual(['note_done', 'note_lost', 'note_lost']);
  });

  it('never take a queue that has just lost everything for one that has done everything', async () => {
    queue.isHolding = true;
    const position = await create('lost');
    await until('it is enqueued', () => queue.enqueued.length === 1);
    await runner.stop();
    queue.lose();
    expect(await isDoneUpTo(position)).toBe(false);
    await queue.close();
    queue = openQueue();
    queue.lose();
    runner = newRunner();
    await runner.start();
    await until('the next one has done it', () => automation.done.includes('lost'));
  });

  it.each([
    ['the queue', () => (queue.failures = 3)],
    ['their checkpoints', () => (checkpoints.failures = 3)],
  ])('derive again what was lost, though %s cannot be reached at first', async (_, fail) => {
    queue.isHolding = true;
    await create('lost');
    await until('it is enqueued', () => queue.enqueued.length === 1);
    fail();
    queue.lose();
    await until('it is done', () => automation.done.includes('lost'));
    // Three times, after growing pauses in which the queue was looked at again and again.
    expect(errors.splice(0)).toHaveLength(3);
  });

  it('derive nothing again after a restart when the queue has lost nothing', async () => {
    const position = await create('done');
    await until('it is noted that all is done', () => isDoneUpTo(position));
    await runner.stop();
    await queue.close();
    queue = openQueue();
    runner = newRunner();
    await runner.start();
    const next = await create('next');
    await until('all is done', () => isDoneUpTo(next));
    expect(queue.enqueued).toEqual(['note_next']);
  });
});
