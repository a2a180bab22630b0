import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { openDatabase } from '#platform/sqlite';
import { job, until } from '../testing/jobs.fixture.js';
import { SqliteJobQueue } from './index.js';

const WORKER = resolve('dist/test/support/appending-worker.js');
const KILLS = 10;
const JOBS = 1_200;
const LEASE_MS = 300;
const CONCURRENCY = 4;
const KINDS = 2;

describe('The embedded job queue, worked by a process that is killed again and again', () => {
  const folder = mkdtempSync(join(tmpdir(), 'quittance-killed-'));
  const databasePath = join(folder, 'jobs.sqlite');
  const file = join(folder, 'done.txt');
  let worker: ChildProcess | undefined;
  let complaints = '';

  afterAll(() => {
    worker?.kill('SIGKILL');
    rmSync(folder, { recursive: true });
  });

  const linesDone = (): string[] => readFileSync(file, 'utf8').split('\n').slice(0, -1);

  const startWorker = (): void => {
    const args = [WORKER, databasePath, file, String(LEASE_MS), String(CONCURRENCY)];
    worker = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'pipe'] });
    worker.stderr?.on('data', (text: Buffer) => (complaints += text.toString()));
  };

  const killWorker = async (): Promise<void> => {
    const ended = once(worker!, 'exit');
    worker!.kill('SIGKILL');
    expect(await ended).toStrictEqual([null, 'SIGKILL']);
  };

  it('does every job at least once, and again only what was running', async () => {
    if (!existsSync(WORKER)) throw new Error(`There is no ${WORKER}: run npm run build first`);
    writeFileSync(file, '');
    const database = openDatabase(databasePath);
    const queue = new SqliteJobQueue(database, { pollMs: 20, onError: (_, error) => (complaints += String(error)) });
    const ids = Array.from({ length: JOBS }, (_, n) => `job_${n}`);

    for (let kill = 0; kill < KILLS; kill++) {
      startWorker();
      await queue.enqueue(
        ids.slice((kill * JOBS) / KILLS, ((kill + 1) * JOBS) / KILLS).map((id) => job(id, { kind: 'append' })),
      );
      const enough = linesDone().length + 1 + Math.floor(Math.random() * 150);
      await until(`${enough} jobs are done (${complaints})`, () => linesDone().length >= enough || complaints !== '');
      await killWorker();
    }
    startWorker();
    await queue.idle();
    await queue.close();
    database.close();

    const done = linesDone();
    expect(complaints).toBe('');
    expect(new Set(done)).toStrictEqual(new Set(ids.flatMap((id) => [id, `after_${id}`])));
    expect(done.length).toBeLessThanOrEqual(2 * JOBS + KILLS * KINDS * CONCURRENCY);
  });
});
