import { bankPaymentRecorded, specFor } from '../testing/index.js';
import { bankPaymentDecider, type RecordBankPayment } from './bank-payment.decider.js';

const given = specFor(bankPaymentDecider);

/** For the invoice of 67.45. */
const record = (data: Partial<RecordBankPayment['data']> = {}): RecordBankPayment => ({
  type: 'RecordBankPayment',
  data: { ...bankPaymentRecorded().data, invoiceTotal: 67_45, ...data },
});

const part = bankPaymentRecorded({ amount: 60_00 });

describe('RecordBankPayment (D7)', () => {
  it('D7 records what came for an invoice', () => given().when(record()).then(bankPaymentRecorded()));

  it('D7 records a part', () =>
    given()
      .when(record({ amount: 60_00 }))
      .then(part));

  it('D7 records the exact rest', () =>
    given(part)
      .when(record({ paymentId: 'bank_2', amount: 7_45 }))
      .then(bankPaymentRecorded({ paymentId: 'bank_2', amount: 7_45 })));

  it('D7 refuses more than is due, and says what is', () => {
    given()
      .when(record({ amount: 67_46 }))
      .thenRefused('payment.exceeds_due', { invoiceNumber: 'FA-2026-000001', due: 67_45 });
    given(part)
      .when(record({ paymentId: 'bank_2', amount: 7_46 }))
      .thenRefused('payment.exceeds_due', { invoiceNumber: 'FA-2026-000001', due: 7_45 });
    given(bankPaymentRecorded())
      .when(record({ paymentId: 'bank_2', amount: 1 }))
      .thenRefused('payment.exceeds_due', { invoiceNumber: 'FA-2026-000001', due: 0 });
  });

  it('D7 adds up all that came before', () =>
    given(part, bankPaymentRecorded({ paymentId: 'bank_2', amount: 5_00 }))
      .when(record({ paymentId: 'bank_3', amount: 2_46 }))
      .thenRefused('payment.exceeds_due', { invoiceNumber: 'FA-2026-000001', due: 2_45 }));

  it('writes nothing the second time, not even when nothing is due any more', () => {
    given(part)
      .when(record({ amount: 60_00 }))
      .thenNothing();
    given(bankPaymentRecorded()).when(record()).thenNothing();
  });

  it.each([0, -1])('takes a payment of %i for a bug', (amount) =>
    expect(() => given().when(record({ amount })).thenNothing()).toThrow(
      `invariant broken: a bank payment brings something, not ${amount}`,
    ),
  );
});
