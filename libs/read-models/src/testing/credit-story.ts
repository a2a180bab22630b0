import {
  bankPaymentDecider,
  creditNoteKey,
  creditOf,
  invoiceNumber,
  invoicesOfPeriod,
  isBilled,
  isBilledIn,
  placeOf,
  reductionsOf,
  refundDecider,
  subscriptionDecider,
  type Credit,
  type CreditNoteIssued,
  type InvoiceIssued,
  type LocalDate,
  type PeriodPlace,
  type RefundRequested,
  type Sealed,
  type SubscriptionCommand,
  type SubscriptionEvent,
} from '#domain';
import { decode } from '#event-catalog';
import type { RecordedEvent } from '#event-store';
import { BillingStory } from './billing-story.js';
import { EMPTY_ENVELOPES } from './story-facts.js';

const SERIES = { issuer: 'quittance', kind: 'creditNote', year: 2026 } as const;

/** A billing story in which money is given back. */
export class CreditStory extends BillingStory {
  #creditNotes = 0;

  get lastCreditNote(): string {
    return invoiceNumber(SERIES, this.#creditNotes);
  }

  /** D16: every try of the renewal just made fails, and the plan ends. */
  lapse(subscriptionId: string): this {
    this.settleRenewal(subscriptionId, false);
    const place = placeOf(this.subscription(subscriptionId).current);
    for (let retry = 1; this.#dayOfRetry(subscriptionId) !== null; retry += 1) {
      const today = this.#dayOfRetry(subscriptionId)!;
      const paymentId = `retry-${retry}-${subscriptionId}`;
      this.on(today).#about(subscriptionId, { type: 'RetryRenewalPayment', data: { paymentId, today } });
      const failed = { paymentId, invoiceNumber: this.lastInvoice, reason: 'declined', ...place, today };
      this.#about(subscriptionId, { type: 'RecordRenewalFailure', data: failed });
    }
    return this.#credit(subscriptionId, place);
  }

  /** The plan ends for that of an organization with another owner: what was not used goes back (D2). */
  supersede(subscriptionId: string): this {
    const { current, account } = this.subscription(subscriptionId);
    const { spaceId } = account;
    const superseded = { subscriptionId, spaceId, effectiveOn: this.day as LocalDate, line: null, funds: [] };
    this.#about(subscriptionId, { type: 'SupersedeSubscription', data: { by: 'sub-organization', superseded } });
    return this.#credit(subscriptionId, placeOf(current));
  }

  /** The refunds of the last credit note are asked for. */
  requestRefunds(): this {
    for (const request of this.#refunds()) {
      this.decide(`payment-${request.refundId}`, refundDecider, { type: 'RequestRefund', data: request });
    }
    return this;
  }

  /** They are settled: all of them, or the first few. */
  settleRefunds(count = Infinity): this {
    for (const { refundId } of this.#refunds().slice(0, count)) {
      this.decide(`payment-${refundId}`, refundDecider, { type: 'RecordRefund', data: { reference: 'ref' } });
    }
    return this;
  }

  /** D7: money for the last invoice comes by bank transfer. */
  bankPayment(paymentId: string, amount: number, reference: Sealed = EMPTY_ENVELOPES.buyer): this {
    const { number: invoiceNumber, total: invoiceTotal, subscriptionId, spaceId, rootId } = this.#issued().at(-1)!;
    const about = { paymentId, subscriptionId, spaceId, rootId, invoiceNumber, amount, currency: 'EUR' };
    this.decide(`payment-${invoiceNumber}`, bankPaymentDecider, {
      type: 'RecordBankPayment',
      data: { ...about, receivedOn: this.day as LocalDate, reference, invoiceTotal },
    });
    return this;
  }

  #dayOfRetry(subscriptionId: string): LocalDate | null {
    const state = this.state(`subscription-${subscriptionId}`, subscriptionDecider);
    return state.status === 'active' ? (state.pastDue?.nextRetryOn ?? null) : null;
  }

  #about(subscriptionId: string, command: SubscriptionCommand): void {
    this.decide(`subscription-${subscriptionId}`, subscriptionDecider, command);
  }

  #credit(subscriptionId: string, place: PeriodPlace): this {
    const history = this.#historyOf(subscriptionId);
    const last = history.at(-1)!;
    const credit = creditOf(decode<SubscriptionEvent>(last));
    if (credit === null) throw new Error(`the story of ${subscriptionId} gives nothing back`);
    this.#creditNotes += 1;
    const data = this.#noteOf(subscriptionId, credit, { history: history.slice(0, -1), place, eventId: last.id });
    return this.record('invoiceSeries-quittance-creditNote-2026', { type: 'CreditNoteIssued', data });
  }

  #noteOf(
    subscriptionId: string,
    credit: Credit,
    { history, place, eventId }: { readonly history: readonly RecordedEvent[]; place: PeriodPlace; eventId: string },
  ): CreditNoteIssued['data'] {
    const events = history.map((event) => decode<SubscriptionEvent>(event));
    // The story issues the invoices of a subscription in the order of its facts.
    const issued = this.#issued().filter((invoice) => invoice.subscriptionId === subscriptionId);
    const numbers = events
      .filter(isBilled)
      .flatMap((event, i) => (isBilledIn(event, place) ? [issued[i]!.number] : []));
    const invoices = invoicesOfPeriod(events, place, numbers);
    const { reason: _reason, dueOn: _dueOn, paymentId: _paymentId, ...printed } = issued.at(-1)!;
    const { lines, net, reason, reducesOpen, refunds } = credit;
    return {
      ...printed,
      ...{ number: this.lastCreditNote, key: creditNoteKey(eventId), kind: 'creditNote', reason },
      issuedOn: this.day as LocalDate,
      lines: lines.map((line) => ({ ...line, description: `${line.seats} × ${line.plan}` })),
      ...{ net, total: net, corrects: numbers, reducesOpen, refunds },
      reductions: reductionsOf(invoices, reducesOpen),
    };
  }

  #refunds(): readonly RefundRequested['data'][] {
    const note = this.events.findLast(({ type }) => type === 'CreditNoteIssued')!.data as CreditNoteIssued['data'];
    const { number: creditNoteNumber, subscriptionId, spaceId, rootId, currency } = note;
    return note.refunds.map((fund, i) => ({
      ...{
        refundId: `re-${creditNoteNumber}-${i}`,
        ...fund,
        subscriptionId,
        spaceId,
        rootId,
        creditNoteNumber,
        currency,
      },
    }));
  }

  #historyOf(subscriptionId: string): readonly RecordedEvent[] {
    return this.events.filter(({ stream }) => stream === `subscription-${subscriptionId}`);
  }

  #issued(): readonly InvoiceIssued['data'][] {
    return this.events.flatMap(({ type, data }) => (type === 'InvoiceIssued' ? [data as InvoiceIssued['data']] : []));
  }
}
