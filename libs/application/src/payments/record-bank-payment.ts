import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import {
  bankPaymentDecider,
  creditOf,
  invariant,
  parseMinor,
  refuse,
  refuseUnless,
  subscriptionDecider,
  type BankPaymentRecorded,
  type BankPayments,
  type InvoiceIssued,
  type LocalDate,
  type RecordBankPayment,
  type SubscriptionEvent,
} from '#domain';
import { decode } from '#event-catalog';
import type { RecordedEvent } from '#event-store';
import { deriveId, Vault } from '#platform';
import { IssuedInvoices } from '../invoices/issued-invoices.js';
import { placeOfInvoice } from '../invoices/place-of-invoice.js';
import type { CommandContext } from '../kernel/context.js';
import { Days } from '../kernel/days.js';
import { Decisions, type Decision } from '../kernel/decide-and-append.js';
import { documentsKey } from '../kernel/people.js';
import { paymentStream, subscriptionStream } from '../kernel/streams.js';

export interface BankPaymentInput {
  readonly invoiceNumber: string;
  /** A decimal number in the invoice's currency: `"33.73"`. */
  readonly amount: string;
  /** The day on which the bank received it; null for today, in the issuer's time zone. */
  readonly receivedOn: LocalDate | null;
  /** What the bank statement says; null for the number of the invoice, which payers are asked to give. */
  readonly reference: string | null;
}

export type BankPaymentDecision = Decision<BankPayments, BankPaymentRecorded> & {
  readonly subscriptionId: string;
  readonly paymentId: string;
};

/** D7: sales staff, or a bank import, record that money for an invoice has come. */
export class RecordBankPaymentCommand extends Command<BankPaymentDecision> {
  constructor(
    readonly input: BankPaymentInput,
    readonly context: CommandContext,
  ) {
    super();
  }
}

@CommandHandler(RecordBankPaymentCommand)
export class RecordBankPaymentHandler implements ICommandHandler<RecordBankPaymentCommand> {
  constructor(
    private readonly decisions: Decisions,
    private readonly invoices: IssuedInvoices,
    private readonly days: Days,
    private readonly vault: Vault,
  ) {}

  /**
   * @throws Refusal `invoice.unknown`, `payment.not_by_transfer` for an invoice that is paid by card,
   * `payment.amount_invalid`, `payment.not_received_yet`, `payment.exceeds_due`.
   */
  async execute({ input, context }: RecordBankPaymentCommand): Promise<BankPaymentDecision> {
    const { invoiceNumber } = input;
    const invoice = await this.invoices.find(invoiceNumber);
    if (invoice === null) return refuse('invoice.unknown', { invoiceNumber });
    const payment = await this.#payment(invoice, input);
    const paymentId = deriveId('pay', context.commandId);
    const decision = await this.decisions.decide({
      stream: paymentStream(invoiceNumber),
      decider: bankPaymentDecider,
      command: (): RecordBankPayment => ({ type: 'RecordBankPayment', data: { paymentId, ...payment } }),
      context,
    });
    return { ...decision, subscriptionId: invoice.subscriptionId, paymentId };
  }

  async #payment(
    invoice: InvoiceIssued['data'],
    input: BankPaymentInput,
  ): Promise<Omit<RecordBankPayment['data'], 'paymentId'>> {
    const { subscriptionId, spaceId, rootId, number: invoiceNumber, currency } = invoice;
    const { state, recorded } = await this.decisions.load(subscriptionStream(subscriptionId), subscriptionDecider);
    invariant(state.status !== 'none', `${subscriptionId} has an invoice, so it has a history`);
    refuseUnless(state.account.collection === 'manual', 'payment.not_by_transfer', { invoiceNumber });
    return {
      ...{ subscriptionId, spaceId, rootId, invoiceNumber, currency },
      amount: amountIn(input, currency),
      receivedOn: this.#receivedOn(input),
      reference: await this.vault.seal(documentsKey(subscriptionId), input.reference ?? invoiceNumber),
      invoiceTotal: invoice.total - (await this.#reducedBy(invoice, recorded)),
    };
  }

  #receivedOn({ receivedOn }: BankPaymentInput): LocalDate {
    const today = this.days.todayIn(this.days.issuersZone);
    refuseUnless(receivedOn === null || receivedOn <= today, 'payment.not_received_yet', { receivedOn, today });
    return receivedOn ?? today;
  }

  /** What credit notes took off the invoice, by the facts that lead to them. */
  async #reducedBy(invoice: InvoiceIssued['data'], recorded: readonly RecordedEvent[]): Promise<number> {
    const history = recorded.map((event) => ({ event: decode<SubscriptionEvent>(event), recorded: event }));
    const last = history.findLastIndex(({ event }) => (creditOf(event)?.reducesOpen ?? 0) > 0);
    // Without one, which is nearly always, there is nothing to look up.
    if (last < 0) return 0;
    const invoices = await this.invoices.ofPeriod(history.slice(0, last + 1), placeOfInvoice(invoice, recorded));
    return invoices.find(({ number }) => number === invoice.number)?.reduced ?? 0;
  }
}

const amountIn = ({ amount }: BankPaymentInput, currency: string): number => {
  const minor = parseMinor(amount, currency);
  return minor === null || minor === 0 ? refuse('payment.amount_invalid', { amount, currency }) : minor;
};
