import { ATTEMPTS_MAX } from '../index.js';
import { job, jobs, KIND, type JobsFixture, until } from './jobs.fixture.js';

/** Whether a promise has resolved once everything that can happen at once has happened. */
async function hasResolved(promise: Promise<unknown>): Promise<boolean> {
  let isResolved = false;
  void promise.then(() => (isResolved = true));
  for (let turn = 0; turn < 20; turn++) await new Promise(setImmediate);
  return isResolved;
}

/** Closing a queue, and knowing that nothing is left to do. */
export function describeEndings(fixture: JobsFixture): void {
  describe('close', () => {
    it('waits for the jobs that run and takes no more', async () => {
      await fixture.queue.enqueue(jobs(5));
      await fixture.hold('first');
      const closing = fixture.queue.close();
      expect(await hasResolved(closing)).toBe(false);
      fixture.handler.open();
      await closing;

      expect(fixture.handler.ended).toHaveLength(1);
      const next = await fixture.openQueue();
      expect(await next.counts()).toStrictEqual({ waiting: 5, delayed: 0, running: 0, parked: 0 });
    });

    it('writes down the failure of a job that it waited for', async () => {
      fixture.handler.failNext(1);
      await fixture.hold('a');
      const closing = fixture.queue.close();
      fixture.handler.open();
      await closing;
      const next = await fixture.openQueue();
      fixture.work({}, next);
      await next.idle();

      expect(fixture.handler.runs.map(({ attempt }) => attempt)).toStrictEqual([1, 2]);
    });

    it('gives up on them after the time-out', async () => {
      await fixture.hold('a');
      await fixture.queue.close(30);

      expect(fixture.handler.ended).toStrictEqual([]);
    });

    it('keeps the jobs that were being enqueued', async () => {
      const enqueueing = fixture.queue.enqueue([job('a')]);
      await fixture.queue.close();
      await enqueueing;

      const next = await fixture.openQueue();
      expect(await next.counts()).toMatchObject({ waiting: 1 });
    });

    it('may be called twice', async () => {
      await Promise.all([fixture.queue.close(), fixture.queue.close()]);

      await expect(fixture.queue.close()).resolves.toBeUndefined();
    });

    it('lets nothing in any more', async () => {
      await fixture.queue.close();

      await expect(fixture.queue.enqueue([job('a')])).rejects.toThrow('is closed');
      await expect(fixture.queue.idle()).rejects.toThrow('is closed');
      expect(() => fixture.work()).toThrow('is closed');
    });
  });

  describe('idle', () => {
    it('resolves when there is nothing to do, whether or not a kind is worked', async () => {
      await fixture.queue.idle();
      fixture.work();

      await expect(fixture.queue.idle()).resolves.toBeUndefined();
    });

    it('waits for a job that nobody works', async () => {
      await fixture.queue.enqueue([job('a')]);
      const idle = fixture.queue.idle();
      expect(await hasResolved(idle)).toBe(false);
      fixture.work();
      await idle;

      expect(fixture.handler.ended).toStrictEqual(['a']);
    });

    it('waits for a job that was enqueued just before', async () => {
      fixture.work();
      void fixture.queue.enqueue([job('a')]);
      await fixture.queue.idle();

      expect(fixture.handler.ended).toStrictEqual(['a']);
    });

    it('waits for a job that runs', async () => {
      await fixture.hold('a');
      const idle = fixture.queue.idle();
      expect(await hasResolved(idle)).toBe(false);
      fixture.handler.open();
      await idle;

      expect(fixture.handler.ended).toStrictEqual(['a']);
    });

    it('waits for a delayed job, and for the next attempt of one that failed', async () => {
      fixture.handler.failNext(3);
      fixture.work();
      await fixture.queue.enqueue([job('a', { delayMs: 40 })]);
      await fixture.queue.idle();

      expect(fixture.handler.ended).toHaveLength(4);
    });

    it('waits for the jobs that jobs enqueue', async () => {
      const handler = async ({ data }: { data: Readonly<Record<string, string | number>> }): Promise<void> => {
        const left = Number(data['left']);
        if (left > 0)
          await fixture.queue.enqueue([job(`left_${left - 1}`, { data: { left: left - 1 }, kind: 'chain' })]);
        else await fixture.queue.enqueue([job('end')]);
      };
      fixture.queue.work('chain', handler, { concurrency: 1 });
      fixture.work();
      await fixture.queue.enqueue([job('left_5', { kind: 'chain', data: { left: 5 } })]);
      await fixture.queue.idle();

      expect(fixture.handler.ended).toStrictEqual(['end']);
    });

    it('waits for the jobs of another queue', async () => {
      const other = await fixture.openQueue();
      await fixture.hold('a');
      const idle = other.idle();
      expect(await hasResolved(idle)).toBe(false);
      fixture.handler.open();
      await idle;

      expect(fixture.handler.ended).toStrictEqual(['a']);
    });

    it('does not wait for parked jobs', async () => {
      fixture.handler.failNext(ATTEMPTS_MAX);
      fixture.work();
      await fixture.queue.enqueue([job('a')]);
      await fixture.queue.idle();

      expect(await fixture.queue.counts()).toMatchObject({ parked: 1 });
    });

    it('may be awaited by many, and again', async () => {
      fixture.work();
      await fixture.queue.enqueue([job('a')]);
      await Promise.all([fixture.queue.idle(), fixture.queue.idle()]);
      await fixture.queue.enqueue([job('b')]);
      await fixture.queue.idle();

      expect(fixture.handler.ended).toStrictEqual(['a', 'b']);
    });

    it('rejects when the queue is closed first', async () => {
      await fixture.queue.enqueue([job('a', { kind: `${KIND}-by-nobody` })]);
      const idle = fixture.queue.idle().catch((error: unknown) => error);
      await until('it waits', async () => (await fixture.queue.counts()).waiting === 1);
      await fixture.queue.close();

      expect(await idle).toMatchObject({ message: expect.stringContaining('closed before') });
    });
  });
}
