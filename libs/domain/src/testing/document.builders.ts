import type { InvoiceIssued } from '../invoice/invoice.events.js';
import type { MailSent } from '../mail/mail.decider.js';
import type { PaymentFailed, PaymentRequested, PaymentSettled } from '../payment/payment.events.js';
import { sealed } from './people.js';
import { APRIL, charge, premium } from './subscription.builders.js';

/** The invoice of the first period: Premium for five in April, 67.45, without tax, paid before it was issued. */
export const invoiceIssued = (data: Partial<InvoiceIssued['data']> = {}): InvoiceIssued => ({
  type: 'InvoiceIssued',
  data: {
    number: 'FA-2026-000001',
    key: 'period:sub_1:0:0',
    kind: 'invoice',
    issuer: 'quittance',
    reason: 'start',
    issuedOn: '2026-04-01',
    dueOn: '2026-04-01',
    currency: 'EUR',
    subscriptionId: 'sub_1',
    spaceId: 'space_1',
    rootId: 'space_1',
    language: 'en',
    seller: {
      name: 'Quittance SAS',
      legalForm: null,
      address: { line1: '1 rue de la Paix', line2: null, postalCode: '75002', city: 'Paris', country: 'FR' },
      siren: null,
      vatId: null,
      email: null,
    },
    buyer: sealed('details'),
    lines: [
      {
        ...charge(premium(5), { period: APRIL, unitPrice: 13_49, amount: 67_45 }),
        description: 'Premium, 5 seats, 1 April 2026 to 30 April 2026',
      },
    ],
    net: 67_45,
    taxes: [],
    total: 67_45,
    paymentId: 'pay_start',
    ...data,
  },
});

/** 67.45 of the first period. */
export const paymentRequested = (data: Partial<PaymentRequested['data']> = {}): PaymentRequested => ({
  type: 'PaymentRequested',
  data: {
    paymentId: 'pay_start',
    subscriptionId: 'sub_1',
    spaceId: 'space_1',
    rootId: 'space_1',
    purpose: 'start',
    invoiceNumber: null,
    amount: 67_45,
    currency: 'EUR',
    paymentMethod: sealed('card 4242'),
    ...data,
  },
});

const { paymentMethod: _paymentMethod, ...facts } = paymentRequested().data;

export const paymentSettled = (data: Partial<PaymentSettled['data']> = {}): PaymentSettled => ({
  type: 'PaymentSettled',
  data: { ...facts, gatewayReference: 'ch_1', ...data },
});

export const paymentFailed = (data: Partial<PaymentFailed['data']> = {}): PaymentFailed => ({
  type: 'PaymentFailed',
  data: { ...facts, reason: 'card_declined', ...data },
});

export const mailSent = (data: Partial<MailSent['data']> = {}): MailSent => ({
  type: 'MailSent',
  data: {
    mailId: 'mail_1',
    kind: 'invoice',
    about: 'FA-2026-000001',
    invoiceNumber: 'FA-2026-000001',
    subscriptionId: 'sub_1',
    recipientId: 'alice',
    to: sealed('alice@acme.example'),
    language: 'en',
    linkHash: 'a'.repeat(64),
    ...data,
  },
});
