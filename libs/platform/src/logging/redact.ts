const REDACTED = '[redacted]';
const DEPTH_MAX = 6;

/** Keys whose values say who somebody is or open a door, in lower case without `_` and `-`. */
const PRIVATE_KEYS = new Set([
  'address', 'apikey', 'authorization', 'billingdetails', 'buyer', 'city', 'cookie', 'email', 'html', 'ip', 'lastfour',
  'line1', 'line2', 'link', 'linksecret', 'masterkey', 'name', 'password', 'paymentmethod', 'phone', 'postalcode',
  'remoteaddress', 'sealed', 'secret', 'setcookie', 'siren', 'subject', 'taxid', 'text', 'to', 'token', 'url', 'vatid',
]); // prettier-ignore

const isPrivate = (key: string): boolean => PRIVATE_KEYS.has(key.toLowerCase().replace(/[_-]/g, ''));

const objectWithoutPrivateKeys = (value: object, depth: number): object =>
  Object.fromEntries(
    Object.entries(value).map(([key, part]) => [key, isPrivate(key) ? REDACTED : withoutPrivateKeys(part, depth + 1)]),
  );

/** What an error may say. Left out is what libraries hang on it: requests, rows, answers. */
const errorWithoutExtras = (error: Error, depth: number): object => ({
  type: error.name,
  ...('code' in error && /^(string|number)$/.test(typeof error.code) ? { code: error.code } : {}),
  message: error.message,
  stack: error.stack,
  ...(error.cause === undefined ? {} : { cause: withoutPrivateKeys(error.cause, depth + 1) }),
  ...(error instanceof AggregateError ? { errors: withoutPrivateKeys(error.errors, depth + 1) } : {}),
});

/** A copy to be logged, in which the values of private keys are replaced at any depth. */
export const withoutPrivateKeys = (value: unknown, depth = 0): unknown => {
  if (typeof value === 'bigint') return String(value);
  if (typeof value !== 'object' || value === null) return value;
  if (depth > DEPTH_MAX) return '[too deep]';
  if (value instanceof Error) return errorWithoutExtras(value, depth);
  if (value instanceof Date) return value.toISOString();
  if (ArrayBuffer.isView(value)) return `[${value.byteLength} bytes]`;
  if (Array.isArray(value)) return value.map((item) => withoutPrivateKeys(item, depth + 1));
  return objectWithoutPrivateKeys(value, depth);
};

/** Escapes of JSON are kept whole: half of one would make the line unreadable. */
const ESCAPES = '((?:\\\\(?:u[0-9a-f]{4}|.))*)';
const PRIVATE_TEXTS: readonly (readonly [RegExp, string])[] = [
  // A password in a URL, an e-mail address, a JSON Web Token, the token of an invoice link.
  [/(\w:\/\/)[^\s"\\/@]+@/g, `$1${REDACTED}@`],
  [new RegExp(`${ESCAPES}[^\\s"'\\\\@<>()[\\]{},;:=/]+@[^\\s"'\\\\@<>()[\\]{},;:/]+\\.[^\\s"'\\\\@<>()[\\]{},;:/]+`, 'g'), `$1${REDACTED}`],
  [/eyJ[\w-]+\.[\w-]+(\.[\w-]*)?/g, REDACTED],
  [/(\/i\/)[\w-]{22,}/g, `$1${REDACTED}`],
]; // prettier-ignore

/** A finished line of the log without the private texts that stood inside messages, where no key tells them. */
export const withoutPrivateTexts = (line: string): string =>
  PRIVATE_TEXTS.reduce((text, [pattern, replacement]) => text.replace(pattern, replacement), line);
