import { types } from 'node:util';

const CAUSES_MAX = 5;

/**
 * What the log says of an error: its type, code, message, stack, cause and, of an AggregateError, its errors. Left out
 * is what libraries hang on it: requests, rows, answers.
 */
export const describeError = (error: unknown, depth = 0): unknown => {
  if (!types.isNativeError(error)) return error;
  const { name: type, message, stack, cause } = error;
  const goesOn = depth < CAUSES_MAX;
  return {
    type,
    ...('code' in error ? { code: error.code } : {}),
    message,
    stack,
    ...(cause !== undefined && goesOn ? { cause: describeError(cause, depth + 1) } : {}),
    ...('errors' in error && Array.isArray(error.errors) && goesOn
      ? { errors: error.errors.map((part: unknown) => describeError(part, depth + 1)) }
      : {}),
  };
};
