import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { describeOnOwnRedis } from '#test/support/servers/index';
import { type Job } from '../index.js';
import { jobs, RecordingHandler, until } from '../testing/jobs.fixture.js';
import { BullMqJobQueue } from './index.js';

const WORKER = resolve('dist/test/support/redis-worker.js');
const PREFIX = 'killed';
const KIND = 'append';
const LOCK_MS = 1_000;
const HOUR_MS = 3_600_000;
const CONCURRENCY = 4;

describe('The job queue on Redis, whose workers are killed', () => {
  const folder = mkdtempSync(join(tmpdir(), 'quittance-killed-'));
  const file = join(folder, 'started.txt');
  let worker: ChildProcess | undefined;
  let complaints = '';

  afterAll(() => {
    worker?.kill('SIGKILL');
    rmSync(folder, { recursive: true });
  });

  describeOnOwnRedis((server) => {
    const started = (): string[] => readFileSync(file, 'utf8').split('\n').slice(0, -1);

    const killOneThatHangs = async (expected: number): Promise<void> => {
      const args = [WORKER, server().url, PREFIX, file, LOCK_MS, HOUR_MS].map(String);
      worker = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'pipe'] });
      worker.stderr?.on('data', (text: Buffer) => (complaints += text.toString()));
      await until(`${expected} have started (${complaints})`, () => started().length >= expected || complaints !== '');
      const ended = once(worker, 'exit');
      worker.kill('SIGKILL');
      expect(await ended).toStrictEqual([null, 'SIGKILL']);
    };

    it('runs every job again under the same number, though it lost its process three times', async () => {
      if (!existsSync(WORKER)) throw new Error(`There is no ${WORKER}: run npm run build first`);
      writeFileSync(file, '');
      const all: Job[] = jobs(CONCURRENCY).map((each) => ({ ...each, kind: KIND }));
      const queue = new BullMqJobQueue(server().url, {
        ...{ prefix: PREFIX, lockMs: LOCK_MS, pollMs: 20 },
        onError: (_, error) => (complaints += String(error)),
      });
      await queue.enqueue(all);
      for (let kill = 1; kill <= 3; kill++) await killOneThatHangs(kill * CONCURRENCY);
      const handler = new RecordingHandler();
      queue.work(KIND, handler.handle, { concurrency: CONCURRENCY });
      await queue.idle();

      expect(complaints).toBe('');
      expect(new Set(started())).toStrictEqual(new Set(all.map(({ id }) => `${id} 1`)));
      expect(handler.ids.sort()).toStrictEqual(all.map(({ id }) => id));
      expect(handler.runs.map(({ attempt }) => attempt)).toStrictEqual([1, 1, 1, 1]);
      expect(await queue.parked()).toStrictEqual([]);
      await queue.close();
    });
  });
});
