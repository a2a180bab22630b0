import { ChangedMeanwhile, isDuplicateKey, type Collection, type Mongo } from '../../mongodb/index.js';
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

const SUFFIX = 'vault';
const COLLECTION = 'keys';

interface StoredKey {
  readonly _id: string;
  /** Base64; null when the key was destroyed. */
  readonly wrapped: string | null;
}

/**
 * The vault in MongoDB, in a database of its own: who drops the read models, which are made again, keeps the keys,
 * which are not. Each key is random and wrapped with the master key. A document without a key is a tombstone: it is
 * never removed, and keys are only ever inserted, so a destroyed one cannot be made again by whoever comes late.
 * The server's log and its backups hold a destroyed key until they age out. Whoever opened the server closes it.
 */
export class MongoVault extends Vault {
  readonly #mongo: Mongo;
  readonly #masterKey: MasterKey;

  private constructor(mongo: Mongo, masterKey: MasterKey) {
    super();
    this.#mongo = mongo;
    this.#masterKey = masterKey;
  }

  /**
   * @param masterKey 32 bytes, the same for every process, kept apart from the server: `masterKeyFile`.
   * @throws Error when the keys there are wrapped with another one; nothing is sealed then.
   */
  static async open(mongo: Mongo, masterKey: Uint8Array): Promise<MongoVault> {
    const { databaseName } = mongo.database(SUFFIX);
    const vault = new MongoVault(mongo, new MasterKey(masterKey, `${databaseName} at ${mongo.hosts}`));
    await vault.#keyFor(MASTER_PROOF);
    return vault;
  }

  /** Whether a vault was ever opened there. */
  static async exists(mongo: Mongo): Promise<boolean> {
    const keys = mongo.database(SUFFIX).collection<StoredKey>(COLLECTION);
    return (await keys.findOne({ _id: MASTER_PROOF })) !== null;
  }

  override async seal(keyId: string, value: unknown): Promise<Sealed> {
    checkKeyId(keyId);
    return sealWith(await this.#keyFor(keyId), keyId, value);
  }

  override async open<T>(envelope: Sealed): Promise<T | null> {
    const { keyId } = envelope;
    checkKeyId(keyId);
    const kept = await this.#find(keyId);
    if (!kept) throw neverMade(keyId);
    // The key is asked for each time, since another process may have destroyed it.
    return kept.wrapped && (openWith(this.#masterKey.unwrap(keyId, kept.wrapped), envelope) as T);
  }

  override async destroyKey(keyId: string): Promise<void> {
    checkKeyId(keyId);
    await this.#mongo.repeat(async () => {
      const { matchedCount } = await this.#keys.updateOne({ _id: keyId }, { $set: { wrapped: null } });
      // Somebody may have made it since, or destroyed it.
      if (matchedCount === 0 && !(await this.#insert({ _id: keyId, wrapped: null }))) throw new ChangedMeanwhile(keyId);
    });
    this.#masterKey.forget(keyId);
  }

  async #keyFor(keyId: string): Promise<Buffer> {
    const kept = (await this.#find(keyId)) ?? (await this.#mongo.repeat(() => this.#make(keyId)));
    return this.#masterKey.unwrap(keyId, unlessDestroyed(keyId, kept));
  }

  /** Only what a majority has is read, so nothing is sealed with a key that could be lost. */
  async #find(keyId: string): Promise<KeptKey | null> {
    const stored = await this.#keys.findOne({ _id: keyId });
    return stored && { wrapped: stored.wrapped === null ? null : Buffer.from(stored.wrapped, 'base64') };
  }

  /** Where another process was faster, its key or its tombstone counts: hence the second look. */
  async #make(keyId: string): Promise<KeptKey> {
    await this.#insert({ _id: keyId, wrapped: this.#masterKey.wrapNew(keyId).toString('base64') });
    const kept = await this.#find(keyId);
    // It is there, and a majority has not confirmed it yet.
    if (!kept) throw new ChangedMeanwhile(keyId);
    return kept;
  }

  get #keys(): Collection<StoredKey> {
    return this.#mongo.database(SUFFIX).collection<StoredKey>(COLLECTION);
  }

  /** False when a document with this id is there. */
  async #insert(stored: StoredKey): Promise<boolean> {
    try {
      await this.#keys.insertOne(stored);
      return true;
    } catch (error) {
      if (isDuplicateKey(error)) return false;
      throw error;
    }
  }
}
