// Appends to a few streams without end, and says every event on stdout as soon as its append was acknowledged. It runs
// the compiled sources, as a process in production does.
import { randomUUID } from 'node:crypto';
import { writeSync } from 'node:fs';
import { SqliteEventStore } from '#event-store/embedded';
import { openDatabase } from '#platform/sqlite';

const [, , path, prefix] = process.argv;
const STREAMS = 5;
const BATCH_MAX = 3;

const metadata = {
  commandId: 'command',
  correlationId: 'command',
  causationId: 'command',
  actor: { id: 'mem_1', role: 'system' },
  recordedAt: '2026-04-16T00:00:00.000Z',
  hash: '',
  previousHash: '',
};

const store = new SqliteEventStore(openDatabase(path));

const appendForEver = async (stream) => {
  let revision = (await store.readLast(stream))?.revision ?? -1;
  for (let count = 0; ; count += 1) {
    const events = Array.from({ length: 1 + (count % BATCH_MAX) }, () => ({
      id: randomUUID(),
      type: 'Appended',
      version: 1,
      data: { text: 'x'.repeat(300) },
      metadata,
    }));
    await store.append(stream, events, revision);
    const lines = events.map(({ id }, index) => `${stream} ${revision + 1 + index} ${id}\n`);
    writeSync(process.stdout.fd, lines.join(''));
    revision += events.length;
  }
};

await Promise.all(Array.from({ length: STREAMS }, (_, index) => appendForEver(`${prefix}-${index}`)));
