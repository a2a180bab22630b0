import { createHash } from 'node:crypto';
import {
  creditNoteKey,
  seriesStream,
  type CreditNoteIssued,
  type RenewalPaymentFailed,
  type SubscriptionEnded,
} from '#domain';
import type { Mail } from '#invoicing';
import { documentsKey } from '../kernel/people.js';
import { administrator, billingSettings, Mailroom } from '../testing/index.js';

const STREAM = seriesStream({ issuer: billingSettings.issuer.id, kind: 'creditNote', year: 2026 });

/** The last 15 of the 30 days of 67.45. */
const lines: CreditNoteIssued['data']['lines'] = [
  {
    ...{ kind: 'credit', plan: 'premium', cycle: 'monthly', seats: 5, unitPrice: 13_49, amount: -33_73 },
    period: { start: '2026-04-16', end: '2026-05-01' },
    description: 'Premium, 5 seats, 16 April 2026 to 30 April 2026',
  },
];

describe('WhenDocumentIssuedThenMail, of a credit note', () => {
  let room: Mailroom;
  beforeEach(async () => {
    room = await Mailroom.open();
  });
  afterEach(() => room.close());

  const issue = async (different: Partial<CreditNoteIssued['data']> = {}): Promise<void> => {
    const { vault } = room.fixture;
    const data: CreditNoteIssued['data'] = {
      ...{ number: 'AV-2026-000001', key: creditNoteKey('by-hand'), kind: 'creditNote', issuer: 'main' },
      ...{ reason: 'change', issuedOn: '2026-04-16', currency: 'EUR', subscriptionId: 'sub_1' },
      ...{ spaceId: 'work', rootId: 'work', language: 'en', seller: billingSettings.issuer.seller },
      buyer: await vault.seal(documentsKey('sub_1'), { name: 'Buyer Ltd', email: 'billing@buyer.example' }),
      ...{ lines, net: -33_73, taxes: [], total: -33_73 },
      ...{ corrects: ['FA-2026-000001'], reducesOpen: 0, reductions: [] },
      refunds: [{ paymentId: 'pay_sub_1', amount: 33_73 }],
      ...different,
    };
    await room.issue(STREAM, { type: 'CreditNoteIssued', data });
  };

  const creditNotes = async (): Promise<readonly Mail[]> =>
    (await room.deliver()).filter(({ kind }) => kind === 'creditNote');

  it('R57 D17 goes once to the present owner, and R58 ends with the link to all invoices', async () => {
    await issue();
    const handOver = {
      by: administrator('ann'),
      today: '2026-04-16',
      to: 'bob',
      isMember: true,
      hasEmail: true,
    } as const;
    await room.decide({ type: 'ReassignBillingOwner', data: handOver });
    const mails = await creditNotes();
    expect(mails).toMatchObject([
      {
        ...{ id: 'creditNote-AV-2026-000001', to: 'bob@work.example', recipientId: 'bob' },
        ...{ subject: 'Your credit note AV-2026-000001 – Work', invoiceNumber: 'AV-2026-000001' },
      },
    ]);
    const [, token = ''] = /\/i\/([A-Za-z0-9_-]{22,})\s*$/.exec(mails[0]!.text) ?? [];
    expect((await room.sent()).filter(({ kind }) => kind === 'creditNote')).toEqual([
      expect.objectContaining({
        ...{ about: 'AV-2026-000001', invoiceNumber: 'AV-2026-000001', recipientId: 'bob', language: 'en' },
        linkHash: createHash('sha256').update(token).digest('hex'),
      }),
    ]);
    expect(await creditNotes()).toHaveLength(1);
  });

  it('says what goes back to the card, and why', async () => {
    await issue();
    const [mail] = await creditNotes();
    expect(mail!.text).toContain('Here is the credit note for the unused days of the previous one.');
    expect(mail!.text).toMatch(/Refunded: €33\.73 goes back/);
    expect(mail!.text).not.toContain('Deducted');
  });

  it('says by how much it reduces which open invoice', async () => {
    const refunds = [{ paymentId: 'pay_sub_1', amount: 10_00 }];
    const reductions = [{ number: 'FA-2026-000004', amount: 23_73 }];
    const corrects = ['FA-2026-000001', 'FA-2026-000004'];
    await issue({ reason: 'supersede', corrects, reducesOpen: 23_73, reductions, refunds });
    const [mail] = await creditNotes();
    expect(mail!.text).toMatch(/Deducted: invoice FA-2026-000004, which was open, is reduced by €23\.73\./);
    expect(mail!.text).toMatch(/Refunded: €10\.00/);
  });

  it('D16 says of a plan that lapsed that its renewal could not be collected; it goes to the last owner', async () => {
    const [, eventId] = await room.record([lastTryFailed, lapsed]);
    await issue({
      ...{ key: creditNoteKey(eventId!), reason: 'correction', refunds: [], reducesOpen: 33_73, language: 'fr' },
      corrects: ['FA-2026-000002', 'FA-2026-000003'],
      reductions: [{ number: 'FA-2026-000002', amount: 33_73 }],
    });
    const [mail] = await creditNotes();
    expect(mail).toMatchObject({ to: 'ann@work.example', subject: 'Votre avoir AV-2026-000001 – Work' });
    expect(mail!.text).toContain('Votre abonnement a pris fin, car son renouvellement n’a pas pu être encaissé.');
    expect(mail!.text).toMatch(/la facture FA-2026-000002, qui restait à payer/);
  });
});

const lastTryFailed: RenewalPaymentFailed = {
  type: 'RenewalPaymentFailed',
  data: {
    ...{ subscriptionId: 'sub_1', paymentId: 'pay_may', invoiceNumber: 'FA-2026-000002', reason: 'declined' },
    ...{ effectiveOn: '2026-05-08', retriesFailed: 3, nextRetryOn: null, endsOn: '2026-05-08' },
  },
};

const lapsed: SubscriptionEnded = {
  type: 'SubscriptionEnded',
  data: {
    ...{ subscriptionId: 'sub_1', spaceId: 'work', rootId: 'work', reason: 'lapsed', effectiveOn: '2026-05-08' },
    ...{ credit: null, writtenOff: 0, writtenOffInvoice: null, superseded: null },
  },
};
