// How many empty jobs a queue takes and works: `npm run build && node test/load/jobs.bench.mjs [jobs] [redis://…]`.
// The embedded one, and, with the URL of a Redis, the one on Redis beside it.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BullMqJobQueue } from '#jobs/bullmq';
import { SqliteJobQueue } from '#jobs/embedded';
import { openDatabase } from '#platform/sqlite';

const JOBS = Number(process.argv[2] ?? 100_000);
const ENQUEUED_AT_ONCE = 500;
const REDIS_URL = process.argv[3];
const STORES = ['sqlite full', 'sqlite normal', ...(REDIS_URL ? ['redis'] : [])];
const CASES = STORES.flatMap((store) => [1, 10, 50, 200].map((concurrency) => ({ store, concurrency })));

const perSecond = (since) => Math.round(JOBS / ((performance.now() - since) / 1000));

const batches = Array.from({ length: Math.ceil(JOBS / ENQUEUED_AT_ONCE) }, (_, batch) =>
  Array.from({ length: ENQUEUED_AT_ONCE }, (_, index) => {
    const number = batch * ENQUEUED_AT_ONCE + index;
    return { id: `renew_s${number}_1_0`, kind: 'renew', data: { subscription: `s${number}`, term: 1 } };
  }),
);

/** The 99th percentile from enqueue to start of one job at a time, in milliseconds. */
const measureWakeUp = async (queue) => {
  let started;
  queue.work('wake', async () => started(), { concurrency: 1 });
  const times = [];
  for (let index = 0; index < 300; index += 1) {
    const since = performance.now();
    const running = new Promise((resolve) => (started = resolve));
    await queue.enqueue([{ id: `wake_${index}`, kind: 'wake', data: {} }]);
    await running;
    times.push(performance.now() - since);
  }
  times.sort((a, b) => a - b);
  return [times[150], times[296]].map((time) => time.toFixed(2)).join(' / ');
};

const onError = (_, error) => {
  throw error;
};

const openSqlite = (synchronous) => {
  const folder = mkdtempSync(join(tmpdir(), 'quittance-bench-'));
  const database = openDatabase(join(folder, 'jobs.db'));
  database.exec(`pragma synchronous = ${synchronous}`);
  const dispose = () => {
    database.close();
    rmSync(folder, { recursive: true });
  };
  return { queue: new SqliteJobQueue(database, { onError }), dispose };
};

const openRedis = () => {
  const prefix = `bench_${Date.now()}`;
  return { queue: new BullMqJobQueue(REDIS_URL, { onError, prefix }), dispose: () => {} };
};

const open = (store) => (store === 'redis' ? openRedis() : openSqlite(store.split(' ')[1]));

const measure = async ({ store, concurrency }) => {
  const { queue, dispose } = open(store);
  const wakeUp = await measureWakeUp(queue);

  const enqueuedFrom = performance.now();
  for (const jobs of batches) await queue.enqueue(jobs);
  const enqueued = perSecond(enqueuedFrom);

  const workedFrom = performance.now();
  queue.work('renew', async () => {}, { concurrency });
  await queue.idle();
  const worked = perSecond(workedFrom);

  const bothFrom = performance.now();
  await Promise.all(batches.map((jobs) => queue.enqueue(jobs)));
  await queue.idle();
  const both = perSecond(bothFrom);

  await queue.close();
  dispose();
  return {
    store,
    concurrency,
    'enqueued/s': enqueued,
    'worked/s': worked,
    'enqueued and worked/s': both,
    'start after ms (p50 / p99)': wakeUp,
  };
};

const rows = [];
for (const each of CASES) rows.push(await measure(each));
// eslint-disable-next-line no-console -- the table is what this script is for
console.table(rows);
