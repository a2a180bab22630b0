import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Database, openDatabase } from '../../sqlite/index.js';
import { SqliteVault } from './sqlite-vault.js';

describe('SqliteVault', () => {
  const masterKey = randomBytes(32);
  const databases: Database[] = [];
  let folder: string;
  let database: Database;
  let vault: SqliteVault;

  const open = (): Database => {
    const opened = openDatabase(join(folder, 'quittance.db'));
    databases.push(opened);
    return opened;
  };
  /** Everything that stands on the disk: the database and its write-ahead log. */
  const bytesOnDisk = (): Buffer => Buffer.concat(readdirSync(folder).map((name) => readFileSync(join(folder, name))));
  const wrappedKeys = (): Buffer[] =>
    database
      .prepare<{ wrapped: Buffer }>('select wrapped from vault_keys where key_id <> ? and wrapped is not null')
      .all('')
      .map(({ wrapped }) => wrapped);

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'quittance-vault-'));
    database = open();
    vault = new SqliteVault(database, masterKey);
  });
  afterEach(() => {
    databases.splice(0).forEach((each) => each.close());
    rmSync(folder, { recursive: true });
  });

  it('opens after a restart what was sealed before it', async () => {
    const envelope = await vault.seal('person-1', 'Ada');
    database.close();
    expect(await new SqliteVault(open(), masterKey).open(envelope)).toBe('Ada');
  });

  it('does not start with another master key', async () => {
    await vault.seal('person-1', 'Ada');
    expect(() => new SqliteVault(open(), randomBytes(32))).toThrow('put back the one that they were wrapped with');
  });

  it('does not start with another master key even before anything was sealed', () => {
    expect(() => new SqliteVault(open(), randomBytes(32))).toThrow('master key');
  });

  it.each([0, 16, 31, 33])('refuses a master key of %i bytes', (length) => {
    expect(() => new SqliteVault(open(), randomBytes(length))).toThrow(RangeError);
  });

  it('keeps its own copy of the master key', async () => {
    const passed = Buffer.from(masterKey);
    const other = new SqliteVault(open(), passed);
    passed.fill(0);
    expect(await other.open(await vault.seal('person-1', 'Ada'))).toBe('Ada');
  });

  it('does not open a key that was moved to the row of another person', async () => {
    await vault.seal('person-1', 'Ada');
    const envelope = await vault.seal('person-2', 'Bob');
    database.exec(`update vault_keys set wrapped = (select wrapped from vault_keys where key_id = 'person-1')
      where key_id = 'person-2'`);
    await expect(vault.open(envelope)).rejects.toThrow('master key');
  });

  it('writes neither a value nor a key in plain', async () => {
    await vault.seal('person-1', { email: 'ada@acme.example' });
    const bytes = bytesOnDisk();
    expect(bytes.includes('person-1')).toBe(true);
    expect(bytes.includes(wrappedKeys()[0]!)).toBe(true);
    expect(bytes.includes('ada@acme')).toBe(false);
    expect(bytes.includes(masterKey)).toBe(false);
  });

  it('leaves no byte of a destroyed key on the disk, whatever SQLite moved around before', async () => {
    const people = Array.from({ length: 300 }, () => `person-${randomBytes(8).toString('hex')}`);
    for (const person of people) await vault.seal(person, 'x');
    database.checkpoint();
    const keys = wrappedKeys();
    expect(keys).toHaveLength(300);
    expect(keys.filter((key) => bytesOnDisk().includes(key))).toHaveLength(300);

    for (const person of people) await vault.destroyKey(person);

    const bytes = bytesOnDisk();
    const halves = keys.flatMap((key) => [key.subarray(0, 20), key.subarray(-20)]);
    expect(halves.filter((half) => bytes.includes(half))).toEqual([]);
    expect(bytes.includes(people[0]!)).toBe(true);
  });

  it('holds more keys than it caches', async () => {
    const first = await vault.seal('person-first', 'Ada');
    database.transaction(() => {
      for (let n = 0; n < 10_001; n += 1) void vault.seal(`person-${n}`, n);
    });
    expect(await vault.open(first)).toBe('Ada');
    expect(await vault.open(await vault.seal('person-0', 'Bob'))).toBe('Bob');
  });

  it('never seals with a key whose transaction was rolled back', async () => {
    expect(() =>
      database.transaction(() => {
        void vault.seal('person-1', 'lost');
        throw new Error('rolled back');
      }),
    ).toThrow('rolled back');
    const envelope = await vault.seal('person-1', 'kept');
    expect(await new SqliteVault(open(), masterKey).open(envelope)).toBe('kept');
  });
});
