import { randomBytes } from 'node:crypto';
import { decrypt, encrypt, KEY_BYTES } from './aes-gcm.js';

/** Unwrapping a key costs as much as opening a small envelope; this many are kept, some 200 bytes each. */
const CACHED_KEYS_MAX = 10_000;

interface CachedKey {
  readonly wrapped: Buffer;
  readonly key: Buffer;
}

/** The key that wraps all others, and the keys that it has unwrapped lately. */
export class MasterKey {
  readonly #key: Uint8Array;
  readonly #cache = new Map<string, CachedKey>();

  /**
   * @param key 32 bytes, kept apart from the keys that it wraps: `masterKeyFile`.
   * @param place where those are, for whoever reads that they do not open.
   * @throws RangeError when the key has another length.
   */
  constructor(
    key: Uint8Array,
    private readonly place: string,
  ) {
    if (key.length !== KEY_BYTES) {
      throw new RangeError(`a master key has ${KEY_BYTES} bytes, not ${key.length}: take it from masterKeyFile`);
    }
    this.#key = Uint8Array.from(key);
  }

  /** A new random key, wrapped; under another id it does not open. */
  wrapNew(keyId: string): Buffer {
    return encrypt(this.#key, keyId, randomBytes(KEY_BYTES));
  }

  /** @throws Error when the key was wrapped with another master key. */
  unwrap(keyId: string, wrapped: Buffer): Buffer {
    const cached = this.#cache.get(keyId);
    if (cached?.wrapped.equals(wrapped)) return cached.key;
    const key = decrypt(this.#key, keyId, wrapped);
    if (!key) {
      throw new Error(
        `the master key does not open the keys in ${this.place}: put back the one that they were wrapped with`,
      );
    }
    this.#remember(keyId, { wrapped, key });
    return key;
  }

  forget(keyId: string): void {
    this.#cache.delete(keyId);
  }

  #remember(keyId: string, entry: CachedKey): void {
    for (const oldest of this.#cache.keys()) {
      if (this.#cache.size < CACHED_KEYS_MAX) break;
      this.#cache.delete(oldest);
    }
    this.#cache.set(keyId, entry);
  }
}
