import { createHash } from 'node:crypto';
import type { Bill } from '#domain';
import { canonicalJson } from '#event-store';

/** One short text that stands for all amounts and days of a bill: equal bills, and only they, have equal quotes. */
export const quoteOf = (bill: Bill | null): string =>
  createHash('sha256').update(canonicalJson({ bill })).digest('base64url').slice(0, 22);
