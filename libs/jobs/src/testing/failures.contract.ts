import { ATTEMPTS_MAX, type ParkedJob, ParkNow, RetryLater } from '../index.js';
import { job, KIND, type JobsFixture, until } from './jobs.fixture.js';

const HOUR_MS = 3_600_000;

class GatewayTimeout extends Error {
  override readonly name = 'GatewayTimeout';
  readonly code = 'payments.timeout';
}

const gaps = (times: readonly number[]): number[] => times.slice(1).map((time, index) => time - times[index]!);

/** What becomes of a job whose handler throws. */
export function describeFailures(fixture: JobsFixture): void {
  const park = async (id: string): Promise<ParkedJob> => {
    fixture.handler.failNext(ATTEMPTS_MAX, () => new GatewayTimeout('no answer within 10 s'));
    fixture.work();
    await fixture.queue.enqueue([job(id)]);
    await fixture.queue.idle();
    const [parked] = await fixture.queue.parked();
    return parked!;
  };

  describe('a job that fails', () => {
    it('is tried again until it is done', async () => {
      fixture.handler.failNext(2);
      fixture.work();
      await fixture.queue.enqueue([job('a')]);
      await fixture.queue.idle();

      expect(fixture.handler.runs.map(({ id, attempt }) => [id, attempt])).toStrictEqual([
        ['a', 1],
        ['a', 2],
        ['a', 3],
      ]);
      expect(await fixture.queue.counts()).toStrictEqual({ waiting: 0, delayed: 0, running: 0, parked: 0 });
    });

    it('is reported each time, with its error', async () => {
      const error = new GatewayTimeout('no answer');
      fixture.handler.failNext(2, () => error);
      fixture.work();
      await fixture.queue.enqueue([job('a')]);
      await fixture.queue.idle();

      expect(fixture.errors).toStrictEqual([
        { job: { id: 'a', kind: KIND, data: {}, attempt: 1 }, error },
        { job: { id: 'a', kind: KIND, data: {}, attempt: 2 }, error },
      ]);
    });

    it('waits twice as long after each failure, up to the most', async () => {
      const queue = await fixture.openQueue({ backoff: { firstMs: 30, maxMs: 100 }, random: () => 1 });
      fixture.handler.failNext(4);
      fixture.work({}, queue);
      await queue.enqueue([job('a')]);
      await queue.idle();

      const waits = gaps(fixture.handler.startedAt);
      expect(waits).toHaveLength(4);
      [30, 60, 100, 100].forEach((leastMs, index) => expect(waits[index]).toBeGreaterThanOrEqual(leastMs));
    });

    it('is delayed meanwhile, and its id stays taken', async () => {
      const queue = await fixture.openQueue({ backoff: { firstMs: HOUR_MS, maxMs: HOUR_MS } });
      fixture.handler.failNext(1);
      fixture.work({}, queue);
      await queue.enqueue([job('a')]);
      await until('it waits for its second attempt', async () => (await queue.counts()).delayed === 1);
      await queue.enqueue([job('a')]);

      expect(await queue.counts()).toStrictEqual({ waiting: 0, delayed: 1, running: 0, parked: 0 });
    });

    it('lets the others go on', async () => {
      const queue = await fixture.openQueue({ backoff: { firstMs: HOUR_MS, maxMs: HOUR_MS } });
      fixture.handler.failNext(1);
      fixture.work({ concurrency: 1 }, queue);
      await queue.enqueue([job('a'), job('b')]);
      await until('the other one has run', () => fixture.handler.ended.length === 2);

      expect(fixture.handler.ids).toStrictEqual(['a', 'b']);
    });

    it('is tried again even when its handler throws at once or throws what is no error', async () => {
      let runs = 0;
      const handler = (): Promise<void> => {
        runs += 1;
        if (runs === 1) throw new Error('before the first await');
        // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- the case is about such a handler
        return runs === 2 ? Promise.reject(undefined) : Promise.resolve();
      };
      fixture.queue.work(KIND, handler, { concurrency: 1 });
      await fixture.queue.enqueue([job('a')]);
      await fixture.queue.idle();

      expect(runs).toBe(3);
    });

    it('with RetryLater waits as long as that says, whatever the back-off is', async () => {
      const queue = await fixture.openQueue({ backoff: { firstMs: HOUR_MS, maxMs: HOUR_MS } });
      fixture.handler.failNext(1, () => new RetryLater('the gateway is down for maintenance', 80));
      fixture.work({}, queue);
      await queue.enqueue([job('a')]);
      await queue.idle();

      expect(gaps(fixture.handler.startedAt)[0]).toBeGreaterThanOrEqual(80);
      expect(fixture.handler.runs.map(({ attempt }) => attempt)).toStrictEqual([1, 2]);
    });

    it('with RetryLater for a long time does not come back with the back-off', async () => {
      fixture.handler.failNext(1, () => new RetryLater('the gateway is down for maintenance', HOUR_MS));
      fixture.work();
      await fixture.queue.enqueue([job('later'), job('now')]);
      await until('it is delayed', async () => (await fixture.queue.counts()).delayed === 1);
      fixture.handler.failNext(1);
      await fixture.queue.enqueue([job('other')]);
      await until('another one has come back', () => fixture.handler.ended.length === 4);

      expect(fixture.handler.ids).toStrictEqual(['later', 'now', 'other', 'other']);
    });
  });

  describe('a job that waits for something with RetryLater', () => {
    it('is not parked, however often it looks', async () => {
      fixture.handler.failNext(ATTEMPTS_MAX + 5, () => new RetryLater('come back', 0));
      fixture.work();
      await fixture.queue.enqueue([job('a')]);
      await fixture.queue.idle();

      expect(fixture.handler.runs).toHaveLength(ATTEMPTS_MAX + 6);
      expect(await fixture.queue.counts()).toMatchObject({ parked: 0 });
    });
  });

  describe('a job that would fail again in the same way, with ParkNow', () => {
    it('is parked at its first failure, under the name of the cause', async () => {
      fixture.handler.failNext(1, () => new ParkNow(new TypeError('no such plan')));
      fixture.work();
      await fixture.queue.enqueue([job('a')]);
      await fixture.queue.idle();

      expect(fixture.handler.runs).toHaveLength(1);
      expect(await fixture.queue.parked()).toMatchObject([
        { id: 'a', attempts: 1, lastError: 'TypeError: no such plan' },
      ]);
    });
  });

  describe('a job that failed for the last time', () => {
    it('is parked with its last error, and never runs by itself', async () => {
      const parked = await park('a');

      expect(fixture.handler.runs.map(({ attempt }) => attempt)).toStrictEqual(
        Array.from({ length: ATTEMPTS_MAX }, (_, index) => index + 1),
      );
      expect(parked).toMatchObject({ id: 'a', kind: KIND, attempts: ATTEMPTS_MAX });
      expect(parked.lastError).toBe('GatewayTimeout (payments.timeout): no answer within 10 s');
      expect(await fixture.queue.counts()).toStrictEqual({ waiting: 0, delayed: 0, running: 0, parked: 1 });
    });

    it('keeps no more of the message than 200 characters', async () => {
      fixture.handler.failNext(ATTEMPTS_MAX, () => new TypeError('x'.repeat(10_000)));
      fixture.work();
      await fixture.queue.enqueue([job('a')]);
      await fixture.queue.idle();

      expect((await fixture.queue.parked())[0]?.lastError).toBe(`TypeError: ${'x'.repeat(200)}`);
    });

    it('keeps its id taken', async () => {
      await park('a');
      await fixture.queue.enqueue([job('a')]);
      await fixture.queue.idle();

      expect(fixture.handler.runs).toHaveLength(ATTEMPTS_MAX);
      expect(await fixture.queue.counts()).toMatchObject({ waiting: 0, parked: 1 });
    });

    it('runs again, from the first attempt, when a person says so', async () => {
      await park('a');
      expect(await fixture.queue.retryParked('a')).toBe(true);
      await fixture.queue.idle();

      expect(fixture.handler.runs.at(-1)?.attempt).toBe(1);
      expect(fixture.handler.runs).toHaveLength(ATTEMPTS_MAX + 1);
      expect(await fixture.queue.parked()).toStrictEqual([]);
    });

    it('is parked again after as many failures', async () => {
      await park('a');
      fixture.handler.failNext(ATTEMPTS_MAX);
      await fixture.queue.retryParked('a');
      await fixture.queue.idle();

      expect(fixture.handler.runs).toHaveLength(2 * ATTEMPTS_MAX);
      expect(await fixture.queue.counts()).toMatchObject({ parked: 1 });
    });

    it('is the only one that can be put back', async () => {
      await fixture.queue.enqueue([job('waiting'), job('delayed', { delayMs: 60_000 })]);

      expect(await fixture.queue.retryParked('waiting')).toBe(false);
      expect(await fixture.queue.retryParked('delayed')).toBe(false);
      expect(await fixture.queue.retryParked('unknown')).toBe(false);
      expect(await fixture.queue.counts()).toMatchObject({ waiting: 1, delayed: 1 });
    });
  });
}
