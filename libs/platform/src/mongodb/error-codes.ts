/**
 * What a failure of the server means, told by its number: texts change from one release, and one compatible server, to
 * the next. Takes whatever was thrown, and loads nothing of the driver.
 */

const DUPLICATE_KEY = 11_000;
const COLLECTION_EXISTS = 48;
const ILLEGAL_OPERATION = 20;

/** Nothing was done: another transaction was faster, or the server forgot this one. */
const CONFLICTS: ReadonlySet<unknown> = new Set([
  24, // LockTimeout
  112, // WriteConflict
  225, // TransactionTooOld
  246, // SnapshotUnavailable
  251, // NoSuchTransaction
]);

/** This server cannot do it now, another one may; whether it was done is not known. */
const UNAVAILABLE: ReadonlySet<unknown> = new Set([
  6, // HostUnreachable
  7, // HostNotFound
  64, // WriteConcernTimeout: written, and not yet on a majority
  89, // NetworkTimeout
  91, // ShutdownInProgress
  189, // PrimarySteppedDown
  262, // ExceededTimeLimit
  9001, // SocketException
  10_058, // LegacyNotPrimary
  10_107, // NotWritablePrimary
  11_600, // InterruptedAtShutdown
  11_602, // InterruptedDueToReplStateChange
  13_435, // NotPrimaryNoSecondaryOk
  13_436, // NotPrimaryOrSecondary
]);

/** What the driver throws when a connection ends or no server is found. */
const CONNECTION_ERRORS: ReadonlySet<unknown> = new Set([
  'MongoNetworkError',
  'MongoNetworkTimeoutError',
  'MongoPoolClearedError',
  'PoolClearedOnNetworkError',
  'MongoServerSelectionError',
]);

interface Failure {
  readonly name?: unknown;
  readonly code?: unknown;
  readonly errorLabels?: unknown;
  readonly errorResponse?: unknown;
}

/** What went wrong; the driver wraps what ends a bulk write in an error that looks like the server's. */
const failureOf = (error: unknown): Failure => {
  const failure = (error ?? {}) as Failure;
  return failure.errorResponse instanceof Error ? failure.errorResponse : failure;
};

const hasLabel = ({ errorLabels }: Failure, label: string): boolean =>
  Array.isArray(errorLabels) && errorLabels.includes(label);

const isUnavailable = ({ code, name }: Failure): boolean => UNAVAILABLE.has(code) || CONNECTION_ERRORS.has(name);

/** A document with this id, or this unique key, is there already. */
export const isDuplicateKey = (error: unknown): boolean => failureOf(error).code === DUPLICATE_KEY;

export const isCollectionThere = (error: unknown): boolean => failureOf(error).code === COLLECTION_EXISTS;

/** What a server that runs alone, outside a replica set, answers to a transaction. */
export const isWithoutTransactions = (error: unknown): boolean => failureOf(error).code === ILLEGAL_OPERATION;

/** Whether doing the same again may succeed. It may have been done already, too. */
export const isWorthRepeating = (error: unknown): boolean => {
  const failure = failureOf(error);
  return isUnavailable(failure) || CONFLICTS.has(failure.code) || hasLabel(failure, 'TransientTransactionError');
};

/** Whether nobody knows what became of a commit, so that the commit itself is asked for again. */
export const isCommitUnknown = (error: unknown): boolean => {
  const failure = failureOf(error);
  if (CONFLICTS.has(failure.code)) return false;
  return isUnavailable(failure) || hasLabel(failure, 'UnknownTransactionCommitResult');
};
