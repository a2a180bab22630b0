import { randomUUID } from 'node:crypto';
import { Redis } from 'ioredis';
import { setTimeout as delay } from 'node:timers/promises';
import { inspect } from 'node:util';
import { describeOnOwnRedis } from '#test/support/servers/index';
import { type AttemptedJob } from '../index.js';
import { job, jobs, KIND, RecordingHandler, until } from '../testing/jobs.fixture.js';
import { BullMqJobQueue, type BullMqJobQueueOptions, RedisUnreachable, RedisUrlRefused } from './index.js';

// While the machine is busy a process may stand still for some hundreds of milliseconds and must not lose its jobs.
const LOCK_MS = 1_000;
const PROMPTLY_MS = 1_000;
const HOUR_MS = 3_600_000;

describe('The job queue on Redis', () => {
  it.each([
    '',
    'localhost',
    'http://localhost:6379',
    'redis://',
    'redis://u:s3cret@h:99999',
    'redis://u:s3cret@h/jobs',
  ])('refuses the URL %j without repeating any of it', (url) => {
    const open = (): BullMqJobQueue => new BullMqJobQueue(url, { onError: () => undefined });

    expect(open).toThrow(RedisUrlRefused);
    expect(open).not.toThrow('s3cret');
  });

  describeOnOwnRedis((server) => {
    let queues: BullMqJobQueue[];
    let handler: RecordingHandler;
    let errors: { job: AttemptedJob | null; error: Error }[];
    let prefix: string;

    const open = (url = server().url, options: Partial<BullMqJobQueueOptions> = {}): BullMqJobQueue => {
      const queue = new BullMqJobQueue(url, {
        ...{ prefix, lockMs: LOCK_MS, pollMs: 20, backoff: { firstMs: 1, maxMs: 1 } },
        onError: (failed, error) => errors.push({ job: failed, error: error as Error }),
        ...options,
      });
      queues.push(queue);
      return queue;
    };
    const administer = async (...command: [string, ...string[]]): Promise<void> => {
      const redis = new Redis(server().url);
      await redis.call(...command);
      await redis.quit();
    };

    beforeEach(() => {
      queues = [];
      handler = new RecordingHandler();
      errors = [];
      prefix = `test_${randomUUID()}`;
    });
    afterEach(async () => {
      for (const queue of queues) await queue.close(0);
    });

    it('keeps jobs apart by their prefix', async () => {
      const [queue, other] = [open(), open(undefined, { prefix: `${prefix}_other` })];
      await queue.enqueue([job('a')]);

      expect(await queue.counts()).toMatchObject({ waiting: 1 });
      expect(await other.counts()).toMatchObject({ waiting: 0 });
    });

    it.each(['wait', 'active', 'delayed', 'failed', 'id', 'meta', 'events', 'marker', 'constructor'])(
      'takes a job whose id is %s, as BullMQ calls keys of its own',
      async (id) => {
        const queue = open();
        await queue.enqueue([job('delayed_one', { delayMs: 20 }), job(id)]);
        queue.work(KIND, handler.handle, { concurrency: 1 });
        await queue.idle();

        expect(handler.ids).toStrictEqual([id, 'delayed_one']);
      },
    );

    it('enqueues more jobs at once than one message holds, in their order', async () => {
      const queue = open();
      await queue.enqueue(jobs(2_500));
      queue.work(KIND, handler.handle, { concurrency: 1 });
      await queue.idle();

      expect(handler.ids).toStrictEqual(jobs(2_500).map(({ id }) => id));
    });

    describe('when Redis is killed', () => {
      // By default it may lose what it was told within the last second or two, and these cases count to the job.
      beforeEach(() => administer('CONFIG', 'SET', 'appendfsync', 'always'));
      afterEach(() => server().restart());

      it('does every job once it is back, and goes on by itself', async () => {
        const queue = open();
        const takeTime = async (attempted: AttemptedJob): Promise<void> => {
          await delay(5);
          await handler.handle(attempted);
        };
        queue.work(KIND, takeTime, { concurrency: 4 });
        await queue.enqueue(jobs(200));
        await until('some are done', () => handler.ended.length >= 50);
        await server().kill();
        await until('it is reported', () => errors.length > 0);
        await delay(2 * LOCK_MS);
        await server().restart();
        await queue.idle();

        expect(new Set(handler.ended)).toStrictEqual(new Set(jobs(200).map(({ id }) => id)));
        expect(errors.every((report) => report.job === null)).toBe(true);
      });

      it('reports that once, however often it tries to connect', async () => {
        const queue = open();
        queue.work(KIND, handler.handle, { concurrency: 1 });
        queue.work('mail', handler.handle, { concurrency: 1 });
        await queue.enqueue([job('a')]);
        await server().kill();
        await delay(PROMPTLY_MS);

        const messages = errors.map(({ error }) => error.message);
        expect(messages).toStrictEqual([...new Set(messages)]);
        expect(messages).toContainEqual(expect.stringContaining('ECONNREFUSED'));
      });

      it('rejects promptly what is being enqueued and asked, and takes it when it is back', async () => {
        const queue = open();
        await queue.enqueue([job('a')]);
        await server().kill();
        const late = open();
        const since = Date.now();
        for (const each of [queue, late]) {
          await expect(each.enqueue([job('b')])).rejects.toBeInstanceOf(RedisUnreachable);
          await expect(each.counts()).rejects.toThrow(`127.0.0.1:${server().port} is not reachable`);
        }
        expect(Date.now() - since).toBeLessThan(PROMPTLY_MS);
        await server().restart();

        for (const each of [queue, late]) {
          const take = (): Promise<boolean> => each.enqueue([job('b')]).then(...[() => true, () => false]);
          await until('it takes the job', take);
          expect(await each.counts()).toMatchObject({ waiting: 2 });
        }
      });

      it('leaves nobody waiting who was just being served', async () => {
        const queue = open();
        await queue.counts();
        const asked = Promise.allSettled(jobs(300).map((each) => queue.enqueue([each])));
        await server().kill();

        expect(await asked).toHaveLength(300);
      });

      it('is closed promptly when nothing runs', async () => {
        const queue = open();
        queue.work(KIND, handler.handle, { concurrency: 1 });
        await queue.enqueue([job('a')]);
        await queue.idle();
        await server().kill();
        await until('it is reported', () => errors.length > 0);
        const since = Date.now();
        await queue.close();

        expect(Date.now() - since).toBeLessThan(PROMPTLY_MS);
      });
    });

    describe('when Redis is emptied', () => {
      it('hangs nowhere, and does what is enqueued again', async () => {
        const queue = open();
        handler.shut();
        queue.work(KIND, handler.handle, { concurrency: 2 });
        queue.work('mail', handler.handle, { concurrency: 1 });
        await queue.enqueue([...jobs(10), job('later', { kind: 'mail', delayMs: HOUR_MS })]);
        await until('two jobs run', () => handler.active === 2);
        await administer('FLUSHALL');
        handler.open();
        await until('they end', () => handler.ended.length === 2);
        await queue.idle();
        await queue.enqueue([...jobs(10), job('later', { kind: 'mail' })]);
        await queue.idle();

        expect(new Set(handler.ended)).toStrictEqual(new Set([...jobs(10).map(({ id }) => id), 'later']));
        expect(handler.ended).toHaveLength(13);
      });
    });

    describe('close', () => {
      it('ends after the time-out when a handler hangs, and lets the job go', async () => {
        const queue = open();
        queue.work(KIND, () => new Promise(() => undefined), { concurrency: 1 });
        await queue.enqueue([job('a')]);
        await until('the job runs', async () => (await queue.counts()).running === 1);
        const since = Date.now();
        await queue.close(200);
        expect(Date.now() - since).toBeGreaterThanOrEqual(199);
        expect(Date.now() - since).toBeLessThan(PROMPTLY_MS);
        const next = open();
        next.work(KIND, handler.handle, { concurrency: 1 });
        await next.idle();

        expect(handler.runs).toMatchObject([{ id: 'a', attempt: 1 }]);
      });

      it('does not wait for the time-out when nothing runs', async () => {
        const queue = open();
        for (const kind of [KIND, 'mail']) queue.work(kind, handler.handle, { concurrency: 3 });
        const since = Date.now();
        await queue.close();

        expect(Date.now() - since).toBeLessThan(PROMPTLY_MS);
      });
    });

    describe('warns', () => {
      afterEach(() => administer('CONFIG', 'SET', 'maxmemory-policy', 'noeviction'));

      it('when Redis would throw jobs away for want of memory', async () => {
        await administer('CONFIG', 'SET', 'maxmemory-policy', 'allkeys-lru');
        open();
        await until('it is reported', () => errors.length > 0);

        expect(errors).toMatchObject([{ job: null, error: { message: expect.stringContaining('to noeviction') } }]);
      });
    });

    it('has nothing to report about a Redis that is set up well', async () => {
      const queue = open();
      queue.work(KIND, handler.handle, { concurrency: 2 });
      await queue.enqueue(jobs(50));
      await queue.idle();
      await queue.close();

      expect(errors).toStrictEqual([]);
    });

    describe('with a password', () => {
      const PASSWORD = 's3cret/with:signs';
      const withPassword = (password: string): string =>
        server().url.replace('//', `//default:${encodeURIComponent(password)}@`);
      beforeEach(() => administer('CONFIG', 'SET', 'requirepass', PASSWORD));
      afterEach(async () => {
        const redis = new Redis(withPassword(PASSWORD));
        await redis.config('SET', 'requirepass', '');
        await redis.quit();
      });

      it('works', async () => {
        const queue = open(withPassword(PASSWORD));
        queue.work(KIND, handler.handle, { concurrency: 1 });
        await queue.enqueue([job('a')]);
        await queue.idle();

        expect(handler.ids).toStrictEqual(['a']);
        expect(errors).toStrictEqual([]);
      });

      it('that is wrong says so, and shows neither it nor its command', async () => {
        const wrong = 'wr0ng-s3cret';
        const queue = open(withPassword(wrong));
        queue.work(KIND, handler.handle, { concurrency: 1 });
        const refused: unknown = await queue.enqueue([job('a')]).catch((error: unknown) => error);
        await until('it is reported', () => errors.some(({ error }) => error.message.includes('WRONGPASS')));

        expect(refused).toBeInstanceOf(Error);
        expect(inspect([refused, errors], { depth: null, showHidden: true })).not.toContain(wrong);
      });
    });
  });
});
