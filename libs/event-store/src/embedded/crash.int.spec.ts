import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { openDatabase } from '#platform/sqlite';
import { BEGINNING } from '../index.js';
import { readEverything } from '../testing/index.js';
import { SqliteEventStore } from './index.js';

const KILLS = 20;
const APPENDER = join(__dirname, 'testing', 'appender.mjs');

/** Runs the appender until it has acknowledged so many events, kills it, and returns all that it acknowledged. */
const appendUntilKilled = async (path: string, prefix: string, count: number): Promise<string[]> => {
  const child = spawn(process.execPath, [APPENDER, path, prefix], { stdio: ['ignore', 'pipe', 'pipe'] });
  const errors: string[] = [];
  child.stderr.on('data', (chunk: Buffer) => errors.push(chunk.toString()));
  const acknowledged: string[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    acknowledged.push(line);
    if (acknowledged.length === count) child.kill('SIGKILL');
  }
  if (acknowledged.length < count) {
    throw new Error(`The appender ended by itself, build dist with npm run build and try again: ${errors.join('')}`);
  }
  return acknowledged;
};

describe('The event store in a SQLite file, killed while it writes', () => {
  it('has every acknowledged event, each stream without a gap, and goes on from there', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'quittance-crash-'));
    const path = join(folder, 'quittance.db');
    const acknowledged: string[] = [];
    for (let kill = 1; kill <= KILLS; kill += 1) {
      acknowledged.push(...(await appendUntilKilled(path, `stream-${kill % 2}`, 10 + kill * 13)));

      const database = openDatabase(path);
      const events = await readEverything(new SqliteEventStore(database), BEGINNING, 500);
      database.close();

      const stored = new Set(events.map(({ stream, revision, id }) => `${stream} ${revision} ${id}`));
      expect(acknowledged.filter((line) => !stored.has(line))).toStrictEqual([]);
      expect(events.map(({ position }) => Number(position))).toStrictEqual(events.map((_, index) => index + 1));
      const next = new Map<string, number>();
      for (const { stream, revision } of events) {
        expect(revision).toBe(next.get(stream) ?? 0);
        next.set(stream, revision + 1);
      }
    }
    expect(acknowledged.length).toBeGreaterThan(KILLS * 100);
    rmSync(folder, { recursive: true });
  });
});
