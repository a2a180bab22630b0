import { type ProtectPrice, type RecordPayment, type ReplaceCard } from '../steps.js';
import { textOf } from './calendar.js';
import { cardPays } from './cards.js';
import { issueCreditNote, lineOf, payInvoice } from './documents.js';
import { endPlan, note } from './lifecycle.js';
import { unusedCredit } from './owed.js';
import { type Refusal } from './refusals.js';
import { planOwnedBy } from './rights.js';
import { type Invoice, type State, type Subscription } from './state.js';

/** Days after the renewal on which a failed payment is tried again; the plan ends when the last one fails (D16). */
const RETRY_DAYS = [3, 5, 7];
const LAST_RETRY_DAYS = 7;

/** What the system charges by itself: an invoice that cannot be paid makes the plan past due. */
export const collect = (state: State, subscription: Subscription, invoice: Invoice): void => {
  if (subscription.manual) return;
  const paid = invoice.open === 0n || cardPays(subscription.card, 'alone');
  if (invoice.open > 0n) state.billed.tries.push({ invoice: invoice.id, day: textOf(state.today), paid });
  if (paid) {
    payInvoice(state, invoice);
    subscription.unpaid = null;
  } else {
    subscription.unpaid = { invoice, since: subscription.unpaid?.since ?? state.today };
  }
};

const endUnpaid = (state: State, subscription: Subscription, invoice: Invoice): void => {
  const { fact } = subscription;
  const amount = -unusedCredit(state, subscription);
  const line = lineOf(subscription, fact, { kind: 'credit', amount, from: state.today, to: fact.periodEnd });
  issueCreditNote(state, subscription, { reason: 'unpaid', lines: [line], unpaid: invoice });
  endPlan(state, subscription);
};

export const retry = (state: State, subscription: Subscription): void => {
  if (subscription.unpaid === null) return;
  const { invoice, since } = subscription.unpaid;
  const daysAfter = state.today - since;
  if (!RETRY_DAYS.includes(daysAfter)) return;
  collect(state, subscription, invoice);
  if (invoice.open > 0n && daysAfter === LAST_RETRY_DAYS) endUnpaid(state, subscription, invoice);
};

/** R30. The new card pays at once what the old one could not. */
export const replaceCard = (state: State, step: ReplaceCard): Refusal | null => {
  const subscription = planOwnedBy(state, step);
  if (typeof subscription === 'string') return subscription;
  subscription.card = step.card;
  if (subscription.unpaid !== null) collect(state, subscription, subscription.unpaid.invoice);
  note(state, subscription, { action: 'replaceCard', by: step.by });
  return null;
};

/** D7: a transfer is recorded by sales. It may arrive after the plan has ended. */
export const recordPayment = (state: State, step: RecordPayment): Refusal | null => {
  const space = state.spaces.get(step.space);
  if (space === undefined) return 'unknownSpace';
  if (step.by !== 'sales') return 'notAllowed';
  const manual = state.subscriptions.filter((subscription) => subscription.space === space && subscription.manual);
  if (manual.length === 0) return 'notManual';
  for (const subscription of manual) {
    for (const document of state.documents) {
      if ('open' in document && document.subscription === subscription.id) payInvoice(state, document);
    }
    note(state, subscription, { action: 'recordPayment', by: step.by });
  }
  return null;
};

/** A commercial promise, so sales makes it. Renewals keep the price they have (D4). */
export const protectPrice = (state: State, step: ProtectPrice): Refusal | null => {
  const space = state.spaces.get(step.space);
  if (space === undefined) return 'unknownSpace';
  if (step.by !== 'sales') return 'notAllowed';
  if (space.subscription === null) return 'notUpgraded';
  space.subscription.priceProtected = step.protect;
  note(state, space.subscription, { action: 'protectPrice', by: step.by });
  return null;
};
