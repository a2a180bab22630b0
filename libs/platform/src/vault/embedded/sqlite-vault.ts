import { randomBytes } from 'node:crypto';
import { promised } from '../../promised/promised.js';
import { type Database } from '../../sqlite/index.js';
import { type Sealed, Vault } from '../vault.js';
import { decrypt, encrypt, KEY_BYTES } from './aes-gcm.js';

/** A row without a key is a tombstone: the key was destroyed and is never made again. */
const MIGRATIONS = [
  'create table vault_keys (id integer primary key, key_id text not null unique, wrapped blob) strict',
];
const SELECT = 'select wrapped from vault_keys where key_id = ?';
const INSERT = 'insert into vault_keys (key_id, wrapped) values (?, ?) on conflict (key_id) do nothing';
const DESTROY =
  'insert into vault_keys (key_id, wrapped) values (?, null) on conflict (key_id) do update set wrapped = null';

/** The first row proves on every start that the master key is still the one which the other rows were wrapped with. */
const MASTER_PROOF = '';

/** Unwrapping a key costs as much as opening a small envelope; this many are kept, some 200 bytes each. */
const CACHED_KEYS_MAX = 10_000;

interface KeyRow {
  readonly wrapped: Buffer | null;
}

interface CachedKey {
  readonly wrapped: Buffer;
  readonly key: Buffer;
}

/**
 * The vault of the embedded mode. Each key is random, wrapped with the master key and kept in the database; several
 * processes may share the file, and a key destroyed by one is destroyed for all of them from then on. Whoever opened
 * the database closes it. Copies of the database made before a key was destroyed still hold it: they must age out.
 */
export class SqliteVault extends Vault {
  readonly #database: Database;
  readonly #masterKey: Uint8Array;
  readonly #cache = new Map<string, CachedKey>();

  /**
   * @param masterKey 32 bytes, kept apart from the database: `masterKeyFile`.
   * @throws Error when the keys in the database are wrapped with another one.
   */
  constructor(database: Database, masterKey: Uint8Array) {
    super();
    if (masterKey.length !== KEY_BYTES) {
      throw new RangeError(`a master key has ${KEY_BYTES} bytes, not ${masterKey.length}: take it from masterKeyFile`);
    }
    this.#database = database;
    this.#masterKey = Uint8Array.from(masterKey);
    database.migrate('vault', MIGRATIONS);
    this.#keyFor(MASTER_PROOF);
  }

  override seal(keyId: string, value: unknown): Promise<Sealed> {
    return promised(() => {
      checkKeyId(keyId);
      const sealed = encrypt(this.#keyFor(keyId), keyId, toBytes(value)).toString('base64');
      return { keyId, sealed };
    });
  }

  override open<T>(envelope: Sealed): Promise<T | null> {
    return promised(() => {
      const { keyId } = envelope;
      checkKeyId(keyId);
      const row = this.#select(keyId);
      if (!row) throw new Error(`the vault has no key ${keyId}: use the database that the envelope was sealed with`);
      if (!row.wrapped) return null;
      const plain = decrypt(this.#unwrap(keyId, row.wrapped), keyId, fromBase64(envelope));
      if (!plain) throw altered(keyId);
      return JSON.parse(plain.toString()) as T;
    });
  }

  override destroyKey(keyId: string): Promise<void> {
    return promised(() => {
      checkKeyId(keyId);
      this.#database.prepare(DESTROY).run(keyId);
      this.#cache.delete(keyId);
      // The write-ahead log still holds the page with the key on it.
      this.#database.checkpoint();
    });
  }

  #keyFor(keyId: string): Buffer {
    const row = this.#select(keyId) ?? this.#make(keyId);
    if (!row.wrapped)
      throw new Error(`the key ${keyId} was destroyed: seal under the id of another person or document`);
    return this.#unwrap(keyId, row.wrapped);
  }

  #select(keyId: string): KeyRow | undefined {
    return this.#database.prepare<KeyRow>(SELECT).get(keyId);
  }

  /** Where another process was faster, its key or its tombstone counts: hence the second look. */
  #make(keyId: string): KeyRow {
    this.#database.prepare(INSERT).run(keyId, encrypt(this.#masterKey, keyId, randomBytes(KEY_BYTES)));
    return this.#select(keyId) ?? { wrapped: null };
  }

  /** The row is read each time, since another process may have destroyed the key; the cache only saves the unwrapping. */
  #unwrap(keyId: string, wrapped: Buffer): Buffer {
    const cached = this.#cache.get(keyId);
    if (cached?.wrapped.equals(wrapped)) return cached.key;
    const key = decrypt(this.#masterKey, keyId, wrapped);
    if (!key) {
      const path = this.#database.path;
      throw new Error(`the master key does not open the keys in ${path}: put back the one that the file was made with`);
    }
    this.#remember(keyId, { wrapped, key });
    return key;
  }

  #remember(keyId: string, entry: CachedKey): void {
    for (const oldest of this.#cache.keys()) {
      if (this.#cache.size < CACHED_KEYS_MAX) break;
      this.#cache.delete(oldest);
    }
    this.#cache.set(keyId, entry);
  }
}

const checkKeyId = (keyId: string): void => {
  if (keyId === MASTER_PROOF) throw new TypeError('a key id is empty: name the person or document it belongs to');
};

const toBytes = (value: unknown): Buffer => {
  const json = JSON.stringify(value) as string | undefined;
  if (json === undefined)
    throw new TypeError(`${typeof value} is no JSON value: seal null when there is nothing to seal`);
  return Buffer.from(json);
};

/** Node reads base64 leniently; an envelope that is not spelled as it was sealed counts as altered. */
const fromBase64 = ({ keyId, sealed }: Sealed): Buffer => {
  const bytes = Buffer.from(sealed, 'base64');
  if (bytes.toString('base64') !== sealed) throw altered(keyId);
  return bytes;
};

const altered = (keyId: string): Error =>
  new Error(`the envelope sealed with ${keyId} was altered: restore the event or document that holds it from a backup`);
