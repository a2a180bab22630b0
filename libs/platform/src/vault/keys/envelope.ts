import type { Sealed } from '../vault.js';
import { decrypt, encrypt } from './aes-gcm.js';

/** A key that is kept; null when it was destroyed and only its tombstone is left. */
export interface KeptKey {
  readonly wrapped: Buffer | null;
}

/** The id of no person: its key proves on every start that the master key is still the one which wrapped the others. */
export const MASTER_PROOF = '';

/** @throws TypeError for the id that no person has. */
export const checkKeyId = (keyId: string): void => {
  if (keyId === MASTER_PROOF) throw new TypeError('a key id is empty: name the person or document it belongs to');
};

export const sealWith = (key: Uint8Array, keyId: string, value: unknown): Sealed => ({
  keyId,
  sealed: encrypt(key, keyId, toBytes(value)).toString('base64'),
});

/** The value. @throws Error when the envelope was altered, or is of another key. */
export const openWith = (key: Uint8Array, envelope: Sealed): unknown => {
  const plain = decrypt(key, envelope.keyId, fromBase64(envelope));
  if (!plain) throw altered(envelope.keyId);
  return JSON.parse(plain.toString()) as unknown;
};

/** The wrapped key to seal with. @throws Error when it was destroyed. */
export const unlessDestroyed = (keyId: string, { wrapped }: KeptKey): Buffer => {
  if (!wrapped) throw new Error(`the key ${keyId} was destroyed: seal under the id of another person or document`);
  return wrapped;
};

export const neverMade = (keyId: string): Error =>
  new Error(`the vault has no key ${keyId}: use the database that the envelope was sealed with`);

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
