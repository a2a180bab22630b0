import { type Job, InvalidJob } from '../index.js';
import { job, jobs, KIND, type JobsFixture, RecordingHandler, until } from './jobs.fixture.js';

const NONE = { waiting: 0, delayed: 0, running: 0, parked: 0 };

/** Which jobs run, when, and how many at once. */
export function describeRuns(fixture: JobsFixture): void {
  describe('jobs', () => {
    it('run once each, whether they were enqueued before or after their kind is worked', async () => {
      const all = jobs(200);
      await fixture.queue.enqueue(all.slice(0, 100));
      fixture.work();
      await fixture.queue.enqueue(all.slice(100));
      await fixture.queue.idle();

      expect(fixture.handler.ids.sort()).toStrictEqual(all.map(({ id }) => id).sort());
      expect(await fixture.queue.counts()).toStrictEqual(NONE);
    });

    it('are given to the handler as they were enqueued, with the number of the attempt', async () => {
      const data = { subscription: 'ä😀\0"', term: 2, amount: -1.5 };
      fixture.work();
      await fixture.queue.enqueue([job('renew_a-B_1', { data })]);
      await fixture.queue.idle();

      expect(fixture.handler.runs).toStrictEqual([{ id: 'renew_a-B_1', kind: KIND, data, attempt: 1 }]);
    });

    it('may be none at all', async () => {
      await fixture.queue.enqueue([]);

      expect(await fixture.queue.counts()).toStrictEqual(NONE);
    });

    it('run in the order in which they were enqueued, one by one', async () => {
      await fixture.queue.enqueue(jobs(3));
      await fixture.queue.enqueue([job('last')]);
      fixture.work({ concurrency: 1 });
      await fixture.queue.idle();

      expect(fixture.handler.ids).toStrictEqual(['job_0', 'job_1', 'job_2', 'last']);
    });

    it('may be enqueued by a handler', async () => {
      fixture.queue.work('first', ({ id }) => fixture.queue.enqueue([job(`after_${id}`)]), { concurrency: 1 });
      fixture.work();
      await fixture.queue.enqueue([job('a', { kind: 'first' })]);
      await fixture.queue.idle();

      expect(fixture.handler.ids).toStrictEqual(['after_a']);
    });

    it('never run more at once than the concurrency says, and not fewer', async () => {
      fixture.handler.shut();
      fixture.work({ concurrency: 3 });
      await fixture.queue.enqueue(jobs(20));
      await until('three jobs run', () => fixture.handler.active === 3);
      expect(await fixture.queue.counts()).toStrictEqual({ ...NONE, waiting: 17, running: 3 });
      fixture.handler.open();
      await fixture.queue.idle();

      expect(fixture.handler.mostAtOnce).toBe(3);
      expect(fixture.handler.runs).toHaveLength(20);
    });

    it('of another kind are left alone', async () => {
      await fixture.queue.enqueue([job('a'), job('b', { kind: 'mail' })]);
      fixture.work();
      await until('the first kind is done', () => fixture.handler.ended.length === 1);
      await until('it is deleted', async () => (await fixture.queue.counts()).running === 0);
      expect(await fixture.queue.counts()).toStrictEqual({ ...NONE, waiting: 1 });

      const mail = new RecordingHandler();
      fixture.queue.work('mail', mail.handle, { concurrency: 1 });
      await fixture.queue.idle();
      expect(mail.ids).toStrictEqual(['b']);
      expect(fixture.handler.ids).toStrictEqual(['a']);
    });

    it('of one kind do not wait for those of another', async () => {
      await fixture.hold('slow');
      const mail = new RecordingHandler();
      fixture.queue.work('mail', mail.handle, { concurrency: 1 });
      await fixture.queue.enqueue([job('a', { kind: 'mail' }), job('b', { kind: 'mail' })]);
      await until('the other kind is done', () => mail.ended.length === 2);

      expect(fixture.handler.active).toBe(1);
    });

    it('have a kind that one process works once', () => {
      fixture.work();

      expect(() => fixture.work()).toThrow('is worked here already');
    });

    it.each([0, -1, 1.5, Number.NaN])('cannot run %p at once', (concurrency) => {
      expect(() => fixture.work({ concurrency })).toThrow('concurrency');
    });
  });

  describe('a delayed job', () => {
    it('does not run before its time, and lets others pass', async () => {
      fixture.work({ concurrency: 1 });
      const enqueuedAt = Date.now();
      await fixture.queue.enqueue([job('later', { delayMs: 120 }), job('now')]);
      await until('the other one is done', () => fixture.handler.ended.length === 1);
      await until('it is deleted', async () => (await fixture.queue.counts()).running === 0);
      expect(await fixture.queue.counts()).toStrictEqual({ ...NONE, delayed: 1 });
      await fixture.queue.idle();

      expect(fixture.handler.ids).toStrictEqual(['now', 'later']);
      expect(fixture.handler.startedAt[1]! - enqueuedAt).toBeGreaterThanOrEqual(120);
    });
  });

  describe('a job whose id is there already', () => {
    it('is left as it is while it waits, also within one call', async () => {
      await fixture.queue.enqueue([job('a', { data: { n: 1 } }), job('a', { data: { n: 2 } })]);
      await fixture.queue.enqueue([job('a', { data: { n: 3 } }), job('b')]);
      fixture.work({ concurrency: 1 });
      await fixture.queue.idle();

      expect(fixture.handler.runs.map(({ id, data }) => [id, data])).toStrictEqual([
        ['a', { n: 1 }],
        ['b', {}],
      ]);
    });

    it('is left as it is while it is delayed', async () => {
      await fixture.queue.enqueue([job('a', { delayMs: 60_000 })]);
      await fixture.queue.enqueue([job('a')]);

      expect(await fixture.queue.counts()).toStrictEqual({ ...NONE, delayed: 1 });
    });

    it('is not run again while it runs', async () => {
      await fixture.hold('a');
      await fixture.queue.enqueue([job('a')]);
      expect(await fixture.queue.counts()).toStrictEqual({ ...NONE, running: 1 });
      fixture.handler.open();
      await fixture.queue.idle();

      expect(fixture.handler.ids).toStrictEqual(['a']);
    });

    it('runs again once it is done', async () => {
      fixture.work();
      for (const n of [1, 2, 3]) {
        await fixture.queue.enqueue([job('a', { data: { n } })]);
        await fixture.queue.idle();
      }

      expect(fixture.handler.runs.map(({ data }) => data)).toStrictEqual([{ n: 1 }, { n: 2 }, { n: 3 }]);
    });
  });

  describe('a job that not every queue could keep', () => {
    it.each<[string, Partial<Job>]>([
      ['an empty id', { id: '' }],
      ['an id with a colon', { id: 'renew:1' }],
      ['an id of digits', { id: '2026' }],
      ['an id with a line break', { id: 'renew\n' }],
      ['an empty kind', { kind: '' }],
      ['a kind with a colon', { kind: 'a:b' }],
      ['a delay below 0', { delayMs: -1 }],
      ['no number as a delay', { delayMs: Number.NaN }],
      ['an endless delay', { delayMs: Infinity }],
    ])('is refused with all of its call: %s', async (_, bad) => {
      await expect(fixture.queue.enqueue([job('good'), job('bad', bad)])).rejects.toBeInstanceOf(InvalidJob);

      expect(await fixture.queue.counts()).toStrictEqual(NONE);
    });
  });
}
