import { type Document } from 'bson';

export const TRANSIENT = 'TransientTransactionError';
export const RETRYABLE = 'RetryableWriteError';

/** The names that MongoDB gives to the codes that the stand-in answers with. */
const CODE_NAMES: Readonly<Record<number, string>> = {
  2: 'BadValue',
  9: 'FailedToParse',
  14: 'TypeMismatch',
  20: 'IllegalOperation',
  26: 'NamespaceNotFound',
  27: 'IndexNotFound',
  28: 'PathNotViable',
  40: 'ConflictingUpdateOperators',
  43: 'CursorNotFound',
  48: 'NamespaceExists',
  59: 'CommandNotFound',
  66: 'ImmutableField',
  72: 'InvalidOptions',
  85: 'IndexOptionsConflict',
  86: 'IndexKeySpecsConflict',
  91: 'ShutdownInProgress',
  112: 'WriteConflict',
  225: 'TransactionTooOld',
  251: 'NoSuchTransaction',
  256: 'TransactionCommitted',
  263: 'OperationNotSupportedInTransaction',
  10107: 'NotWritablePrimary',
  11000: 'DuplicateKey',
};

export const codeName = (code: number): string => CODE_NAMES[code] ?? `Location${code}`;

/** What a command is refused with; `details` are the fields that some codes add to the answer. */
export class MongoRefusal extends Error {
  constructor(
    readonly code: number,
    message: string,
    readonly details: Document = {},
    readonly labels: readonly string[] = [],
  ) {
    super(message);
  }

  /** The fields of the refusal as they stand in `writeErrors` and, with `ok: 0`, in an answer. */
  fields(): Document {
    return { code: this.code, codeName: codeName(this.code), errmsg: this.message, ...this.details };
  }

  answer(): Document {
    const labels = this.labels.length === 0 ? {} : { errorLabels: this.labels };
    return { ok: 0, ...this.fields(), ...labels };
  }
}

export const duplicateKey = (namespace: string, index: Document, keyValue: Document): MongoRefusal => {
  const key = index['key'] as Document;
  const message = `E11000 duplicate key error collection: ${namespace} index: ${String(index['name'])}`;
  return new MongoRefusal(11000, `${message} dup key: ${JSON.stringify(keyValue)}`, { keyPattern: key, keyValue });
};
