import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseBusy, openDatabase, type Database, type SqlValue } from './index.js';

interface Note {
  readonly id: number;
  readonly text: string | null;
  readonly bytes: Buffer | null;
}

const NOTES = ['create table notes (id integer primary key, text text, bytes blob) strict'];
const insert = 'insert into notes (id, text, bytes) values (?, ?, ?)';
const select = 'select id, text, bytes from notes where id = ?';

describe('The database of the embedded mode', () => {
  let folder: string;
  let path: string;
  let database: Database;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'quittance-sqlite-'));
    path = join(folder, 'new', 'quittance.db');
    database = openDatabase(path);
    database.migrate('notes', NOTES);
  });

  afterEach(() => {
    database.close();
    rmSync(folder, { recursive: true });
  });

  const pragma = (name: string): unknown => Object.values(database.prepare<object>(`pragma ${name}`).get() ?? {})[0];

  it('is durable per commit, in WAL mode, and overwrites what is deleted', () => {
    expect(['journal_mode', 'synchronous', 'secure_delete', 'foreign_keys', 'busy_timeout'].map(pragma)).toStrictEqual([
      'wal',
      2,
      1,
      1,
      5_000,
    ]);
    expect(['cache_size', 'wal_autocheckpoint'].map(pragma)).toStrictEqual([-65_536, 4_000]);
  });

  it('does without the fsync of each commit where that was asked for, in WAL mode still', () => {
    const relaxed = openDatabase(path, { isDurable: false });
    const mode = relaxed.prepare<object>('pragma synchronous').get();
    relaxed.close();
    expect(mode).toStrictEqual({ synchronous: 1 });
  });

  it('makes a file that only its owner can read', () => {
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  it('gives rows by column name, blobs as buffers, and nothing else', () => {
    database.prepare(insert).run(1, 'café ☕', Buffer.from([0, 255]));
    const row = { id: 1, text: 'café ☕', bytes: Buffer.from([0, 255]) };
    expect(database.prepare<Note>(select).get(1)).toStrictEqual(row);
    expect(database.prepare<Note>(select).all(1)).toStrictEqual([row]);
    expect(database.prepare<Note>(select).get(2)).toBeUndefined();
    expect(database.prepare<Note>(select).all(2)).toStrictEqual([]);
  });

  it('binds a null or a blob that is the only parameter', () => {
    const only = database.prepare<{ value: unknown }>('select ? as value');
    expect(only.get(null)).toStrictEqual({ value: null });
    expect(only.get(Buffer.from('a'))).toStrictEqual({ value: Buffer.from('a') });
  });

  it('tells how many rows changed', () => {
    expect(database.prepare(insert).run(7, null, null)).toMatchObject({ changes: 1, lastInsertRowid: 7 });
    expect(database.prepare('delete from notes where id > ?').run(100).changes).toBe(0);
  });

  it.each([
    ['a boolean', true, 'bind 1 or 0'],
    ['undefined', undefined, 'bind null'],
    ['NaN', Number.NaN, 'is NaN'],
    ['text with a NUL', 'a\0b', 'bind a blob'],
  ])('refuses %s as a parameter', (_, value, message) => {
    const statement = database.prepare(insert);
    expect(() => statement.run(1, value as SqlValue, null)).toThrow(message);
    expect(database.prepare<Note>(select).get(1)).toBeUndefined();
  });

  it('refuses another number of parameters than the statement takes', () => {
    expect(() => database.prepare(insert).run(1, 'a')).toThrow('takes 3 parameters, not 2');
    expect(() => database.prepare<Note>(select).all(1, 2)).toThrow('takes 1 parameters, not 2');
  });

  it('answers get and all of one statement each on its own', () => {
    database.prepare(insert).run(1, 'a', null);
    const statement = database.prepare<Note>(select);
    expect(statement.all(1)).toHaveLength(1);
    expect(statement.get(2)).toBeUndefined();
    expect(statement.get(1)?.text).toBe('a');
    expect(statement.all(2)).toStrictEqual([]);
  });

  it('returns the rows that an insert made, and refuses to run it blindly', () => {
    const returning = database.prepare<{ id: number }>('insert into notes (text) values (?), (?) returning id');
    expect(() => returning.run('a', 'b')).toThrow('call get or all');
    expect(returning.all('a', 'b')).toStrictEqual([{ id: 1 }, { id: 2 }]);
    expect(returning.get('c', 'd')).toStrictEqual({ id: 3 });
    expect(database.prepare<Note>(select).get(4)?.text).toBe('d');
  });

  it('prepares a text once', () => {
    expect(database.prepare(insert)).toBe(database.prepare(insert));
  });

  it('writes all of a transaction', () => {
    const result = database.transaction(() => {
      database.prepare(insert).run(1, 'a', null);
      database.prepare(insert).run(2, 'b', null);
      return 'done';
    });
    expect(result).toBe('done');
    expect(database.prepare<Note>(select).get(2)?.text).toBe('b');
  });

  it('writes nothing of a transaction that throws, and can begin another', () => {
    const failing = () => {
      database.prepare(insert).run(1, 'a', null);
      throw new Error('half-way');
    };
    expect(() => database.transaction(failing)).toThrow('half-way');
    expect(database.prepare<Note>(select).get(1)).toBeUndefined();
    expect(database.transaction(() => 'again')).toBe('again');
  });

  it('refuses an asynchronous or a nested transaction and writes nothing of it', () => {
    const asynchronous = () => Promise.resolve(database.prepare(insert).run(1, 'a', null));
    const nested = () => database.transaction(() => database.prepare(insert).run(1, 'a', null));
    expect(() => database.transaction(asynchronous)).toThrow('await before it begins');
    expect(() => database.transaction(nested)).toThrow('open already');
    expect(database.prepare<Note>(select).get(1)).toBeUndefined();
  });

  it('counts the transactions that it committed', () => {
    const before = database.commits;
    database.transaction(() => database.prepare(insert).run(1, 'a', null));
    expect(() => database.transaction(() => database.prepare(insert).run(1, 'a', null))).toThrow('UNIQUE');
    expect(database.commits).toBe(before + 1);
  });

  it('keeps everything when it is opened again, and runs only the migrations that are new', () => {
    database.prepare(insert).run(1, 'a', null);
    database.close();
    database = openDatabase(path);
    database.migrate('notes', [...NOTES, 'alter table notes add column colour text']);
    database.migrate('notes', [...NOTES, 'alter table notes add column colour text']);
    expect(database.prepare('select id, text, colour from notes').all()).toStrictEqual([
      { id: 1, text: 'a', colour: null },
    ]);
  });

  it('refuses a file that a newer Quittance has written', () => {
    database.migrate('notes', [...NOTES, 'alter table notes add column colour text']);
    expect(() => database.migrate('notes', NOTES)).toThrow('holds version 2 of the notes tables');
  });

  it('leaves a part as it was when one of its migrations fails', () => {
    expect(() => database.migrate('notes', [...NOTES, 'create table half (a text); create nonsense'])).toThrow(
      'nonsense',
    );
    database.migrate('notes', [...NOTES, 'create table half (a text)']);
    expect(database.prepare('select a from half').all()).toStrictEqual([]);
  });

  it('sees what another connection to the file has committed', () => {
    const other = openDatabase(path);
    other.prepare(insert).run(1, 'from elsewhere', null);
    expect(database.prepare<Note>(select).get(1)?.text).toBe('from elsewhere');
    other.close();
  });

  it('works on after a write that found the file busy', () => {
    const other = openDatabase(path);
    database.exec('pragma busy_timeout = 1');
    other.transaction(() => expect(() => database.prepare(insert).run(1, 'a', null)).toThrow(DatabaseBusy));
    other.close();
    database.prepare(insert).run(2, 'b', null);
    expect(database.transaction(() => database.prepare<Note>(select).get(2)?.text)).toBe('b');
  });

  it('has everything in the file itself after a checkpoint', () => {
    database.prepare(insert).run(1, 'a', null);
    expect(statSync(`${path}-wal`).size).toBeGreaterThan(0);
    database.checkpoint();
    expect(statSync(`${path}-wal`).size).toBe(0);
  });

  it('says that it is closed instead of working on', () => {
    const statement = database.prepare<Note>(select);
    database.close();
    database.close();
    expect(database.isOpen).toBe(false);
    expect(() => statement.get(1)).toThrow('is closed');
    expect(() => database.prepare(select)).toThrow('is closed');
    expect(() => database.transaction(() => 1)).toThrow('is closed');
  });

  it('says which file it cannot open', () => {
    const notes = join(folder, 'notes.txt');
    writeFileSync(notes, 'Not a database at all, only a long line of text. '.repeat(10));
    expect(() => openDatabase(notes)).toThrow(`Cannot open ${notes}`);
  });

  it('opens in memory for a test', () => {
    const memory = openDatabase(':memory:');
    memory.migrate('notes', NOTES);
    memory.prepare(insert).run(1, 'a', null);
    expect(memory.prepare<Note>(select).get(1)?.text).toBe('a');
    memory.close();
  });
});
