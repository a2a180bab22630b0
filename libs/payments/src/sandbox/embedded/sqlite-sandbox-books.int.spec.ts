import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Database, openDatabase } from '#platform/sqlite';
import { describeMovesMoneyOnce, describeSandboxGateway, paid, told } from '../../testing/index.js';
import { SandboxGateway } from '../sandbox-gateway.js';
import { SqliteSandboxBooks } from './sqlite-sandbox-books.js';

const RUNS = 100;
const AN_HOUR_MS = 3_600_000;

class Place {
  readonly folder = mkdtempSync(join(tmpdir(), 'quittance-sandbox-'));
  readonly databases: Database[] = [];

  async open(): Promise<SqliteSandboxBooks> {
    const database = openDatabase(join(this.folder, 'quittance.db'));
    this.databases.push(database);
    return new SqliteSandboxBooks(database);
  }

  async close(): Promise<void> {
    this.databases.forEach((database) => database.close());
    rmSync(this.folder, { recursive: true });
  }
}

const setUp = (): Promise<Place> => Promise.resolve(new Place());

describeSandboxGateway('SQLite', setUp);

describe('SqliteSandboxBooks', () => {
  describeMovesMoneyOnce('SQLite', RUNS, setUp);

  it('hold a charge after a crash of the process that waited for its answer', async () => {
    const place = new Place();
    const crashed = new SandboxGateway(await place.open(), { answerTimeoutMs: AN_HOUR_MS });
    const never = told(crashed.charge(paid('tok_timeout_then_ok')));
    place.databases.pop()?.close();
    const next = new SandboxGateway(await place.open());
    expect(await told(next.charge(paid('tok_timeout_then_ok')))).toBe('succeeded');
    await crashed.close();
    expect(await never).toBe('timeout');
    await place.close();
  });
});
