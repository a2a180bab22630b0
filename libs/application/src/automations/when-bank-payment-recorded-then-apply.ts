import { type EventStore } from '#event-store';
import type { Job } from '#jobs';
import type { Fact } from '../kernel/facts.js';
import { type InvoicePayments } from '../payments/invoice-payments.js';
import { Automation, causeOf, jobFor } from './automation.js';
import { eventOfJob } from './event-of-job.js';

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
    await this.invoicePayments.record(await eventOfJob(this.store, job, 'BankPaymentRecorded'), causeOf(job));
  }
}
