import { job, jobs, KIND, type JobsFixture, until } from './jobs.fixture.js';

/** Several queues over the same jobs, and queues that go away. */
export function describeProcesses(fixture: JobsFixture): void {
  describe('two queues on the same jobs', () => {
    it('never run one job at the same time, and none twice', async () => {
      const other = await fixture.openQueue();
      fixture.work({ concurrency: 5 });
      fixture.work({ concurrency: 5 }, other);
      const all = jobs(600);
      for (let from = 0; from < all.length; from += 50) {
        await (from % 100 ? other : fixture.queue).enqueue(all.slice(from, from + 50));
      }
      await Promise.all([fixture.queue.idle(), other.idle()]);

      expect(fixture.handler.overlapping).toStrictEqual([]);
      expect(fixture.handler.ids.sort()).toStrictEqual(all.map(({ id }) => id).sort());
    });

    it('run what the other one has enqueued', async () => {
      const other = await fixture.openQueue();
      fixture.work();
      await fixture.queue.idle();
      await other.enqueue([job('a')]);
      await other.idle();

      expect(fixture.handler.ids).toStrictEqual(['a']);
    });

    it('agree on its generation, which nothing changes that is done to the jobs', async () => {
      const before = await fixture.queue.generation();
      const other = await fixture.openQueue();
      fixture.work();
      await other.enqueue(jobs(3));
      await other.idle();
      await other.close();

      expect(await (await fixture.openQueue()).generation()).toBe(before);
      expect(await fixture.queue.generation()).toBe(before);
    });

    it('agree on what is there', async () => {
      const other = await fixture.openQueue();
      await fixture.hold('a');
      await other.enqueue([job('a'), job('b'), job('c', { delayMs: 60_000 })]);

      expect(await other.counts()).toStrictEqual({ waiting: 1, delayed: 1, running: 1, parked: 0 });
    });

    it('leave a job alone that runs for longer than a lease', async () => {
      const other = await fixture.openQueue();
      await fixture.hold('a');
      const startedAt = Date.now();
      fixture.work({}, other);
      await until('three leases have passed', () => Date.now() > startedAt + 3 * fixture.leaseMs);
      await other.enqueue([job('b')]);
      await until('the other queue works', () => fixture.handler.active === 2);

      expect(fixture.handler.ids).toStrictEqual(['a', 'b']);
      expect(await other.counts()).toMatchObject({ running: 2 });
    });
  });

  describe('a queue that is gone', () => {
    it('leaves what waits to the next one', async () => {
      await fixture.queue.enqueue([job('a'), job('b', { delayMs: 50 })]);
      await fixture.queue.close();
      const next = await fixture.openQueue();
      fixture.work({}, next);
      await next.idle();

      expect(fixture.handler.ids).toStrictEqual(['a', 'b']);
    });

    it('leaves what ran, as a process that died does, and the attempt does not count', async () => {
      const hanging = new Set<string>();
      fixture.queue.work(
        KIND,
        ({ id }) => {
          hanging.add(id);
          return new Promise(() => undefined);
        },
        { concurrency: 2 },
      );
      await fixture.queue.enqueue(jobs(3));
      await until('two jobs run', () => hanging.size === 2);
      await fixture.queue.close(0);
      const next = await fixture.openQueue();
      fixture.work({}, next);
      await next.idle();

      expect(fixture.handler.ids.sort()).toStrictEqual(['job_0', 'job_1', 'job_2']);
      expect(fixture.handler.runs.map(({ attempt }) => attempt)).toStrictEqual([1, 1, 1]);
    });

    it('does not touch a job that the next one has taken, when its own handler ends after all', async () => {
      let end = (): void => undefined;
      fixture.queue.work(KIND, () => new Promise((resolve) => (end = resolve)), { concurrency: 1 });
      await fixture.queue.enqueue([job('a')]);
      await until('the job runs', async () => (await fixture.queue.counts()).running === 1);
      await fixture.queue.close(0);
      const next = await fixture.openQueue();
      fixture.handler.shut();
      fixture.work({}, next);
      await until('the next one runs it', () => fixture.handler.active === 1);
      end();
      await next.enqueue([job('a')]);

      expect(await next.counts()).toStrictEqual({ waiting: 0, delayed: 0, running: 1, parked: 0 });
    });
  });
}
