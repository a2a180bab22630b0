import {
  subscriptionDecider,
  type BankPaymentRecorded,
  type InvoiceIssued,
  type PaymentFailed,
  type PaymentSettled,
  type SubscriptionCommand,
} from '#domain';
import { systemContext, type CommandContext } from '../kernel/context.js';
import { type Days } from '../kernel/days.js';
import { type Decisions } from '../kernel/decide-and-append.js';
import { subscriptionStream } from '../kernel/streams.js';
import { type IssuedInvoices } from '../invoices/issued-invoices.js';
import { placeOfInvoice } from '../invoices/place-of-invoice.js';

type Cause = Pick<CommandContext, 'correlationId' | 'causationId'>;
type Outcome = PaymentSettled | PaymentFailed | BankPaymentRecorded;

/** Tells a subscription what became of the payment of an invoice that was issued before it was paid. */
export class InvoicePayments {
  constructor(
    private readonly decisions: Decisions,
    private readonly invoices: IssuedInvoices,
    private readonly days: Days,
  ) {}

  async record(outcome: Outcome, cause: Cause): Promise<void> {
    const { paymentId, subscriptionId, invoiceNumber } = outcome.data;
    if (invoiceNumber === null) throw new Error(`the payment ${paymentId} is of no invoice`);
    const invoice = await this.invoices.get(invoiceNumber);
    const stream = subscriptionStream(subscriptionId);
    const { recorded } = await this.decisions.load(stream, subscriptionDecider);
    const about = { paymentId, invoiceNumber, ...placeOfInvoice(invoice, recorded) };
    await this.decisions.decide({
      stream,
      decider: subscriptionDecider,
      command: (state): SubscriptionCommand => {
        if (state.status === 'none') throw new Error(`${invoiceNumber} is of ${subscriptionId}, which does not exist`);
        const today = this.days.todayIn(state.account.timeZone);
        if (outcome.type === 'PaymentFailed')
          return { type: 'RecordRenewalFailure', data: { ...about, reason: outcome.data.reason, today } };
        const net = netShare(outcome.data.amount, invoice);
        return { type: 'RecordPaymentReceived', data: { ...about, net, today } };
      },
      context: systemContext(`invoice-payment-${paymentId}`, cause),
    });
  }
}

/** The part of a payment that is not tax: all of it while invoices carry none. */
const netShare = (amount: number, { net, total }: InvoiceIssued['data']): number =>
  total === net ? amount : Number((BigInt(amount) * BigInt(net) * 2n + BigInt(total)) / (2n * BigInt(total)));
