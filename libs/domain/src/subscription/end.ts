import type { LocalDate } from '../kernel/local-date.js';
import { creditFrom, creditLine, type Credit, type CreditReason } from './credit.js';
import { openAmount, unused } from './ledger.js';
import type { EndReason, SubscriptionEnded } from './subscription.events.js';
import type { ActiveSubscription } from './subscription.state.js';

interface Ending {
  readonly reason: EndReason;
  /** The first day without the plan. */
  readonly on: LocalDate;
  readonly credit?: Credit | null;
  readonly writtenOff?: number;
  readonly superseded?: SubscriptionEnded['data']['superseded'];
}

export const ending = (
  { account, pastDue }: ActiveSubscription,
  { reason, on, credit = null, writtenOff = 0, superseded = null }: Ending,
): SubscriptionEnded => ({
  type: 'SubscriptionEnded',
  data: {
    subscriptionId: account.subscriptionId,
    spaceId: account.spaceId,
    rootId: account.organizationId ?? account.spaceId,
    reason,
    effectiveOn: on,
    credit,
    writtenOff,
    writtenOffInvoice: writtenOff === 0 ? null : (pastDue?.invoiceNumber ?? null),
    superseded,
  },
});

/** What the days from a day on are given back with; null when nothing was invoiced for them. */
export const creditForUnused = (
  { ledger, selection, current, account }: ActiveSubscription,
  { reason, on }: { readonly reason: CreditReason; readonly on: LocalDate },
): Credit | null => {
  const amount = unused(ledger, on);
  const period = { start: on, end: current.period.end };
  const line = creditLine(selection, { period, unitPrice: current.unitPrice, amount });
  return creditFrom(ledger, { reason, currency: account.currency, line });
};

/** Minor units of an open invoice that are still owed when a credit has reduced it. */
export const stillOpen = ({ ledger }: ActiveSubscription, credit: Credit | null): number =>
  openAmount(ledger) - (credit?.reducesOpen ?? 0);
