/**
 * Personal data at rest. A value is sealed with the key of the person (or the legal document) it belongs to; events
 * and read models hold the envelope only. Destroying the key erases the value everywhere at once, and replay still
 * works. Every adapter passes `describeVaultContract`.
 */

/** An envelope: AES-256-GCM under the key named in it. Plain text to everyone without the vault. */
export interface Sealed {
  readonly keyId: string;
  /** Base64 of nonce, ciphertext and tag. */
  readonly sealed: string;
}

export abstract class Vault {
  /** Seals a JSON value; makes the key when it does not exist yet. @throws Error when that key was destroyed. */
  abstract seal(keyId: string, value: unknown): Promise<Sealed>;
  /** The value, or null when its key was destroyed. @throws Error when the envelope was tampered with. */
  abstract open<T>(envelope: Sealed): Promise<T | null>;
  /** Erases for ever everything sealed with this key. Destroying twice is the same as once. */
  abstract destroyKey(keyId: string): Promise<void>;
}
