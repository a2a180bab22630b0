import {
  bankPaymentDecider,
  catalogDecider,
  checkCreditNote,
  checkInvoice,
  coverageDecider,
  coverOf,
  mailDecider,
  noticeOf,
  paymentDecider,
  refundDecider,
  replay,
  salesDecider,
  seatsTaken,
  spaceDecider,
  supportDecider,
  versionInForce,
  existing,
  type CoverageEvent,
  type ExistingSpace,
  type SpaceEvent,
} from '#domain';
import { EVENTS } from './registry.js';
import type { EventDefinition } from './schemas/index.js';
import { golden, HISTORIES, STORED_VERSIONS, told, type VersionName } from './testing/index.js';

/** Not facts of the domain: nothing is decided from them there. */
const TECHNICAL = ['ClockMoved.v1', 'CommandAnswered.v1', 'CommandAttemptFailed.v1', 'CommandLeftOpen.v1'] as const;

/** The states that a stream can be in after an event; any, when its type moves nothing. */
const moved = (states: ReadonlySet<string>, name: VersionName): ReadonlySet<string> => {
  const [type] = name.split('.v') as [keyof typeof EVENTS];
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
  it('leave out no version', () => {
    const names: readonly VersionName[] = [...Object.values(HISTORIES).flat(), ...TECHNICAL];
    expect([...new Set(names)].sort()).toStrictEqual(STORED_VERSIONS.map(({ name }) => name).sort());
  });

  it.each(Object.entries(HISTORIES))('go the way that the diagrams draw: %s', (_name, history) =>
    expect(history.reduce<ReadonlySet<string>>(moved, STATES).size).toBeGreaterThan(0),
  );

  it('make a workspace, a team, and an organization with an administrator who leaves', () => {
    expect(spaceAfter(told(HISTORIES.workspace))).toMatchObject({ kind: 'workspace', name: 'Studio Lune' });
    expect(spaceAfter(told(HISTORIES.team))).toMatchObject({ kind: 'team', organizationId: 'acme' });
    const organization = told(HISTORIES.organization);
    const staffed = spaceAfter(organization);
    // Alice took a seat until she got the e-mail of a guest.
    expect(seatsTaken(spaceAfter(organization.slice(0, 2)))).toBe(1);
    expect(seatsTaken(staffed)).toBe(0);
    expect([...staffed.administrators]).toStrictEqual(['alice']);
    const left = spaceAfter([...organization, ...told(HISTORIES.leaving)]);
    expect([left.members.size, left.administrators.size]).toStrictEqual([0, 0]);
  });

  describe('cover', () => {
    const { upgrade, declinedUpgrade, upgradeOfOrganization, failedUpgradeOfOrganization, endOfCover } = HISTORIES;
    const statusOf = (spaceId: string, events: readonly CoverageEvent[]): string | undefined =>
      coverOf(replay(coverageDecider, events), spaceId)?.status;

    it('a team, from the request to the end', () => {
      expect(statusOf('acme-design', told(['UpgradeRequested.v1']))).toBe('requested');
      expect(statusOf('acme-design', told(declinedUpgrade))).toBeUndefined();
      expect(statusOf('acme-design', told(upgrade))).toBe('live');
      expect(statusOf('acme-design', [...told(upgrade), ...told(endOfCover)])).toBe('ended');
    });

    it('its organization, in the place of the team or not after all', () => {
      const requested = [...told(upgrade), ...told(upgradeOfOrganization)];
      expect(statusOf('acme', requested)).toBe('requested');
      expect(statusOf('acme-design', [...requested, ...told(endOfCover)])).toBe('ended');
      const failed = [...told(upgrade), ...told(failedUpgradeOfOrganization)];
      expect([statusOf('acme', failed), statusOf('acme-design', failed)]).toStrictEqual([undefined, 'live']);
    });
  });

  it('request payments, of which one is settled and one fails', () => {
    expect(replay(paymentDecider, told(['PaymentRequested.v1']))).toMatchObject({ status: 'requested' });
    expect(replay(paymentDecider, told(HISTORIES.payment))).toMatchObject({ status: 'settled' });
    expect(replay(paymentDecider, told(HISTORIES.declinedPayment))).toMatchObject({ status: 'failed' });
  });

  it('issue an invoice that adds up, and mail it', () => {
    for (const { data } of told(HISTORIES.invoices)) expect(() => checkInvoice(data)).not.toThrow();
    expect(replay(mailDecider, told(HISTORIES.invoiceMail))).toStrictEqual({ status: 'sent' });
  });

  it('issue a credit note that adds up, for what the end of a plan gives back, and refund it', () => {
    const { data: note } = golden('CreditNoteIssued');
    expect(() => checkCreditNote(note)).not.toThrow();
    expect(golden('SubscriptionEnded').data.credit).toMatchObject({ reason: note.reason, net: note.net });
    const { data: request } = golden('RefundRequested');
    expect(note.refunds).toStrictEqual([{ paymentId: request.paymentId, amount: request.amount }]);
    expect(request.creditNoteNumber).toBe(note.number);
    expect(replay(refundDecider, told(['RefundRequested.v1']))).toMatchObject({ status: 'requested', request });
    expect(replay(refundDecider, told(HISTORIES.refund))).toStrictEqual({ status: 'settled' });
  });

  it('record what a bank received: twenty seats of Premium for a year, tax included', () => {
    const { paymentIds, received } = replay(bankPaymentDecider, told(HISTORIES.bankPayment));
    expect([...paymentIds]).toStrictEqual([golden('BankPaymentRecorded').data.paymentId]);
    expect(received).toBe(2_698_00 + 539_60);
  });

  it('tell the billing owner that a trial ends', () => {
    expect(noticeOf(golden('TrialEndAnnounced'))).toBe(golden('MailSent').data.kind);
    expect(replay(mailDecider, told(HISTORIES.noticeMail))).toStrictEqual({ status: 'sent' });
  });

  it('ask support for help, and sales for what they arrange', () => {
    const { requestId } = golden('SupportRequested').data;
    expect([...replay(supportDecider, told(HISTORIES.support)).requestIds]).toStrictEqual([requestId]);
    const { requestId: forSales } = golden('SalesRequested').data;
    expect([...replay(salesDecider, told(HISTORIES.sales)).requestIds]).toStrictEqual([forSales]);
  });

  it('publish a price list', () =>
    expect(versionInForce(replay(catalogDecider, told(HISTORIES.catalog)), '2026-04-16')).toMatchObject({
      version: '2026-01',
      trialDays: 30,
    }));

  it('keep the clock and an answer as they were given', () => {
    expect(Date.parse(golden('ClockMoved').data.now)).toBe(Date.UTC(2026, 4, 1));
    expect(golden('CommandAnswered').data).toMatchObject({ status: 201, answer: { revision: 1 } });
  });
});
