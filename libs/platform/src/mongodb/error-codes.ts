/**
 * What a failure of the server means, told by its number: texts change from one release, or one compatible server, to
 * the next. Works on any value that was thrown, and loads nothing of the driver.
 */

const DUPLICATE_KEY = 11_000;
const COLLECTION_EXISTS = 48;

/** Nothing was done: another transaction was faster, or the server forgot this one. Doing it all again may succeed. */
const CONFLICTS: ReadonlySet<number> = new Set([
  112, // WriteConflict
  246, // SnapshotUnavailable
  251, // NoSuchTransaction
  24, // LockTimeout
  225, // TransactionTooOld
  263, // OperationNotSupportedInTransaction, while a collection is being made beside it
]);

/** The server cannot do it now, another one may: whether it was done is unknown. */
const UNAVAILABLE: ReadonlySet<number> = new Set([
  6, // HostUnreachable
  7, // HostNotFound
  64, // WriteConcernFailed: written, but not yet on a majority
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

/** What the driver throws when a connection ended or no server could be found. */
const CONNECTION_ERRORS: ReadonlySet<string> = new Set([
  'MongoNetworkError',
  'MongoNetworkTimeoutError',
  'MongoPoolClearedError',
  'MongoPoolClearedOnNetworkError',
  'MongoServerSelectionError',
]);

const RETRY_LABELS: readonly string[] = [
  'TransientTransactionError',
  'UnknownTransactionCommitResult',
  'RetryableWriteError',
];

const numberOf = (error: unknown): number | null => {
  const code = (error as { readonly code?: unknown } | null | undefined)?.code;
  return typeof code === 'number' ? code : null;
};

const isOneOf = (error: unknown, codes: ReadonlySet<number>): boolean => {
  const code = numberOf(error);
  return code !== null && codes.has(code);
};

const hasRetryLabel = (error: unknown): boolean => {
  const labels = (error as { readonly errorLabels?: unknown } | null | undefined)?.errorLabels;
  return Array.isArray(labels) && RETRY_LABELS.some((label) => labels.includes(label));
};

/** A document with this id, or this unique key, is there already. */
export const isDuplicateKey = (error: unknown): boolean => numberOf(error) === DUPLICATE_KEY;

export const isCollectionThere = (error: unknown): boolean => numberOf(error) === COLLECTION_EXISTS;

/** Whether doing the same once more may succeed. It may also have been done already. */
export const isWorthRepeating = (error: unknown): boolean =>
  error instanceof Error &&
  (CONNECTION_ERRORS.has(error.name) ||
    hasRetryLabel(error) ||
    isOneOf(error, CONFLICTS) ||
    isOneOf(error, UNAVAILABLE));

/** Whether the commit itself may be asked for again, because nobody knows what became of it. */
export const isCommitUnknown = (error: unknown): boolean =>
  error instanceof Error &&
  !isOneOf(error, CONFLICTS) &&
  (CONNECTION_ERRORS.has(error.name) || hasLabel(error, 'UnknownTransactionCommitResult') || isOneOf(error, UNAVAILABLE));
