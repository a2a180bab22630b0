import { promised } from '../../promised/promised.js';
import { type Database } from '../../sqlite/index.js';
import {
  checkKeyId,
  type KeptKey,
  MASTER_PROOF,
  neverMade,
  openWith,
  sealWith,
  unlessDestroyed,
} from '../keys/envelope.js';
import { MasterKey } from '../keys/master-key.js';
import { type Sealed, Vault } from '../vault.js';

/** A row without a key is a tombstone: the key was destroyed and is never made again. */
const MIGRATIONS = [
  'create table vault_keys (id integer primary key, key_id text not null unique, wrapped blob) strict',
];
const SELECT = 'select wrapped from vault_keys where key_id = ?';
const INSERT = 'insert into vault_keys (key_id, wrapped) values (?, ?) on conflict (key_id) do nothing';
const DESTROY =
  'insert into vault_keys (key_id, wrapped) values (?, null) on conflict (key_id) do update set wrapped = null';

/**
 * The vault of the embedded mode. Each key is random, wrapped with the master key and kept in the database; several
 * processes may share the file, and a key destroyed by one is destroyed for all of them from then on. Whoever opened
 * the database closes it. Copies of the database made before a key was destroyed still hold it: they must age out.
 */
export class SqliteVault extends Vault {
  readonly #database: Database;
  readonly #masterKey: MasterKey;

  /**
   * @param masterKey 32 bytes, kept apart from the database: `masterKeyFile`.
   * @throws Error when the keys in the database are wrapped with another one.
   */
  constructor(database: Database, masterKey: Uint8Array) {
    super();
    this.#masterKey = new MasterKey(masterKey, database.path);
    this.#database = database;
    database.migrate('vault', MIGRATIONS);
    this.#keyFor(MASTER_PROOF);
  }

  override seal(keyId: string, value: unknown): Promise<Sealed> {
    return promised(() => {
      checkKeyId(keyId);
      return sealWith(this.#keyFor(keyId), keyId, value);
    });
  }

  override open<T>(envelope: Sealed): Promise<T | null> {
    return promised(() => {
      const { keyId } = envelope;
      checkKeyId(keyId);
      const row = this.#select(keyId);
      if (!row) throw neverMade(keyId);
      // The row is read each time, since another process may have destroyed the key.
      return row.wrapped && (openWith(this.#masterKey.unwrap(keyId, row.wrapped), envelope) as T);
    });
  }

  override destroyKey(keyId: string): Promise<void> {
    return promised(() => {
      checkKeyId(keyId);
      this.#database.prepare(DESTROY).run(keyId);
      this.#masterKey.forget(keyId);
      // The write-ahead log still holds the page with the key on it.
      this.#database.checkpoint();
    });
  }

  #keyFor(keyId: string): Buffer {
    const row = this.#select(keyId) ?? this.#make(keyId);
    return this.#masterKey.unwrap(keyId, unlessDestroyed(keyId, row));
  }

  #select(keyId: string): KeptKey | undefined {
    return this.#database.prepare<{ wrapped: Buffer | null }>(SELECT).get(keyId);
  }

  /** Where another process was faster, its key or its tombstone counts: hence the second look. */
  #make(keyId: string): KeptKey {
    this.#database.prepare(INSERT).run(keyId, this.#masterKey.wrapNew(keyId));
    return this.#select(keyId) ?? { wrapped: null };
  }
}
