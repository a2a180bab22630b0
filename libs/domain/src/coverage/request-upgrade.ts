import { refuseUnlessTier, seatPrice, versionInForce, type Catalog } from '../catalog/catalog.js';
import { invariant } from '../kernel/invariant.js';
import { refuseUnless } from '../kernel/refusal.js';
import type { LocalDate } from '../kernel/local-date.js';
import type { Currency } from '../kernel/money.js';
import type { Sealed } from '../kernel/sealed.js';
import { authorize, DEFAULT_POLICY, policyOf, type Collection } from '../policy/policy.js';
import { existing, roleIn, seatsTaken, type ExistingSpace, type Space } from '../space/space.state.js';
import { bill, wholePeriodLine, type Bill, type Selection } from '../subscription/bill.js';
import { refuseUnlessFitForManualBilling } from '../subscription/manual-billing.js';
import type { Locale } from '../subscription/owner.events.js';
import type { SubscriptionOpened } from '../subscription/subscription.events.js';
import type { Superseded } from '../subscription/supersede.events.js';
import { creditLinesOf, supersededPlans, type TeamPlan } from '../subscription/supersede.js';
import { firstTerm, periodOf, type PricedPeriod } from '../subscription/term.js';
import { trialPeriod } from '../subscription/trial.js';
import type { UpgradeRequested } from './coverage.events.js';
import { coverOf, type Coverage } from './coverage.state.js';
import { refuseIfCovered, refuseUnlessTeamsCanBeSuperseded, takenTeams } from './who-is-covered.js';

/** The final confirmation of an upgrade from Basic (R18-R25). */
export interface RequestUpgrade {
  readonly type: 'RequestUpgrade';
  readonly data: {
    readonly subscriptionId: string;
    readonly paymentId: string;
    readonly space: Space;
    readonly by: string;
    /** Sales staff, who alone arrange manual billing (R27). */
    readonly isBySales: boolean;
    /** R25: who becomes billing owner, and whether an e-mail is known for the invoices (R34). */
    readonly ownerId: string;
    readonly ownerHasEmail: boolean;
    readonly selection: Selection;
    readonly collection: Collection;
    /** D11: try the plan out first. */
    readonly isTrial: boolean;
    readonly currency: Currency;
    readonly timeZone: string;
    readonly locale: Locale;
    readonly billingDetails: Sealed;
    /** Null when none was given: needed unless it is a trial or manual billing. */
    readonly paymentMethod: Sealed | null;
    /** A card was given and the gateway does not know it. */
    readonly isCardUnknown: boolean;
    /** The day in the subscription's time zone, which becomes the anchor. */
    readonly today: LocalDate;
    readonly catalog: Catalog;
    /** Of an organization: the plans of its teams that live, by the id of the team (D2). */
    readonly teams: ReadonlyMap<string, TeamPlan>;
  };
}

/** R3, R4: the seats cover everyone who takes one. R12-R14: seats are bought in tiers. */
const refuseUnlessEnoughSeats = (space: ExistingSpace, data: RequestUpgrade['data']): void => {
  const { catalog, selection, today, collection } = data;
  refuseUnlessTier(versionInForce(catalog, today), selection.seats);
  if (collection === 'manual') refuseUnlessFitForManualBilling(selection);
  const members = seatsTaken(space);
  refuseUnless(selection.seats >= members, 'seats.below_members', { seats: selection.seats, members });
};

const refuseUnlessOwnerFits = (space: ExistingSpace, { ownerId, ownerHasEmail }: RequestUpgrade['data']): void => {
  refuseUnless(space.members.has(ownerId), 'owner.not_a_member', { memberId: ownerId });
  refuseUnless(ownerHasEmail, 'owner.email_missing', { memberId: ownerId });
};

/** A trial can do without payment data (D11), a manual plan has none (D7). */
const refuseUnlessPayable = ({ paymentMethod, isCardUnknown, isTrial, collection }: RequestUpgrade['data']): void => {
  refuseUnless(!isCardUnknown, 'payment_method.unknown');
  refuseUnless(paymentMethod !== null || isTrial || collection === 'manual', 'payment_method.missing');
};

/** D11: one trial per space, of a plan that is paid by card. */
const refuseUnlessTrialIsFree = (space: ExistingSpace, data: RequestUpgrade['data'], coverage: Coverage): void => {
  if (!data.isTrial) return;
  refuseUnless(data.collection === 'automatic', 'trial.not_available');
  refuseUnless(coverOf(coverage, space.spaceId)?.hadTrial !== true, 'trial.used', { spaceId: space.spaceId });
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
  collection: data.collection,
  policy: DEFAULT_POLICY,
  billingDetails: data.billingDetails,
  paymentMethod: data.paymentMethod,
});

const firstPeriod = ({ catalog, selection, currency, today, isTrial }: RequestUpgrade['data']): PricedPeriod => {
  const version = versionInForce(catalog, today);
  if (isTrial) return trialPeriod(version, selection, { today, currency });
  const term = firstTerm(today, selection.cycle);
  const unitPrice = seatPrice(version, selection.plan, selection.cycle, currency);
  return { term, k: 0, period: periodOf(term, 0), catalogVersion: version.version, unitPrice };
};

interface FirstBill {
  readonly bill: Bill | null;
  readonly supersedes: readonly Superseded[];
}

/** The whole first period, less what is credited for the plans of teams (D2). A trial costs nothing (D11). */
const firstBill = (data: RequestUpgrade['data'], priced: PricedPeriod, teams: readonly TeamPlan[]): FirstBill => {
  if (data.isTrial) return { bill: null, supersedes: [] };
  const { subscriptionId, ownerId, currency, selection } = data;
  const charge = wholePeriodLine(selection, priced.period, priced.unitPrice);
  const supersedes = supersededPlans({ subscriptionId, ownerId, currency, charge: charge.amount }, teams);
  const credits = creditLinesOf(supersedes);
  return { bill: bill('start', currency, [charge, ...credits]), supersedes };
};

const teamsToSupersede = (space: ExistingSpace, data: RequestUpgrade['data'], coverage: Coverage): TeamPlan[] => {
  if (space.kind !== 'organization') return [];
  return takenTeams(coverage).map(([teamId]) => {
    const team = data.teams.get(teamId);
    invariant(team !== undefined, `the plan of the team ${teamId} lives, so it comes in with the command`);
    return team;
  });
};

/**
 * @throws Refusal `space.unknown`, `rights.not_allowed`, `upgrade.already_upgraded`, `upgrade.covered_by_organization`,
 * `payment.pending`, `trial.*`, `plan.unknown`, `currency.unknown`, `seats.*`, `manual.*`, `contact_sales`,
 * `owner.not_a_member`, `owner.email_missing`, `payment_method.unknown`, `payment_method.missing`,
 * `subscription.renewal_due` when a team's plan waits for its renewal.
 */
export const requestUpgrade = ({ data }: RequestUpgrade, coverage: Coverage): readonly UpgradeRequested[] => {
  const space = existing(data.space);
  const { collection, isBySales } = data;
  const role = isBySales ? 'sales' : roleIn(space, data.by, null);
  authorize(policyOf(DEFAULT_POLICY), { action: 'startUpgrade', role, collection, spaceKind: space.kind });
  refuseIfCovered(space, coverage);
  refuseUnlessTrialIsFree(space, data, coverage);
  const teams = teamsToSupersede(space, data, coverage);
  refuseUnlessTeamsCanBeSuperseded(teams);
  const priced = firstPeriod(data);
  refuseUnlessEnoughSeats(space, data);
  refuseUnlessOwnerFits(space, data);
  refuseUnlessPayable(data);
  const { bill: due, supersedes } = firstBill(data, priced, teams);
  const isPaidAtOnce = due !== null && due.net > 0 && collection === 'automatic';
  const { subscriptionId, selection } = data;
  const paymentId = isPaidAtOnce ? data.paymentId : null;
  const about = { subscriptionId, spaceId: space.spaceId, account: accountOf(space, data), selection, priced };
  return [{ type: 'UpgradeRequested', data: { ...about, bill: due, paymentId, supersedes } }];
};
