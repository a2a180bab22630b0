import { readStory, type Story } from '#test/support/history';
import { useQuittance, type QuittanceUnderTest } from '#test/support/quittance';

const ACME_PEOPLE = [
  'ada',
  'basile',
  'chloe',
  'diego',
  'emma',
  'farid',
  'gaelle',
  'hugo',
  'ines',
  'jules',
  'karim',
  'lea',
];
const DESIGN_PEOPLE = ['dora', 'eliott', 'fanny', 'georg', 'hanna'].map((name) => `${name}@globex.example`);

/** Day of issue, number, reason, lines, net. */
const DESIGN_INVOICES: Story['invoices'] = [
  ['2026-01-31', 'FA-2026-000002', 'start', [67_45], 67_45],
  ['2026-02-28', 'FA-2026-000003', 'renewal', [67_45], 67_45],
  ['2026-03-31', 'FA-2026-000004', 'renewal', [67_45], 67_45],
  // Five more seats for 15 of the 30 days.
  ['2026-04-15', 'FA-2026-000005', 'change', [33_73], 33_73],
  ['2026-04-30', 'FA-2026-000006', 'renewal', [134_90], 134_90],
  ['2026-05-31', 'FA-2026-000007', 'renewal', [134_90], 134_90],
  // Ten seats of Business for 15 of the 30 days, less those of Premium.
  ['2026-06-15', 'FA-2026-000008', 'change', [152_45, -67_45], 85_00],
  ['2026-06-30', 'FA-2026-000009', 'renewal', [304_90], 304_90],
  ['2026-07-31', 'FA-2026-000010', 'renewal', [304_90], 304_90],
  ['2026-08-31', 'FA-2026-000011', 'renewal', [304_90], 304_90],
  ['2026-09-30', 'FA-2026-000012', 'renewal', [304_90], 304_90],
  ['2026-10-31', 'FA-2026-000013', 'renewal', [304_90], 304_90],
  ['2026-11-30', 'FA-2026-000014', 'renewal', [304_90], 304_90],
  ['2026-12-31', 'FA-2026-000015', 'renewal', [304_90], 304_90],
  ['2027-01-31', 'FA-2027-000001', 'renewal', [304_90], 304_90],
  ['2027-02-28', 'FA-2027-000002', 'renewal', [304_90], 304_90],
  ['2027-03-31', 'FA-2027-000003', 'renewal', [304_90], 304_90],
];

/** What is told beside the invoices. */
const DESIGN_NOTICES: Story['mails'] = [
  ['2026-08-10', 'dora@globex.example', 'ownerChanged'],
  ['2026-08-10', 'eliott@globex.example', 'ownerChanged'],
  ['2026-09-10', 'eliott@globex.example', 'cancelled'],
];

const mailOfDesign = ([day, number]: Story['invoices'][number]): Story['mails'][number] => [
  day,
  day < '2026-08-10' ? 'dora@globex.example' : 'eliott@globex.example',
  number,
];

const countOfMails = async (quittance: QuittanceUnderTest): Promise<number> => (await quittance.mails()).length;

describe('fourteen months of an organization and of a team in another one', () => {
  const quittance = useQuittance({ now: '2026-01-15' });

  it('lead to exactly these events, payments, invoices and mails', async () => {
    await quittance.organization({ spaceId: 'acme', members: [...ACME_PEOPLE, 'gus@freelance.example'] });
    await quittance.organization({ spaceId: 'globex', members: DESIGN_PEOPLE.slice(0, 1) });
    await quittance.team('globex', { spaceId: 'design', members: DESIGN_PEOPLE });
    const [ada, dora, eliott] = await Promise.all(['ada', 'dora', 'eliott'].map((id) => quittance.signIn(id)));

    const acme = await quittance.upgrade('acme', { by: 'ada', plan: 'business', cycle: 'annual', seats: 15 });
    await quittance.advance('2026-01-31');
    const design = await quittance.upgrade('design', { by: 'dora', plan: 'premium', cycle: 'monthly', seats: 5 });
    await quittance.advance('2026-04-15');
    await dora!.change('design', { seats: 10 });
    await quittance.advance('2026-06-15');
    await dora!.change('design', { plan: 'business' });
    await quittance.advance('2026-08-10');
    await dora!.handOver('design', 'eliott');
    await quittance.advance('2026-09-10');
    await eliott!.cancel('design');
    await quittance.advance('2026-09-20');
    await eliott!.undoCancellation('design');
    await quittance.advance('2026-10-15');
    await ada!.cancel('acme');
    await quittance.advance('2027-03-31');

    expect(await readStory(quittance, acme)).toEqual({
      upgrade: [
        '2026-01-15 UpgradeRequested ada',
        '2026-01-15 UpgradeCompleted system',
        '2027-01-15 CoverageEnded system',
      ],
      subscription: [
        '2026-01-15 SubscriptionOpened system',
        '2026-01-15 PlanUpgraded system',
        '2026-10-15 CancellationScheduled ada',
        '2027-01-15 SubscriptionEnded system',
      ],
      payments: [['2026-01-15', 'start', 4_573_50, 'settled']],
      invoices: [['2026-01-15', 'FA-2026-000001', 'start', [4_573_50], 4_573_50]],
      mails: [
        ['2026-01-15', 'ada@acme.example', 'FA-2026-000001'],
        ['2026-10-15', 'ada@acme.example', 'cancelled'],
      ],
    });
    expect(await readStory(quittance, design)).toEqual({
      upgrade: ['2026-01-31 UpgradeRequested dora', '2026-01-31 UpgradeCompleted system'],
      subscription: [
        '2026-01-31 SubscriptionOpened system',
        '2026-01-31 PlanUpgraded system',
        '2026-02-28 SubscriptionRenewed system',
        '2026-02-28 PaymentReceived system',
        '2026-03-31 SubscriptionRenewed system',
        '2026-03-31 PaymentReceived system',
        '2026-04-15 PaidChangeRequested dora',
        '2026-04-15 SeatsChanged system',
        '2026-04-30 SubscriptionRenewed system',
        '2026-04-30 PaymentReceived system',
        '2026-05-31 SubscriptionRenewed system',
        '2026-05-31 PaymentReceived system',
        '2026-06-15 PaidChangeRequested dora',
        '2026-06-15 PlanUpgraded system',
        '2026-06-30 SubscriptionRenewed system',
        '2026-06-30 PaymentReceived system',
        '2026-07-31 SubscriptionRenewed system',
        '2026-07-31 PaymentReceived system',
        '2026-08-10 BillingOwnerReassigned dora',
        '2026-08-31 SubscriptionRenewed system',
        '2026-08-31 PaymentReceived system',
        '2026-09-10 CancellationScheduled eliott',
        '2026-09-20 CancellationUndone eliott',
        '2026-09-30 SubscriptionRenewed system',
        '2026-09-30 PaymentReceived system',
        '2026-10-31 SubscriptionRenewed system',
        '2026-10-31 PaymentReceived system',
        '2026-11-30 SubscriptionRenewed system',
        '2026-11-30 PaymentReceived system',
        '2026-12-31 SubscriptionRenewed system',
        '2026-12-31 PaymentReceived system',
        '2027-01-31 SubscriptionRenewed system',
        '2027-01-31 PaymentReceived system',
        '2027-02-28 SubscriptionRenewed system',
        '2027-02-28 PaymentReceived system',
        '2027-03-31 SubscriptionRenewed system',
        '2027-03-31 PaymentReceived system',
      ],
      payments: DESIGN_INVOICES.map(([day, , reason, , net]) => [day, reason, net, 'settled']),
      invoices: DESIGN_INVOICES,
      mails: [...DESIGN_INVOICES.map(mailOfDesign), ...DESIGN_NOTICES].sort(),
    });
    expect(await countOfMails(quittance)).toBe(1 + 1 + DESIGN_INVOICES.length + DESIGN_NOTICES.length);
  });
});
