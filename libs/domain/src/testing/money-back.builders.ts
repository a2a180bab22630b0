import type { CreditNoteIssued } from '../invoice/invoice.events.js';
import type { BankPaymentRecorded, RefundRequested, RefundSettled } from '../payment/payment.events.js';
import { invoiceIssued } from './document.builders.js';
import { sealed } from './people.js';
import { credit, premium, REST_OF_APRIL } from './subscription.builders.js';

const about = { subscriptionId: 'sub_1', spaceId: 'space_1', rootId: 'space_1' };

/** Money for the invoice of 67.45 came by bank transfer. */
export const bankPaymentRecorded = (data: Partial<BankPaymentRecorded['data']> = {}): BankPaymentRecorded => ({
  type: 'BankPaymentRecorded',
  data: {
    ...about,
    paymentId: 'bank_1',
    invoiceNumber: 'FA-2026-000001',
    amount: 67_45,
    currency: 'EUR',
    receivedOn: '2026-04-16',
    reference: sealed('statement'),
    ...data,
  },
});

/** 30.00 of the first payment go back. */
export const refundRequested = (data: Partial<RefundRequested['data']> = {}): RefundRequested => ({
  type: 'RefundRequested',
  data: {
    ...about,
    refundId: 'refund_1',
    paymentId: 'pay_start',
    creditNoteNumber: 'AV-2026-000001',
    amount: 30_00,
    currency: 'EUR',
    ...data,
  },
});

export const refundSettled = (data: Partial<RefundSettled['data']> = {}): RefundSettled => ({
  type: 'RefundSettled',
  data: { ...refundRequested().data, gatewayReference: 're_1', ...data },
});

const { reason: _reason, dueOn: _dueOn, paymentId: _paymentId, ...printed } = invoiceIssued().data;

const reductionOf = (amount: number): CreditNoteIssued['data']['reductions'] =>
  amount === 0 ? [] : [{ number: 'FA-2026-000001', amount }];

/** A credit note of 30.00 for the second half of April, without tax: 10.00 reduce the invoice, 20.00 go back. */
export const creditNoteIssued = (data: Partial<CreditNoteIssued['data']> = {}): CreditNoteIssued => ({
  type: 'CreditNoteIssued',
  data: {
    ...printed,
    number: 'AV-2026-000001',
    key: 'credit:event_1',
    kind: 'creditNote',
    reason: 'supersede',
    issuedOn: '2026-04-16',
    corrects: ['FA-2026-000001'],
    lines: [
      {
        ...credit(premium(5), { period: REST_OF_APRIL, unitPrice: 12_00, amount: -30_00 }),
        description: 'Premium, 5 seats, 16 April 2026 to 30 April 2026',
      },
    ],
    net: -30_00,
    taxes: [],
    total: -30_00,
    reducesOpen: 10_00,
    // All of it is taken off the invoice, unless told.
    reductions: reductionOf(data.reducesOpen ?? 10_00),
    refunds: [{ paymentId: 'pay_start', amount: 20_00 }],
    ...data,
  },
});
