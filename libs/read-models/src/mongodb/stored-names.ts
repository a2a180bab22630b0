import { createHash } from 'node:crypto';

/** A namespace has 255 bytes at most, of which the name of the database takes up to 63. */
const PLAIN_LENGTH_MAX = 120;
const HASH_LENGTH = 40;

/** Letters, digits, `-` and `_` stay; what means something to MongoDB (`.`, `$`) does not. No two names become one. */
const encode = (name: string): string =>
  encodeURIComponent(name).replace(/[.!~*'()]/g, (character) => `%${character.charCodeAt(0).toString(16)}`);

/**
 * The collection on the server for a collection of the port: `read_model.invoices_v3`. One each, so that an operator
 * sees what is there, shards the big ones, and drops an old version by itself.
 */
export const storedCollection = (collection: string): string => `read_model.${shortened(encode(collection))}`;

/** The field for a sort key. */
export const keyField = (key: string): string => `key_${encode(key)}`;

/** The sort key that a field is for; null for another field. */
export const keyOf = (field: string): string | null =>
  field.startsWith('key_') ? decodeURIComponent(field.slice('key_'.length)) : null;

/** Only a name that was too long has a `~`. */
const shortened = (encoded: string): string => {
  if (encoded.length <= PLAIN_LENGTH_MAX) return encoded;
  const hash = createHash('sha256').update(encoded).digest('hex').slice(0, HASH_LENGTH);
  return `${encoded.slice(0, PLAIN_LENGTH_MAX - HASH_LENGTH)}~${hash}`;
};
