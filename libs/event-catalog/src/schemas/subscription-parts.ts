import type { Move } from './definition.js';
import { localDate, paymentId, selection } from './parts.js';

export const from = selection.describe('What was paid for before.');
export const to = selection.describe('What is paid for from then on.');
export const effectiveOn = localDate.describe(
  'The first day on which it counts, in the time zone of the subscription.',
);
export const settledBy = paymentId
  .nullable()
  .describe('The payment that settled the bill; null when nothing was due, or the invoice is paid later (D7).');

/** What happens around a plan, or follows from a day, waits for nothing. */
export const IN_ANY_STATE: readonly Move[] = [
  'trial -> trial',
  'active -> active',
  'paying -> paying',
  'pastDue -> pastDue',
  'held -> held',
];

/** What people decide about a plan waits until no payment is open. */
export const WHILE_NOTHING_IS_OPEN: readonly Move[] = ['trial -> trial', 'active -> active', 'pastDue -> pastDue'];
