import { type EventStore } from '#event-store';
import type { Job } from '#jobs';
import type { Fact } from '../kernel/facts.js';
import { type InvoicePayments } from '../payments/invoice-payments.js';
import { Automation, causeOf, eventNamed, jobFor } from './automation.js';

/** D7: what came by bank transfer pays the period that its invoice is for. */
export class WhenBankPaymentRecordedThenApply extends Automation {
  override readonly kind = 'applyBankPayment';

  constructor(
    private readonly store: EventStore,
    private readonly invoicePayments: InvoicePayments,
  ) {
    super();
  }

  override jobsFor(fact: Fact): readonly Job[] {
    if (fact.event.type !== 'BankPaymentRecorded') return [];
    const { stream, revision } = fact.recorded;
    return [jobFor(this.kind, fact.event.data.paymentId, fact, { stream, revision })];
  }

  override async run(job: Job): Promise<void> {
    const event = await eventNamed(this.store, job);
    if (event.type !== 'BankPaymentRecorded')
      throw new Error(`the job ${job.id} names a ${event.type}, no bank payment`);
    await this.invoicePayments.record(event, causeOf(job));
  }
}
