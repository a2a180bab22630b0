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
const CONNECTION_ERRORS: ReadonlySet<string> = new Set([
  'MongoNetworkError',
  'MongoNetworkTimeoutError',
  'MongoPoolClearedError',
  'PoolClearedOnNetworkError',
  'MongoServerSelectionError',
]);

const codeOf = (error: unknown): unknown => (error as { readonly code?: unknown } | null | undefined)?.code;

const hasLabel = (error: unknown, label: string): boolean => {
  const labels = (error as { readonly errorLabels?: unknown } | null | undefined)?.errorLabels;
  return Array.isArray(labels) && labels.includes(label);
};

const isUnavailable = (error: unknown): boolean =>
  UNAVAILABLE.has(codeOf(error)) || (error instanceof Error && CONNECTION_ERRORS.has(error.name));

/** A document with this id, or this unique key, is there already. */
export const isDuplicateKey = (error: unknown): boolean => codeOf(error) === DUPLICATE_KEY;

export const isCollectionThere = (error: unknown): boolean => codeOf(error) === COLLECTION_EXISTS;

/** What a server that runs alone, outside a replica set, answers to a transaction. */
export const isWithoutTransactions = (error: unknown): boolean => codeOf(error) === ILLEGAL_OPERATION;

/** Whether doing the same again may succeed. It may have been done already, too. */
export const isWorthRepeating = (error: unknown): boolean =>
  isUnavailable(error) || CONFLICTS.has(codeOf(error)) || hasLabel(error, 'TransientTransactionError');

/** Whether nobody knows what became of a commit, so that the commit itself is asked for again. */
export const isCommitUnknown = (error: unknown): boolean =>
  !CONFLICTS.has(codeOf(error)) && (isUnavailable(error) || hasLabel(error, 'UnknownTransactionCommitResult'));
