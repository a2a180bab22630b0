import type { BillingStory } from '../testing/billing-story.js';
import { projected } from '../testing/projected.js';
import { linkToken } from '../testing/story-facts.js';
import { StoryWorld } from '../testing/story-world.js';
import { InvoiceAccess } from './invoice-access.js';
import { InvoicesQuery } from './invoices.query.js';

const UPGRADE = { spaceId: 'ws', subscriptionId: 'sub', by: 'ann', seats: 5 };

describe('reading invoices', () => {
  let world: StoryWorld;
  let story: BillingStory;

  beforeEach(async () => {
    world = new StoryWorld();
    story = await world.story();
    story.workspace('ws', 'ann', 'bob').upgrade(UPGRADE);
  });
  afterEach(() => world.close());

  const invoices = async (): Promise<InvoicesQuery> => new InvoicesQuery(await projected(story.events), world.vault);
  const access = async (): Promise<InvoiceAccess> => new InvoiceAccess(await projected(story.events));

  it('gives one as it was issued, money written out and the buyer opened', async () => {
    expect(await (await invoices()).byNumber('FA-2026-000001')).toStrictEqual({
      number: 'FA-2026-000001',
      kind: 'invoice',
      issuedOn: '2026-01-31',
      dueOn: '2026-01-31',
      currency: 'EUR',
      language: 'fr',
      subscriptionId: 'sub',
      spaceId: 'ws',
      seller: expect.objectContaining({ name: 'Quittance SAS' }),
      buyer: { name: 'Acme SAS', email: 'billing@acme.example', address: { city: 'Paris' } },
      lines: [
        {
          kind: 'charge',
          description: '5 × premium',
          plan: 'premium',
          cycle: 'monthly',
          seats: 5,
          period: { start: '2026-01-31', end: '2026-02-28' },
          unitPrice: { amount: '13.49', minor: 13_49, currency: 'EUR' },
          amount: { amount: '67.45', minor: 67_45, currency: 'EUR' },
        },
      ],
      net: { amount: '67.45', minor: 67_45, currency: 'EUR' },
      taxes: [],
      total: { amount: '67.45', minor: 67_45, currency: 'EUR' },
      amountDue: { amount: '0.00', minor: 0, currency: 'EUR' },
      status: 'paid',
      reason: 'start',
      payments: [
        {
          paymentId: 'pay-1',
          amount: { amount: '67.45', minor: 67_45, currency: 'EUR' },
          status: 'settled',
          settledAt: '2026-01-31T12:00:00.000Z',
        },
      ],
      corrects: [],
      reductions: [],
      refunds: [],
    });
  });

  it('writes taxes in money, and a failed payment with the instant of its failure', async () => {
    story.periodEnds('sub').settleRenewal('sub', false);
    const issued = story.events.findLast(({ type }) => type === 'InvoiceIssued');
    const taxes = [{ category: 'S', rate: 20_00, base: 67_45, amount: 13_49 }];
    const data = { ...(issued?.data as object), taxes, total: 80_94 };
    const events = story.events.map((event) => (event === issued ? { ...event, data } : event));
    const query = new InvoicesQuery(await projected(events), world.vault);
    expect(await query.byNumber('FA-2026-000002')).toMatchObject({
      taxes: [{ category: 'S', rate: 20_00, base: { amount: '67.45' }, amount: { amount: '13.49' } }],
      total: { amount: '80.94' },
      amountDue: { amount: '80.94' },
      payments: [{ status: 'failed', failedAt: '2026-02-28T12:00:00.000Z' }],
    });
  });

  it('R53-R55: the latest is the most recent, and null before the first', async () => {
    story.periodEnds('sub');
    expect((await (await invoices()).latest('sub'))?.number).toBe('FA-2026-000002');
    expect(await (await invoices()).latest('sub-unknown')).toBeNull();
    expect(await (await invoices()).byNumber('FA-2026-000009')).toBeNull();
  });

  it('R35: lists all of one subscription, the newest first, page by page', async () => {
    story.periodEnds('sub').settleRenewal('sub', true).periodEnds('sub').settleRenewal('sub', true);
    story.workspace('other', 'ann').upgrade({ ...UPGRADE, spaceId: 'other', subscriptionId: 'sub-other' });
    const query = await invoices();
    const first = await query.list('sub', { limit: 2 });
    expect(first.invoices.map(({ number }) => number)).toStrictEqual(['FA-2026-000003', 'FA-2026-000002']);
    const second = await query.list('sub', { limit: 2, cursor: first.next });
    expect(second.invoices.map(({ number }) => number)).toStrictEqual(['FA-2026-000001']);
    expect(second.next).toBeNull();
    expect((await query.list('sub', { limit: 3 })).next).toBeNull();
  });

  it('a cursor of one subscription leads to no invoice of another', async () => {
    story.workspace('other', 'ann').upgrade({ ...UPGRADE, spaceId: 'other', subscriptionId: 'sub-other' });
    story.periodEnds('sub-other');
    const query = await invoices();
    const { next } = await query.list('sub-other', { limit: 1 });
    const seen = await query.list('sub', { cursor: next });
    expect(seen.invoices.map(({ subscriptionId }) => subscriptionId)).toStrictEqual(['sub']);
  });

  it('R59: finds the subscription by the token of a mail, and nothing by another', async () => {
    const query = await invoices();
    expect(await query.byLink(linkToken('FA-2026-000001'))).toStrictEqual({
      subscriptionId: 'sub',
      invoiceNumber: 'FA-2026-000001',
    });
    expect(await query.byLink('another-token-of-the-same-size')).toBeNull();
  });

  it('shows no buyer once the key of the documents is destroyed', async () => {
    await world.vault.destroyKey('documents');
    expect(await (await invoices()).latest('sub')).toMatchObject({ buyer: null, total: { minor: 67_45 } });
  });

  it('R37, R60: only the current owner may read them', async () => {
    expect(await (await access()).inSpace('ws', 'ann')).toStrictEqual({ subscriptionId: 'sub', isAllowed: true });
    expect(await (await access()).inSpace('ws', 'bob')).toStrictEqual({ subscriptionId: 'sub', isAllowed: false });
    story.owner('sub', 'ReassignBillingOwner', { to: 'bob', isMember: true, hasEmail: true });
    expect(await (await access()).inSpace('ws', 'ann')).toStrictEqual({ subscriptionId: 'sub', isAllowed: false });
    expect(await (await access()).toSubscription('sub', 'ann')).toBe(false);
    expect(await (await access()).toSubscription('sub', 'bob')).toBe(true);
  });

  it('after the end the last owner may, also when another upgraded again', async () => {
    story.owner('sub', 'CancelPlan').periodEnds('sub');
    expect(await (await access()).inSpace('ws', 'ann')).toStrictEqual({ subscriptionId: 'sub', isAllowed: true });
    story.upgrade({ ...UPGRADE, subscriptionId: 'sub-2', by: 'bob' });
    expect(await (await access()).inSpace('ws', 'ann')).toStrictEqual({ subscriptionId: 'sub-2', isAllowed: false });
    expect(await (await access()).toSubscription('sub', 'ann')).toBe(true);
  });

  it('tells outsiders, and of spaces and subscriptions that are not there, nothing', async () => {
    story.workspace('free', 'ann');
    expect(await (await access()).inSpace('ws', 'eve')).toBeNull();
    expect(await (await access()).inSpace('nowhere', 'ann')).toBeNull();
    expect(await (await access()).inSpace('free', 'ann')).toBeNull();
    expect(await (await access()).toSubscription('sub-unknown', 'ann')).toBe(false);
  });
});
