import { BEGINNING } from '#event-store';
import { SqliteEventStore } from '#event-store/embedded';
import { openDatabase } from '#platform/sqlite';
import { BillingTabQuery } from '../billing-tab/index.js';
import { HistoryQuery } from '../history/index.js';
import { CreditStory } from '../testing/credit-story.js';
import { projected, projectInto } from '../testing/projected.js';
import { sealEnvelopes } from '../testing/story-facts.js';
import { StoryWorld } from '../testing/story-world.js';
import type { InvoiceShape } from './invoice.shape.js';
import { InvoicesQuery } from './invoices.query.js';

const UPGRADE = { spaceId: 'ws', subscriptionId: 'sub', by: 'ann', seats: 5 };
const NOTE = 'AV-2026-000001';

describe('credit notes and refunds, as they are read', () => {
  let world: StoryWorld;
  let story: CreditStory;

  beforeEach(async () => {
    world = new StoryWorld();
    story = new CreditStory(await sealEnvelopes(world.vault));
    story.workspace('ws', 'ann').upgrade(UPGRADE);
  });
  afterEach(() => world.close());

  const query = async (): Promise<InvoicesQuery> => new InvoicesQuery(await projected(story.events), world.vault);
  const read = async (number: string): Promise<InvoiceShape | null> => (await query()).byNumber(number);
  const standing = async (number: string) => {
    const invoice = await read(number);
    return [invoice?.status, invoice?.amountDue.minor];
  };

  describe('D16 of a plan that lapses', () => {
    beforeEach(() => story.periodEnds('sub').lapse('sub'));

    it('is a document of its own: what it credits is negative, it is due on no day, and nothing is due', async () => {
      // March 2026, of which 7 of 31 days were used: 67.45 less 15.23.
      expect(await read(NOTE)).toMatchObject({
        ...{ number: NOTE, kind: 'creditNote', dueOn: null, reason: 'correction', status: 'paid', payments: [] },
        ...{ net: { amount: '-52.22' }, total: { amount: '-52.22' }, amountDue: { amount: '0.00' } },
        lines: [{ kind: 'credit', amount: { amount: '-52.22' }, period: { start: '2026-03-07', end: '2026-03-31' } }],
        corrects: ['FA-2026-000002'],
        reductions: [{ number: 'FA-2026-000002', amount: { amount: '52.22' } }],
        refunds: [],
      });
    });

    it('takes its days off the open invoice, and the rest is uncollectible', async () => {
      expect(await read('FA-2026-000002')).toMatchObject({
        ...{ status: 'uncollectible', amountDue: { amount: '15.23' }, total: { amount: '67.45' }, corrects: [] },
        reductions: [{ number: NOTE, amount: { amount: '52.22' } }],
      });
      expect(await standing('FA-2026-000001')).toEqual(['paid', 0]);
    });

    it('is still paid by money that comes after all', async () => {
      const settled = {
        paymentId: 'late',
        subscriptionId: 'sub',
        spaceId: 'ws',
        rootId: 'ws',
        purpose: 'renewal',
      } as const;
      story.record('payment-late', {
        type: 'PaymentSettled',
        data: {
          ...{ ...settled, invoiceNumber: 'FA-2026-000002', amount: 15_23, currency: 'EUR', gatewayReference: 'ref' },
        },
      });
      expect(await standing('FA-2026-000002')).toEqual(['paid', 0]);
    });

    it('changes nothing when its events come in other batches, or again', async () => {
      const { events } = story;
      const everyEvent = events.map((_, i) => i);
      const live = await projected(events);
      const before = live.dump();
      expect((await projectInto(await projected([]), events, everyEvent)).dump()).toStrictEqual(before);
      expect((await projectInto(live, events, everyEvent)).dump()).toStrictEqual(before);
    });
  });

  describe('of what was paid', () => {
    it('is open while the money is under way, and refunded when it is back', async () => {
      story.on('2026-02-14').supersede('sub');
      // 14 of 28 days: 67.45 less 33.73.
      expect(await standing(NOTE)).toEqual(['open', 0]);
      story.requestRefunds();
      expect(await read(NOTE)).toMatchObject({
        ...{
          status: 'open',
          reason: 'supersede',
          total: { minor: -33_72 },
          corrects: ['FA-2026-000001'],
          reductions: [],
        },
        refunds: [{ paymentId: 'pay-1', creditNote: NOTE, amount: { minor: 33_72 }, status: 'requested' }],
      });
      story.on('2026-02-15').settleRefunds();
      expect(await read(NOTE)).toMatchObject({
        ...{ status: 'refunded', amountDue: { minor: 0 } },
        refunds: [{ status: 'settled', settledAt: '2026-02-15T12:00:00.000Z' }],
      });
    });

    it('leaves an invoice paid of which a part went back', async () => {
      story.on('2026-02-14').supersede('sub').requestRefunds().settleRefunds();
      expect(await read('FA-2026-000001')).toMatchObject({
        ...{ status: 'paid', amountDue: { minor: 0 }, total: { minor: 67_45 } },
        refunds: [{ paymentId: 'pay-1', creditNote: NOTE, amount: { minor: 33_72 }, status: 'settled' }],
      });
    });

    it('makes an invoice refunded of which all went back, once it is back', async () => {
      story.supersede('sub').requestRefunds();
      expect(await standing('FA-2026-000001')).toEqual(['paid', 0]);
      story.settleRefunds();
      expect(await standing('FA-2026-000001')).toEqual(['refunded', 0]);
      expect(await standing(NOTE)).toEqual(['refunded', 0]);
    });

    it('is refunded when all its payments are, each to the invoice that it had paid', async () => {
      // 10 seats from the first day on: two payments, of which the second goes back first.
      story.owner('sub', 'ChangePlan', { seats: 10 }).settleChange('sub', true).supersede('sub').requestRefunds();
      story.settleRefunds(1);
      expect(await standing(NOTE)).toEqual(['open', 0]);
      expect(await standing('FA-2026-000001')).toEqual(['refunded', 0]);
      expect(await standing('FA-2026-000002')).toEqual(['paid', 0]);
      story.settleRefunds();
      expect(await standing(NOTE)).toEqual(['refunded', 0]);
      expect(await standing('FA-2026-000002')).toEqual(['refunded', 0]);
    });
  });

  it('R53-R55 the latest is the latest invoice, and R35 the list has credit notes too, by their order', async () => {
    story.periodEnds('sub').lapse('sub');
    expect((await (await query()).latest('sub'))?.number).toBe('FA-2026-000002');
    const { invoices, next } = await (await query()).list('sub', { limit: 2 });
    expect(invoices.map(({ number }) => number)).toEqual([NOTE, 'FA-2026-000002']);
    expect((await (await query()).list('sub', { cursor: next })).invoices).toMatchObject([
      { number: 'FA-2026-000001' },
    ]);
    const tab = await new BillingTabQuery(await projected(story.events), world.vault).forCaller(
      'ws',
      'ann',
      () => '2026-04-01',
    );
    expect(tab).toMatchObject({ latestInvoice: { number: 'FA-2026-000002', status: 'uncollectible' } });
  });

  it('D7 a bank transfer pays an invoice, in parts if need be, on the day on which the bank received it', async () => {
    story.periodEnds('sub').on('2026-03-02').bankPayment('transfer-1', 60_00);
    expect(await standing('FA-2026-000002')).toEqual(['open', 7_45]);
    story.on('2026-03-05').bankPayment('transfer-2', 7_45);
    expect(await read('FA-2026-000002')).toMatchObject({
      ...{ status: 'paid', amountDue: { minor: 0 } },
      payments: [
        { paymentId: 'transfer-1', status: 'settled', receivedOn: '2026-03-02', amount: { minor: 60_00 } },
        { paymentId: 'transfer-2', status: 'settled', receivedOn: '2026-03-05', amount: { minor: 7_45 } },
      ],
    });
  });

  it('the history has the bank payments, the credit note and its refunds', async () => {
    const reference = await world.vault.seal('documents', 'ACME / MR SMITH');
    story.periodEnds('sub').on('2026-03-02').bankPayment('transfer-1', 67_45, reference).settleRenewal('sub', true);
    story.on('2026-03-14').supersede('sub').requestRefunds().settleRefunds();
    const database = openDatabase(':memory:');
    const store = new SqliteEventStore(database);
    await story.appendTo(store);
    const all = await store.readAll(BEGINNING, 1_000);
    const history = new HistoryQuery(await projected(all), store, world.vault);
    const { events } = await history.list('sub');
    const [bankPayment] = events.filter(({ type }) => type === 'BankPaymentRecorded');
    expect(bankPayment?.data).toMatchObject({ amount: 67_45, reference: 'ACME / MR SMITH' });
    const types = events.map(({ type }) => type);
    expect(types.slice(-4)).toEqual(['SubscriptionEnded', 'CreditNoteIssued', 'RefundRequested', 'RefundSettled']);
    await store.close();
    database.close();
  });

  it('stops at an end, and at the end of a refund, without what must come before it', async () => {
    story.periodEnds('sub').lapse('sub');
    const without = (type: string, nth = 0) => {
      const left = story.events.filter((event) => event.type === type)[nth];
      return projected(story.events.filter((event) => event !== left));
    };
    await expect(without('InvoiceIssued', 1)).rejects.toThrow('came before its invoice FA-2026-000002');
    const paid = new CreditStory().workspace('ws', 'ann').upgrade(UPGRADE);
    paid.supersede('sub').requestRefunds().settleRefunds();
    const settledFirst = paid.events.filter(({ type }) => type !== 'RefundRequested');
    await expect(projected(settledFirst)).rejects.toThrow('was settled before it was requested');
  });
});
