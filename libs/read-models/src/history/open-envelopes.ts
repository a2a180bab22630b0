import type { Sealed, Vault } from '#platform';

/** Stands where personal data was, once its key has been destroyed. */
export const ERASED = '[erased]';
/** Stands where a secret is that no reader needs: who holds the token of a card can charge it. */
export const WITHHELD = '[withheld]';

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

const isSealed = (value: unknown): value is Sealed =>
  isObject(value) &&
  Object.keys(value).length === 2 &&
  typeof value['keyId'] === 'string' &&
  typeof value['sealed'] === 'string';

const withoutToken = (opened: unknown): unknown =>
  isObject(opened) && 'token' in opened ? { ...opened, token: WITHHELD } : opened;

/** Data with every envelope in it replaced by what is sealed in it, but for the tokens of cards. @throws Error when an envelope was altered. */
export const openEnvelopes = async (vault: Vault, value: unknown): Promise<unknown> => {
  if (isSealed(value)) return withoutToken(await vault.open<unknown>(value)) ?? ERASED;
  if (Array.isArray(value)) return Promise.all(value.map((item) => openEnvelopes(vault, item)));
  if (!isObject(value)) return value;
  const entries = Object.entries(value).map(async ([name, member]): Promise<[string, unknown]> => [
    name,
    await openEnvelopes(vault, member),
  ]);
  return Object.fromEntries(await Promise.all(entries));
};
