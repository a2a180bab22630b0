const REDACTED = '[redacted]';

/** Keys whose values say who somebody is or open a door, in lower case without `_` and `-`. */
const PRIVATE_KEYS = new Set([
  'address', 'apikey', 'authorization', 'billingdetails', 'buyer', 'city', 'cookie', 'email', 'html', 'ip', 'lastfour',
  'line1', 'line2', 'link', 'linksecret', 'masterkey', 'name', 'password', 'paymentmethod', 'phone', 'postalcode',
  'remoteaddress', 'sealed', 'secret', 'setcookie', 'siren', 'subject', 'taxid', 'text', 'to', 'token', 'url', 'vatid',
]); // prettier-ignore

const isPrivate = (key: string): boolean => PRIVATE_KEYS.has(key.toLowerCase().replace(/[_-]/g, ''));

const PASSWORD_IN_URL = /(\w:\/\/)[^\s"/@]+@/g;
/** Its parts are bounded, since a long text without an address would else be searched in quadratic time. */
const EMAIL_ADDRESS = /[^\s"'\\@<>()[\]{},;:=/]{1,64}@[^\s"'\\@<>()[\]{},;:/]{1,253}\.[^\s"'\\@<>()[\]{},;:/]+/g;
const JSON_WEB_TOKEN = /(?<![\w-])eyJ[\w-]+\.[\w-]+(\.[\w-]*)?/g;
const INVOICE_LINK_TOKEN = /(\/i\/)[\w-]{22,}/g;

/** A text without what no key tells apart from the words around it. */
const withoutPrivateTexts = (text: string): string =>
  text
    .replace(PASSWORD_IN_URL, `$1${REDACTED}@`)
    .replace(EMAIL_ADDRESS, REDACTED)
    .replace(JSON_WEB_TOKEN, REDACTED)
    .replace(INVOICE_LINK_TOKEN, `$1${REDACTED}`);

const redact = (key: string, value: unknown): unknown => {
  if (isPrivate(key)) return REDACTED;
  return typeof value === 'string' ? withoutPrivateTexts(value) : value;
};

/** A finished line of the log (JSON and a line break) without personal data and secrets, at whatever depth they stand. */
export const redactLine = (line: string): string => `${JSON.stringify(JSON.parse(line, redact))}\n`;
