// Figures of the embedded event store on this machine: npm run build, then node test/load/event-store.bench.mjs
// Appends are durable when they count. Streams are written in random order, which is the hard case for the indexes.
import { Console } from 'node:console';
import { randomInt, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BEGINNING } from '#event-store';
import { SqliteEventStore } from '#event-store/embedded';
import { openDatabase } from '#platform/sqlite';

const ALONE = 5_000;
const GROUPED = Number(process.argv[2] ?? 200_000);
const STREAMS = Math.ceil(GROUPED / 20);
const GROUP = 100;
const STREAM_READS = 20_000;

const metadata = {
  commandId: randomUUID(),
  correlationId: randomUUID(),
  causationId: randomUUID(),
  actor: { id: `mem_${randomUUID()}`, role: 'billingOwner' },
  recordedAt: '2026-04-16T00:00:00.000Z',
  hash: 'a'.repeat(64),
  previousHash: 'b'.repeat(64),
};
const data = { plan: 'business', seats: 12, price: { minor: '1900', currency: 'EUR' }, note: 'x'.repeat(200) };
const event = () => ({ id: randomUUID(), type: 'SeatsChanged', version: 1, data, metadata });

const folder = mkdtempSync(join(process.argv[3] ?? tmpdir(), 'quittance-bench-'));
const path = join(folder, 'quittance.db');
const database = openDatabase(path);
const store = new SqliteEventStore(database);
const revisions = new Map();

const append = () => {
  const stream = `subscription-sub_${randomInt(STREAMS)}`;
  const revision = revisions.get(stream) ?? -1;
  revisions.set(stream, revision + 1);
  return store.append(stream, [event()], revision);
};

const percentile = (sorted, share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];

/** Runs `step` until `count` things are done, each run doing `size` of them. */
const measure = async (name, { count, size, step }) => {
  const times = [];
  const start = performance.now();
  for (let done = 0; done < count; done += size) {
    const from = performance.now();
    await step();
    times.push(performance.now() - from);
  }
  const perSecond = count / ((performance.now() - start) / 1_000);
  times.sort((a, b) => a - b);
  return {
    what: name,
    'per second': Math.round(perSecond),
    'p50 ms': Number(percentile(times, 0.5).toFixed(2)),
    'p99 ms': Number(percentile(times, 0.99).toFixed(2)),
  };
};

const rows = [];
rows.push(await measure('appends, one after another', { count: ALONE, size: 1, step: append }));
const inGroup = () => Promise.all(Array.from({ length: GROUP }, append));
const third = Math.ceil(GROUPED / 3);
for (const part of ['first', 'second', 'last']) {
  rows.push(await measure(`appends, ${GROUP} at once, ${part} third`, { count: third, size: GROUP, step: inGroup }));
}

let after = BEGINNING;
const readPage = async () => {
  const events = await store.readAll(after, 500);
  after = events.at(-1)?.position ?? BEGINNING;
};
rows.push(await measure('events read in order', { count: GROUPED, size: 500, step: readPage }));
const readStream = () => store.readStream(`subscription-sub_${randomInt(STREAMS)}`);
rows.push(await measure('streams of about 20 events read', { count: STREAM_READS, size: 1, step: readStream }));

const total = Number(await store.head());
const stop = new AbortController();
let delivered = 0;
const start = performance.now();
for await (const batch of store.subscribe({ after: BEGINNING, signal: stop.signal })) {
  delivered += batch.length;
  if (delivered === total) stop.abort();
}
rows.push({
  what: 'events delivered to a subscriber',
  'per second': Math.round(total / ((performance.now() - start) / 1_000)),
});

const output = new Console(process.stdout);
output.table(rows);
database.close();
output.log(`${total} events, ${Math.round(statSync(path).size / total)} bytes each with all indexes`);
rmSync(folder, { recursive: true });
