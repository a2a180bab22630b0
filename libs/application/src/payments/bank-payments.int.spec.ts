import { subscriptionDecider, type ActiveSubscription, type BankPaymentRecorded } from '#domain';
import { decode } from '#event-catalog';
import { WhenBankPaymentRecordedThenApply } from '../automations/when-bank-payment-recorded-then-apply.js';
import { IssuedInvoices } from '../invoices/issued-invoices.js';
import { Days } from '../kernel/days.js';
import { paymentStream, subscriptionStream } from '../kernel/streams.js';
import {
  automate,
  billingSettings,
  contextOf,
  endWithCredit,
  issueDocuments,
  openFixture,
  openManualSubscription,
  openSubscription,
  type Fixture,
} from '../testing/index.js';
import { InvoicePayments } from './invoice-payments.js';
import { RecordBankPaymentCommand, RecordBankPaymentHandler, type BankPaymentInput } from './record-bank-payment.js';

const INVOICE = 'FA-2026-000001';

describe('a bank payment (D7)', () => {
  let fixture: Fixture;
  let handler: RecordBankPaymentHandler;
  let apply: WhenBankPaymentRecordedThenApply;

  beforeEach(async () => {
    fixture = await openFixture();
    const { store, clock, decisions, vault } = fixture;
    const invoices = new IssuedInvoices(store, billingSettings);
    const days = new Days(clock, billingSettings);
    handler = new RecordBankPaymentHandler(decisions, invoices, days, vault);
    apply = new WhenBankPaymentRecordedThenApply(store, new InvoicePayments(decisions, invoices, days));
    await openManualSubscription(fixture, 'sub_1');
    await issueDocuments(fixture);
  });
  afterEach(() => fixture.close());

  const record = (input: Partial<BankPaymentInput> = {}, commandId?: string) =>
    handler.execute(
      new RecordBankPaymentCommand(
        { invoiceNumber: INVOICE, amount: '2698.00', receivedOn: null, reference: null, ...input },
        contextOf(commandId, { actor: { id: 'sam', role: 'sales' } }),
      ),
    );
  const expectRefusal = (input: Partial<BankPaymentInput>, code: string, details: object) =>
    expect(record(input)).rejects.toMatchObject({ code, details });
  const recorded = async (): Promise<BankPaymentRecorded['data'][]> =>
    (await fixture.store.readStream(paymentStream(INVOICE))).map((event) => decode<BankPaymentRecorded>(event).data);
  const subscription = async (): Promise<ActiveSubscription> =>
    (await fixture.decisions.load(subscriptionStream('sub_1'), subscriptionDecider)).state as ActiveSubscription;

  it('is recorded with the day and the reference of the bank, which is sealed', async () => {
    const { paymentId, events } = await record({ receivedOn: '2026-03-31', reference: 'ACME / MR SMITH' });
    const [payment] = await recorded();
    expect(events).toEqual([{ type: 'BankPaymentRecorded', data: payment }]);
    expect(payment).toMatchObject({
      ...{ paymentId, subscriptionId: 'sub_1', spaceId: 'space-sub_1', rootId: 'space-sub_1', invoiceNumber: INVOICE },
      ...{ amount: 2_698_00, currency: 'EUR', receivedOn: '2026-03-31' },
    });
    expect(payment!.reference.keyId).toBe('documents-sub_1');
    expect(await fixture.vault.open(payment!.reference)).toBe('ACME / MR SMITH');
    expect(JSON.stringify(await fixture.store.readStream(paymentStream(INVOICE)))).not.toContain('SMITH');
  });

  it('came today, with the number of the invoice, unless told', async () => {
    fixture.clock.show('2026-04-20T22:30:00.000Z'); // 21 April in Paris
    await record();
    const [payment] = await recorded();
    expect(payment!.receivedOn).toBe('2026-04-21');
    expect(await fixture.vault.open(payment!.reference)).toBe(INVOICE);
  });

  it('is recorded once under one command, and may come in parts up to what is due', async () => {
    await record({ amount: '1000' }, 'c1');
    expect(await record({ amount: '1000' }, 'c1')).toMatchObject({ isRepeated: true });
    await record({ amount: '1698' }, 'c2');
    expect((await recorded()).map(({ amount }) => amount)).toEqual([1_000_00, 1_698_00]);
    await expectRefusal({ amount: '0.01' }, 'payment.exceeds_due', { invoiceNumber: INVOICE, due: 0 });
  });

  it('pays the period that its invoice is for, once, however often that is derived', async () => {
    await record({ amount: '1000' });
    for (let run = 0; run < 3; run += 1) await automate(fixture, apply);
    const { ledger } = await subscription();
    expect(ledger.funds).toEqual([{ paymentId: (await recorded())[0]!.paymentId, amount: 1_000_00 }]);
    await record({ amount: '1698' });
    await automate(fixture, apply);
    const types = (await fixture.store.readStream(subscriptionStream('sub_1'))).map(({ type }) => type);
    expect(types).toEqual(['SubscriptionOpened', 'PlanUpgraded', 'PaymentReceived', 'PaymentReceived']);
  });

  it.each(['FA-2026-000002', 'AV-2026-000001', 'no-number'])(
    'is of an invoice that stands, not of %s',
    (invoiceNumber) => expectRefusal({ invoiceNumber }, 'invoice.unknown', { invoiceNumber }),
  );

  it.each(['0', '0.00', '12.345', '-5', '1e3', ''])('is an amount in the currency of the invoice, not %j', (amount) =>
    expectRefusal({ amount }, 'payment.amount_invalid', { amount, currency: 'EUR' }),
  );

  it('did not come tomorrow', () =>
    expectRefusal({ receivedOn: '2026-04-02' }, 'payment.not_received_yet', {
      receivedOn: '2026-04-02',
      today: '2026-04-01',
    }));

  it('is for no invoice that a card pays', async () => {
    await openSubscription(fixture, 'sub_2');
    await issueDocuments(fixture);
    await expectRefusal({ invoiceNumber: 'FA-2026-000002', amount: '67.45' }, 'payment.not_by_transfer', {
      invoiceNumber: 'FA-2026-000002',
    });
  });

  it('is no more than what credit notes left of the invoice', async () => {
    await record({ amount: '100' });
    await automate(fixture, apply);
    // A year of 365 days, of which 300 are given back: 2698.00 less round(2698.00 × 65/365) = 480.47.
    await endWithCredit(fixture, 'sub_1', '2026-06-05');
    await issueDocuments(fixture);
    await expectRefusal({ amount: '380.48' }, 'payment.exceeds_due', { due: 380_47 });
    await record({ amount: '380.47' });
    // After the end of the plan it is no longer a payment of a period.
    await automate(fixture, apply);
    expect(await recorded()).toHaveLength(2);
  });
});
