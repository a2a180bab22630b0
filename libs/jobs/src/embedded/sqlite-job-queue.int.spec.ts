import { stat } from 'node:fs/promises';
import { type Database, openDatabase } from '#platform/sqlite';
import { type AttemptedJob, ATTEMPTS_MAX } from '../index.js';
import { job, jobs, KIND, RecordingHandler, until } from '../testing/jobs.fixture.js';
import { SqliteJobQueue, type SqliteJobQueueOptions } from './index.js';

const NEVER_MS = 3_600_000;

const standStill = (milliseconds: number): void => {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
};
const turns = async (count: number): Promise<void> => {
  for (let turn = 0; turn < count; turn++) await new Promise(setImmediate);
};

describe('The embedded job queue', () => {
  let database: Database;
  let queue: SqliteJobQueue;
  let handler: RecordingHandler;
  let errors: { job: AttemptedJob | null; error: unknown }[];

  const open = (options: Partial<SqliteJobQueueOptions> = {}): void => {
    queue = new SqliteJobQueue(database, {
      onError: (failed, error) => errors.push({ job: failed, error }),
      backoff: { firstMs: 1, maxMs: 1 },
      ...options,
    });
  };

  beforeEach(() => {
    database = openDatabase(':memory:');
    handler = new RecordingHandler();
    errors = [];
  });
  afterEach(async () => {
    await queue.close(0);
    database.close();
  });

  describe('within one process needs no poll', () => {
    beforeEach(() => {
      open({ pollMs: NEVER_MS });
      queue.work(KIND, handler.handle, { concurrency: 2 });
    });

    it('to start a job that is enqueued', async () => {
      await turns(5);
      await queue.enqueue([job('a')]);
      await queue.idle();

      expect(handler.ended).toStrictEqual(['a']);
    });

    it('to start a delayed job, though an earlier one is enqueued after it', async () => {
      await queue.enqueue([job('later', { delayMs: 60 })]);
      await queue.enqueue([job('sooner', { delayMs: 20 })]);
      await queue.idle();

      expect(handler.ended).toStrictEqual(['sooner', 'later']);
    });

    it('to try a job again, to park it and to put it back', async () => {
      handler.failNext(ATTEMPTS_MAX);
      await queue.enqueue([job('a')]);
      await queue.idle();
      await queue.retryParked('a');
      await queue.idle();

      expect(handler.runs).toHaveLength(ATTEMPTS_MAX + 1);
    });

    it('to go on when more wait than run at once', async () => {
      await queue.enqueue(jobs(11));
      await queue.idle();

      expect(handler.ended).toHaveLength(11);
    });
  });

  it('writes the end of jobs, new jobs and the next claim in one transaction', async () => {
    open({ pollMs: NEVER_MS });
    queue.work(KIND, () => Promise.resolve(), { concurrency: 100 });
    await turns(5);
    const before = database.commits;
    await Promise.all(jobs(1_000).map((each) => queue.enqueue([each])));
    await queue.idle();

    // One enqueues all and claims the first hundred, nine claim the others, one deletes the last.
    expect(database.commits - before).toBeLessThanOrEqual(11);
  });

  it('does not look at the database while it waits to be idle and nothing happens', async () => {
    open({ pollMs: NEVER_MS });
    handler.shut();
    queue.work(KIND, handler.handle, { concurrency: 2 });
    await queue.enqueue([job('a')]);
    const idle = queue.idle();
    await until('the job runs', () => handler.active === 1);
    await turns(5);
    const before = database.commits;
    await turns(500);
    expect(database.commits).toBe(before);
    handler.open();

    await expect(idle).resolves.toBeUndefined();
  });

  it('takes its own job up again, and does not run it twice, when it stood still for longer than the lease', async () => {
    open({ leaseMs: 60, pollMs: NEVER_MS });
    handler.shut();
    queue.work(KIND, handler.handle, { concurrency: 3 });
    await queue.enqueue([job('a')]);
    await until('the job runs', () => handler.active === 1);
    // After input, the turn that is planned comes before the timer that would renew the lease.
    await stat('.');
    void queue.enqueue([job('b')]);
    standStill(100);
    await until('the other job runs', () => handler.active === 2);
    expect(await queue.counts()).toMatchObject({ waiting: 0, running: 2 });
    handler.open();
    await queue.idle();

    expect(handler.ids).toStrictEqual(['a', 'b']);
    expect(handler.overlapping).toStrictEqual([]);
  });

  describe('when it cannot reach its table', () => {
    const breakTable = (): void => database.exec('alter table job rename to job_elsewhere');
    const mendTable = (): void => database.exec('alter table job_elsewhere rename to job');

    it('rejects what is being enqueued and reports it, without a job', async () => {
      open({ pollMs: 5 });
      breakTable();
      await expect(queue.enqueue([job('a')])).rejects.toThrow('no such table');
      mendTable();

      expect(errors).toMatchObject([{ job: null, error: { message: expect.stringContaining('no such table') } }]);
      expect(await queue.counts()).toMatchObject({ waiting: 0 });
    });

    it('writes the end of a job as soon as it can again', async () => {
      open({ pollMs: 5 });
      handler.shut();
      queue.work(KIND, handler.handle, { concurrency: 1 });
      await queue.enqueue([job('a')]);
      await until('the job runs', () => handler.active === 1);
      breakTable();
      handler.open();
      await until('it is reported', () => errors.length > 1);
      mendTable();
      await queue.idle();

      expect(handler.ids).toStrictEqual(['a']);
      expect(errors.every((report) => report.job === null)).toBe(true);
    });
  });

  it('refuses a job that JSON cannot hold, and takes what others enqueue at the same time', async () => {
    open();
    const bad = queue.enqueue([job('bad', { data: { total: 1n as unknown as number } })]);
    const good = queue.enqueue([job('good')]);

    await expect(bad).rejects.toThrow('BigInt');
    await good;
    expect(await queue.counts()).toMatchObject({ waiting: 1 });
  });

  it('lets the process end once it is closed', async () => {
    open();
    queue.work(KIND, handler.handle, { concurrency: 1 });
    await queue.enqueue([job('a', { delayMs: NEVER_MS })]);
    void queue.idle().catch(() => undefined);
    const before = process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;
    await queue.close();

    expect(process.getActiveResourcesInfo().filter((name) => name === 'Timeout')).toHaveLength(before - 2);
  });
});
