import { invariant } from '../kernel/invariant.js';
import type { Credit } from '../subscription/credit.js';
import type { PaymentReceived } from '../subscription/collection.events.js';
import type { BilledEvent, CreditedEvent, SubscriptionEvent } from '../subscription/subscription.events.js';
import type { PricedPeriod } from '../subscription/term.js';
import type { Reduction } from './invoice.events.js';

/** Which period of a subscription. */
export interface PeriodPlace {
  /** The index of its term. */
  readonly term: number;
  readonly k: number;
}

/** An invoice of a period, as far as the history of its subscription tells. Minor units before tax. */
export interface PeriodInvoice {
  readonly number: string;
  /** Still to be paid. */
  readonly open: number;
  /** What credit notes took off it while it was open. */
  readonly reduced: number;
}

const BILLED: ReadonlySet<string> = new Set<BilledEvent['type']>([
  'PlanUpgraded',
  'SeatsChanged',
  'CycleChanged',
  'SubscriptionRenewed',
  'TrialConverted',
]);

/** Whether a fact becomes an invoice. */
export const isBilled = (event: { readonly type: string }): event is BilledEvent => BILLED.has(event.type);

const CREDITED: ReadonlySet<string> = new Set<CreditedEvent['type']>([
  'PlanUpgraded',
  'CycleChanged',
  'SubscriptionEnded',
]);

const canCredit = (event: { readonly type: string }): event is CreditedEvent => CREDITED.has(event.type);

/** What a fact gives back, which becomes a credit note; null when it gives nothing back. */
export const creditOf = (event: SubscriptionEvent): Credit | null => (canCredit(event) ? event.data.credit : null);

/** Whether a fact becomes a credit note. */
export const isCredited = (event: { readonly type: string }): event is CreditedEvent =>
  canCredit(event) && event.data.credit !== null;

export const placeOf = ({ term, k }: Pick<PricedPeriod, 'term' | 'k'>): PeriodPlace => ({ term: term.index, k });

const isSamePlace = (a: PeriodPlace | null, b: PeriodPlace): boolean => a?.term === b.term && a.k === b.k;

/** The period that runs after an event, when the event says so. */
const placeAfter = (event: SubscriptionEvent): PeriodPlace | null =>
  isBilled(event) || event.type === 'TrialStarted' ? placeOf(event.data) : null;

/** A start or a change that has a payment was paid before its invoice was issued. */
const openOf = ({ data }: BilledEvent): number => ('paymentId' in data && data.paymentId !== null ? 0 : data.bill.net);

const paid = (invoices: readonly PeriodInvoice[], { data }: PaymentReceived): readonly PeriodInvoice[] =>
  invoices.map((invoice) =>
    invoice.number === data.invoiceNumber ? { ...invoice, open: Math.max(invoice.open - data.net, 0) } : invoice,
  );

const reduced = (invoices: readonly PeriodInvoice[], amount: number): readonly PeriodInvoice[] => {
  const taken = new Map(reductionsOf(invoices, amount).map((reduction) => [reduction.number, reduction.amount]));
  return invoices.map(({ number, open, reduced: before }) => {
    const part = taken.get(number) ?? 0;
    return { number, open: open - part, reduced: before + part };
  });
};

/**
 * What a credit takes off which open invoice, in the order of their issue: off the newest first, as what was paid last
 * is given back first.
 */
export const reductionsOf = (
  invoices: readonly Pick<PeriodInvoice, 'number' | 'open'>[],
  amount: number,
): readonly Reduction[] => {
  let wanted = amount;
  const reductions: Reduction[] = [];
  for (const { number, open } of [...invoices].reverse()) {
    const part = Math.min(open, wanted);
    wanted -= part;
    if (part > 0) reductions.unshift({ number, amount: part });
  }
  invariant(wanted === 0, `${amount} is no more than what is open of the invoices of the period`);
  return reductions;
};

/** The events of a history that became the invoices of one period. */
export const isBilledIn = (event: SubscriptionEvent, place: PeriodPlace): event is BilledEvent =>
  isBilled(event) && isSamePlace(placeOf(event.data), place);

/**
 * The invoices of one period, in the order of their issue.
 * @param numbers of the events for which `isBilledIn` holds, in their order.
 */
export const invoicesOfPeriod = (
  history: readonly SubscriptionEvent[],
  place: PeriodPlace,
  numbers: readonly string[],
): readonly PeriodInvoice[] => {
  let invoices: readonly PeriodInvoice[] = [];
  let running: PeriodPlace | null = null;
  for (const event of history) {
    // A credit is for the period before the one that the same event may open, and for invoices issued before its own.
    const credit = creditOf(event);
    if (credit !== null && isSamePlace(running, place)) invoices = reduced(invoices, credit.reducesOpen);
    running = placeAfter(event) ?? running;
    if (isBilledIn(event, place)) {
      const number = numbers[invoices.length];
      invariant(number !== undefined, 'every event that was billed in the period has a number');
      invoices = [...invoices, { number, open: openOf(event), reduced: 0 }];
    }
    if (event.type === 'PaymentReceived') invoices = paid(invoices, event);
  }
  return invoices;
};
