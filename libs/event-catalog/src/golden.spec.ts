import {
  catalogDecider,
  checkInvoice,
  coverageDecider,
  coverOf,
  mailDecider,
  paymentDecider,
  replay,
  seatsTaken,
  spaceDecider,
  subscriptionDecider,
  supportDecider,
  versionInForce,
  existing,
  type CoverageEvent,
  type ExistingSpace,
  type SpaceEvent,
} from '#domain';
import type { EventType, StoredEvent } from './events.js';
import { CURRENT_VERSION, EVENTS } from './registry.js';
import type { EventDefinition } from './schemas/index.js';
import { golden } from './testing/index.js';

/** Not facts of the domain: nothing is decided from them there. */
const TECHNICAL = ['ClockMoved', 'CommandAnswered', 'CommandAttemptFailed', 'CommandLeftOpen'] as const;

/** Streams as they come to be, each event by its golden file. */
const HISTORIES = {
  workspace: ['WorkspaceCreated'],
  team: ['TeamCreated'],
  organization: ['OrganizationCreated', 'MemberAdded', 'AdministratorAppointed', 'MemberProfileChanged'],
  leaving: ['AdministratorDismissed', 'MemberRemoved'],
  upgrade: ['UpgradeRequested', 'UpgradeCompleted'],
  declinedUpgrade: ['UpgradeRequested', 'UpgradeFailed'],
  endOfCover: ['CoverageEnded'],
  firstMonth: [
    'SubscriptionOpened',
    'PlanUpgraded',
    'PaidChangeRequested',
    'PaidChangeFailed',
    'PaidChangeRequested',
    'SeatsChanged',
    'ChangeScheduled',
  ],
  changeOfMind: ['ScheduledChangeUndone'],
  secondMonth: [
    'SubscriptionRenewed',
    'RenewalPaymentFailed',
    'BillingOwnerReassigned',
    'BillingDetailsChanged',
    'PaymentMethodReplaced',
    'CancellationScheduled',
  ],
  staying: ['CancellationUndone'],
  end: ['SubscriptionEnded'],
  payment: ['PaymentRequested', 'PaymentSettled'],
  declinedPayment: ['PaymentRequested', 'PaymentFailed'],
  invoices: ['InvoiceIssued'],
  mail: ['MailSent'],
  support: ['SupportRequested'],
  catalog: ['CatalogVersionPublished'],
} as const;

type Told<T extends EventType> = Extract<StoredEvent, { readonly type: T }>;

const tell = <T extends EventType>(history: readonly T[]): Told<T>[] => history.map((type) => golden<T>(type));

/** The states that a stream can be in after an event of this type; any, when the type moves nothing. */
const moved = (states: ReadonlySet<string>, type: EventType): ReadonlySet<string> => {
  const { moves = [] }: EventDefinition = EVENTS[type];
  const steps = moves.map((move) => move.split(' -> ')).filter(([from = '']) => states.has(from));
  return moves.length === 0 ? states : new Set(steps.map(([, to = '']) => to));
};

const STATES = new Set(
  Object.values<EventDefinition>(EVENTS).flatMap(({ moves = [] }) => moves.flatMap((move) => move.split(' -> '))),
);

const spaceAfter = (events: readonly SpaceEvent[]): ExistingSpace => existing(replay(spaceDecider, events));

/** A golden file that no longer fits the domain breaks the replay of a real history, so each one is replayed here. */
describe('the golden events, replayed by the domain', () => {
  it('leave out none', () => {
    const told: readonly EventType[] = [...Object.values(HISTORIES).flat(), ...TECHNICAL];
    expect([...new Set(told)].sort()).toStrictEqual(Object.keys(CURRENT_VERSION).sort());
  });

  it.each(Object.entries(HISTORIES))('go the way that the diagrams draw: %s', (_name, history) =>
    expect(history.reduce<ReadonlySet<string>>(moved, STATES).size).toBeGreaterThan(0),
  );

  it('make a workspace, a team, and an organization with an administrator who leaves', () => {
    expect(spaceAfter(tell(HISTORIES.workspace))).toMatchObject({ kind: 'workspace', name: 'Studio Lune' });
    expect(spaceAfter(tell(HISTORIES.team))).toMatchObject({ kind: 'team', organizationId: 'acme' });
    const organization = tell(HISTORIES.organization);
    const staffed = spaceAfter(organization);
    // Alice took a seat until she got the e-mail of a guest.
    expect(seatsTaken(spaceAfter(organization.slice(0, 2)))).toBe(1);
    expect(seatsTaken(staffed)).toBe(0);
    expect([...staffed.administrators]).toStrictEqual(['alice']);
    const left = spaceAfter([...organization, ...tell(HISTORIES.leaving)]);
    expect([left.members.size, left.administrators.size]).toStrictEqual([0, 0]);
  });

  it('cover a team, from the request to the end', () => {
    const { upgrade, declinedUpgrade, endOfCover } = HISTORIES;
    const statusAfter = (events: readonly CoverageEvent[]): string | undefined =>
      coverOf(replay(coverageDecider, events), 'acme-design')?.status;
    expect(statusAfter(tell(['UpgradeRequested']))).toBe('requested');
    expect(statusAfter(tell(declinedUpgrade))).toBeUndefined();
    expect(statusAfter(tell(upgrade))).toBe('live');
    expect(statusAfter([...tell(upgrade), ...tell(endOfCover)])).toBe('ended');
  });

  it('lead a subscription through seats up, a pending decrease and its undoing', () => {
    const firstMonth = tell(HISTORIES.firstMonth);
    expect(replay(subscriptionDecider, firstMonth)).toMatchObject({
      status: 'active',
      selection: { plan: 'premium', cycle: 'monthly', seats: 10 },
      ledger: { invoiced: 101_18 },
      pendingChange: { to: { plan: 'premium', cycle: 'monthly', seats: 3 }, effectiveOn: '2026-05-01' },
      pendingPayment: null,
    });
    expect(replay(subscriptionDecider, [...firstMonth, ...tell(HISTORIES.changeOfMind)])).toMatchObject({
      pendingChange: null,
    });
  });

  it('lead it through a renewal that could not be collected, another owner, another card and a cancellation', () => {
    const history = [...tell(HISTORIES.firstMonth), ...tell(HISTORIES.secondMonth)];
    expect(replay(subscriptionDecider, history)).toMatchObject({
      status: 'active',
      account: {
        ownerId: 'mia',
        locale: 'en',
        timeZone: 'Europe/Paris',
        nextTimeZone: 'America/New_York',
        paymentMethod: golden('PaymentMethodReplaced').data.paymentMethod,
      },
      selection: { plan: 'premium', cycle: 'monthly', seats: 4 },
      current: { k: 1, period: { start: '2026-05-01', end: '2026-06-01' } },
      ledger: { invoiced: 53_96 },
      pastDue: { invoiceNumber: 'FA-2026-000003' },
      isCancelling: true,
    });
    expect(replay(subscriptionDecider, [...history, ...tell(HISTORIES.staying)])).toMatchObject({
      isCancelling: false,
    });
    expect(replay(subscriptionDecider, [...history, ...tell(HISTORIES.end)])).toMatchObject({
      status: 'ended',
      endedOn: '2026-06-01',
    });
  });

  it('request payments, of which one is settled and one fails', () => {
    expect(replay(paymentDecider, tell(['PaymentRequested']))).toMatchObject({ status: 'requested' });
    expect(replay(paymentDecider, tell(HISTORIES.payment))).toMatchObject({ status: 'settled' });
    expect(replay(paymentDecider, tell(HISTORIES.declinedPayment))).toMatchObject({ status: 'failed' });
  });

  it('issue an invoice that adds up, and mail it', () => {
    for (const { data } of tell(HISTORIES.invoices)) expect(() => checkInvoice(data)).not.toThrow();
    expect(replay(mailDecider, tell(HISTORIES.mail))).toStrictEqual({ status: 'sent' });
  });

  it('ask support for help', () => {
    const [{ data }] = tell(HISTORIES.support) as [Told<'SupportRequested'>];
    expect([...replay(supportDecider, tell(HISTORIES.support)).requestIds]).toStrictEqual([data.requestId]);
  });

  it('publish a price list', () =>
    expect(versionInForce(replay(catalogDecider, tell(HISTORIES.catalog)), '2026-04-16')).toMatchObject({
      version: '2026-01',
      trialDays: 30,
    }));

  it('keep the clock and an answer as they were given', () => {
    expect(Date.parse(golden('ClockMoved').data.now)).toBe(Date.UTC(2026, 4, 1));
    expect(golden('CommandAnswered').data).toMatchObject({ status: 201, answer: { revision: 1 } });
  });
});
