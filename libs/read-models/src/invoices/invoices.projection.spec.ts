import type { InvoiceIssued } from '#domain';
import { BillingStory } from '../testing/billing-story.js';
import { projected, projectInto } from '../testing/projected.js';
import { links } from '../links/index.js';
import { linkToken } from '../testing/story-facts.js';
import { createHash } from 'node:crypto';
import { invoices, payments, type InvoiceDocument } from './invoice.document.js';
import { standingOf, type InvoiceStanding } from './invoice.standing.js';

const UPGRADE = { spaceId: 'ws', subscriptionId: 'sub', by: 'ann', seats: 5 };
const NOON = (day: string): string => `${day}T12:00:00.000Z`;

const paid = (): BillingStory => new BillingStory().workspace('ws', 'ann').upgrade(UPGRADE);

type Seen = InvoiceDocument & InvoiceStanding;

/** With what has become of it, where nothing is refunded. */
const seen = (document: InvoiceDocument | null): Seen | null =>
  document && { ...document, ...standingOf(document, []) };

const invoiceOf = async (story: BillingStory, number = story.lastInvoice): Promise<Seen | null> =>
  seen(await invoices.get(await projected(story.events), number));

describe('the projection of invoices', () => {
  it('issues the invoice of a start as paid by the payment that came before it', async () => {
    const invoice = await invoiceOf(paid());
    expect(invoice).toMatchObject({ status: 'paid', amountDue: 0, issued: { total: 67_45, reason: 'start' } });
    expect(invoice?.payments).toStrictEqual([
      { paymentId: 'pay-1', status: 'settled', amount: 67_45, at: NOON('2026-01-31') },
    ]);
  });

  it('finds the payment of before also when it came in another batch', async () => {
    const { events, lastInvoice } = paid();
    const everyEvent = events.map((_, i) => i);
    const store = await projectInto(await projected([]), events, everyEvent);
    expect(seen(await invoices.get(store, lastInvoice))).toMatchObject({ status: 'paid', amountDue: 0 });
  });

  it('keeps the invoice of a renewal open until its payment is settled', async () => {
    const story = paid().periodEnds('sub');
    expect(await invoiceOf(story)).toMatchObject({ status: 'open', amountDue: 67_45, payments: [] });
    story.on('2026-03-01').settleRenewal('sub', true);
    expect(await invoiceOf(story)).toMatchObject({
      status: 'paid',
      amountDue: 0,
      payments: [{ status: 'settled', amount: 67_45, at: NOON('2026-03-01') }],
    });
  });

  it('D16: keeps it open, with the failure, when the payment fails', async () => {
    const story = paid().periodEnds('sub').settleRenewal('sub', false);
    expect(await invoiceOf(story)).toMatchObject({
      status: 'open',
      amountDue: 67_45,
      payments: [{ status: 'failed', amount: 67_45, at: NOON('2026-02-28') }],
    });
  });

  it('counts a total of nothing as paid at once', async () => {
    const story = paid();
    const issued = story.events.find(({ type }) => type === 'InvoiceIssued')?.data as InvoiceIssued['data'];
    const data = { ...issued, number: 'FA-2026-000002', lines: [], net: 0, total: 0, paymentId: null };
    story.record('invoiceSeries-quittance-invoice-2026', { type: 'InvoiceIssued', data });
    expect(await invoiceOf(story, 'FA-2026-000002')).toMatchObject({ status: 'paid', amountDue: 0, payments: [] });
  });

  it('D6: owes nothing for a payment that failed before there was an invoice', async () => {
    const story = new BillingStory().workspace('ws', 'ann').requestUpgrade(UPGRADE).failUpgrade('sub');
    const store = await projected(story.events);
    expect(store.dump().filter(({ collection }) => /invoice|payment/.test(collection))).toStrictEqual([]);
    expect(await payments.get(store, 'pay-1')).toBeNull();
  });

  it('lists the invoices of a subscription in the order of issue', async () => {
    const story = paid().periodEnds('sub').settleRenewal('sub', true).periodEnds('sub');
    story.workspace('other', 'ann').upgrade({ ...UPGRADE, spaceId: 'other', subscriptionId: 'sub-other' });
    const store = await projected(story.events);
    const numbers = ['FA-2026-000001', 'FA-2026-000002', 'FA-2026-000003'];
    const ofSubscription = await invoices.list(store, { key: 'bySubscription', prefix: 'sub/', limit: 10 });
    expect(ofSubscription.map(({ id }) => id)).toStrictEqual(numbers);
  });

  it('stops at an invoice without its payment, and at a payment without its invoice', async () => {
    const started = paid().events;
    const withoutPayment = started.filter(({ type }) => type !== 'PaymentSettled');
    await expect(projected(withoutPayment)).rejects.toThrow('came before its payment pay-1: rebuild the projection');
    const renewed = paid().periodEnds('sub').settleRenewal('sub', true).events;
    const renewalInvoice = renewed.filter(({ type }) => type === 'InvoiceIssued')[1];
    const withoutInvoice = renewed.filter((event) => event !== renewalInvoice);
    await expect(projected(withoutInvoice)).rejects.toThrow('came before its invoice FA-2026-000002');
  });
});

describe('the projection of links', () => {
  it('R59: leads from the hash of a mailed token to the subscription and the invoice', async () => {
    const story = paid();
    const store = await projected(story.events);
    const hash = createHash('sha256').update(linkToken(story.lastInvoice)).digest('hex');
    expect(await links.get(store, hash)).toStrictEqual({ subscriptionId: 'sub', invoiceNumber: 'FA-2026-000001' });
    expect(JSON.stringify(store.dump())).not.toContain(linkToken(story.lastInvoice));
  });
});
