import { refuseUnlessTier, seatPrice, versionInForce, type Catalog } from '../catalog/catalog.js';
import { refuse, refuseUnless } from '../kernel/refusal.js';
import type { LocalDate } from '../kernel/local-date.js';
import type { Currency } from '../kernel/money.js';
import type { Sealed } from '../kernel/sealed.js';
import { authorize, DEFAULT_POLICY, policyOf } from '../policy/policy.js';
import { existing, roleIn, rootOf, seatsTaken, type ExistingSpace, type Space } from '../space/space.state.js';
import { bill, wholePeriodLine, type Selection } from '../subscription/bill.js';
import type { Locale, PricedPeriod, SubscriptionOpened } from '../subscription/subscription.events.js';
import { periodOf } from '../subscription/term.js';
import type { UpgradeRequested } from './coverage.events.js';
import { coverOf, isTaken, type Coverage } from './coverage.state.js';

/** The final confirmation of an upgrade from Basic (R18-R25). */
export interface RequestUpgrade {
  readonly type: 'RequestUpgrade';
  readonly data: {
    readonly subscriptionId: string;
    readonly paymentId: string;
    readonly space: Space;
    readonly by: string;
    /** R25: who becomes billing owner, and whether an e-mail is known for the invoices (R34). */
    readonly ownerId: string;
    readonly ownerHasEmail: boolean;
    readonly selection: Selection;
    readonly currency: Currency;
    readonly timeZone: string;
    readonly locale: Locale;
    readonly billingDetails: Sealed;
    /** Null when the gateway does not know the card. */
    readonly paymentMethod: Sealed | null;
    /** The day in the subscription's time zone, which becomes the anchor. */
    readonly today: LocalDate;
    readonly catalog: Catalog;
  };
}

/** D2, D5: a space has one paid plan at most, and a team of a paid organization needs none. */
const refuseIfCovered = (space: ExistingSpace, coverage: Coverage): void => {
  const own = coverOf(coverage, space.spaceId);
  refuseUnless(own?.status !== 'requested', 'payment.pending', { spaceId: space.spaceId });
  refuseUnless(!isTaken(own), 'upgrade.already_upgraded', { spaceId: space.spaceId });
  const root = space.kind === 'team' ? coverOf(coverage, rootOf(space)) : null;
  refuseUnless(root?.status !== 'requested', 'payment.pending', { spaceId: rootOf(space) });
  refuseUnless(!isTaken(root), 'upgrade.covered_by_organization', { organizationId: rootOf(space) });
  if (space.kind === 'organization') refuseIfTeamsAreUpgraded(coverage);
};

const refuseIfTeamsAreUpgraded = (coverage: Coverage): void => {
  const teamIds = [...coverage]
    .filter(([, cover]) => cover.spaceKind === 'team' && isTaken(cover))
    .map(([spaceId]) => spaceId);
  refuseUnless(teamIds.length === 0, 'upgrade.teams_are_upgraded', { teamIds });
};

/** R3, R4: the seats cover everyone who takes one. R12-R14: seats are bought in tiers. */
const refuseUnlessEnoughSeats = (space: ExistingSpace, { catalog, selection, today }: RequestUpgrade['data']): void => {
  refuseUnlessTier(versionInForce(catalog, today), selection.seats);
  const members = seatsTaken(space);
  refuseUnless(selection.seats >= members, 'seats.below_members', { seats: selection.seats, members });
};

const refuseUnlessOwnerFits = (space: ExistingSpace, { ownerId, ownerHasEmail }: RequestUpgrade['data']): void => {
  refuseUnless(space.members.has(ownerId), 'owner.not_a_member', { memberId: ownerId });
  refuseUnless(ownerHasEmail, 'owner.email_missing', { memberId: ownerId });
};

const accountOf = (space: ExistingSpace, data: RequestUpgrade['data']): SubscriptionOpened['data'] => ({
  subscriptionId: data.subscriptionId,
  spaceId: space.spaceId,
  spaceKind: space.kind,
  organizationId: space.organizationId,
  ownerId: data.ownerId,
  openedBy: data.by,
  currency: data.currency,
  timeZone: data.timeZone,
  locale: data.locale,
  collection: 'automatic',
  policy: DEFAULT_POLICY,
  billingDetails: data.billingDetails,
  paymentMethod: data.paymentMethod,
});

const firstPeriod = ({ catalog, selection, currency, today }: RequestUpgrade['data']): PricedPeriod => {
  const term = { index: 0, anchorOn: today, cycle: selection.cycle };
  const version = versionInForce(catalog, today);
  const unitPrice = seatPrice(version, selection.plan, selection.cycle, currency);
  return { term, k: 0, period: periodOf(term, 0), catalogVersion: version.version, unitPrice };
};

/**
 * @throws Refusal `space.unknown`, `rights.not_allowed`, `upgrade.already_upgraded`, `upgrade.covered_by_organization`,
 * `payment.pending`, `plan.unknown`, `currency.unknown`, `seats.*`, `contact_sales`, `owner.not_a_member`,
 * `owner.email_missing`, `payment_method.unknown`.
 */
export const requestUpgrade = ({ data }: RequestUpgrade, coverage: Coverage): readonly UpgradeRequested[] => {
  const space = existing(data.space);
  const role = roleIn(space, data.by, null);
  authorize(policyOf(DEFAULT_POLICY), { action: 'startUpgrade', role, spaceKind: space.kind, collection: 'automatic' });
  refuseIfCovered(space, coverage);
  const priced = firstPeriod(data);
  refuseUnlessEnoughSeats(space, data);
  refuseUnlessOwnerFits(space, data);
  if (data.paymentMethod === null) return refuse('payment_method.unknown');
  const { subscriptionId, selection, paymentId, currency } = data;
  const due = bill('start', currency, [wholePeriodLine(selection, priced.period, priced.unitPrice)]);
  const account = accountOf(space, data);
  return [
    {
      type: 'UpgradeRequested',
      data: { subscriptionId, spaceId: space.spaceId, account, selection, priced, bill: due, paymentId },
    },
  ];
};
