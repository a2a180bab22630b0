import { createHash, createHmac } from 'node:crypto';

/**
 * The token of the link in a document's mail (R58): 256 bits that only the holder of the secret can make. Always the
 * same for a document, so that a mail that is composed again after a crash has the same link.
 */
export const linkToken = (secret: Uint8Array, number: string): string =>
  createHmac('sha256', secret).update(`invoice-link:${number}`).digest('base64url');

/** What is stored of a token: enough to recognize it, useless to make one. */
export const linkHash = (token: string): string => createHash('sha256').update(token).digest('hex');
