import {
  isPaidAfterTrial,
  openedAccount,
  periodPrice,
  seatsTaken,
  type Currency,
  type LocalDate,
  type PricedPeriod,
  type Selection,
  type Account,
} from '#domain';
import { dayIn, type Vault } from '#platform';
import type { InvoiceShape } from '../invoices/invoice.shape.js';
import { moneyShape } from '../shapes/money.js';
import { openProfile } from '../spaces/profiles.js';
import { toSpace, type SpaceDocument } from '../spaces/space.document.js';
import type { PendingUpgrade, SpaceCover, StandingSubscription } from '../subscriptions/space-cover.js';
import { conditionsOf } from '../subscriptions/subscriptions.projection.js';
import type { BillingAction } from './actions.js';
import type { BillingState, BillingTabSpace, OwnersBillingTab } from './billing-tab.shape.js';

export const tabSpaceOf = ({ spaceId: id, kind, name }: SpaceDocument): BillingTabSpace => ({ id, kind, name });

type StateFields = Pick<OwnersBillingTab, 'state' | 'states' | 'since'>;
type PlanFields = Pick<OwnersBillingTab, 'plan' | 'cycle' | 'seats' | 'pricePerSeat' | 'price' | 'period'>;
type AccountFields = Pick<
  OwnersBillingTab,
  'subscriptionId' | 'collection' | 'billingOwner' | 'billingDetails' | 'paymentMethod'
>;
type ComingFields = Pick<OwnersBillingTab, 'renewsOn' | 'endsOn' | 'pendingChange'>;

type Card = NonNullable<OwnersBillingTab['paymentMethod']>;

interface Priced {
  readonly selection: Selection;
  readonly current: PricedPeriod;
  readonly currency: Currency;
}

const planFields = (space: SpaceDocument, { selection, current, currency }: Priced): PlanFields => ({
  plan: selection.plan,
  cycle: selection.cycle,
  seats: { purchased: selection.seats, used: seatsTaken(toSpace(space)) },
  pricePerSeat: moneyShape(current.unitPrice, currency),
  price: moneyShape(periodPrice(selection.seats, current.unitPrice), currency),
  period: current.period,
});

const accountFields = async (vault: Vault, space: SpaceDocument, account: Account): Promise<AccountFields> => {
  const { subscriptionId, collection, ownerId, paymentMethod, locale, currency } = account;
  const [{ name, email }, details, card] = await Promise.all([
    openProfile(vault, space, ownerId),
    vault.open<Readonly<Record<string, unknown>>>(account.billingDetails),
    paymentMethod && vault.open<Card>(paymentMethod),
  ]);
  return {
    subscriptionId,
    collection,
    billingOwner: { memberId: ownerId, name, email },
    billingDetails: details && { ...details, locale, timeZone: account.nextTimeZone, currency },
    // The envelope also holds the token, which charges the card: it is shown to nobody.
    paymentMethod: card && { brand: card.brand, lastFour: card.lastFour },
  };
};

const comingFields = ({ state, current }: StandingSubscription): ComingFields => {
  if (state.status === 'ended') return { renewsOn: null, endsOn: state.endedOn, pendingChange: null };
  const { pendingChange, isCancelling, trial } = state;
  const { end } = current.period;
  const isEnding = isCancelling || (trial !== null && !isPaidAfterTrial(state));
  return {
    renewsOn: isEnding ? null : end,
    endsOn: isEnding ? end : null,
    pendingChange: pendingChange && { ...pendingChange.to, effectiveOn: pendingChange.effectiveOn },
  };
};

/** A team is covered since its organization is, or since it exists. */
const coveredSince = (space: SpaceDocument, organization: StandingSubscription): LocalDate => {
  const created = dayIn(organization.state.account.timeZone, space.createdAt) as LocalDate;
  const paid = organization.since.active;
  return paid !== undefined && paid > created ? paid : created;
};

const stateFields = ({ space, organization }: SpaceCover, subscription: StandingSubscription): StateFields => {
  const conditions = conditionsOf(subscription.state);
  const [first = 'ended'] = conditions;
  if (first !== 'ended' || organization === null)
    return { state: first, states: conditions, since: subscription.since };
  return { state: 'covered', states: ['covered'], since: { covered: coveredSince(space, organization) } };
};

export interface TabExtras {
  readonly latestInvoice: InvoiceShape | null;
  readonly actions: readonly BillingAction[];
}

/** The tab of a subscription that stands, for those who may see its plan. */
export const subscriptionTab = async (
  vault: Vault,
  cover: SpaceCover,
  subscription: StandingSubscription,
  { latestInvoice, actions }: TabExtras,
): Promise<OwnersBillingTab> => {
  const { space } = cover;
  const { state, current, revision, position } = subscription;
  const { account, selection } = state;
  return {
    space: tabSpaceOf(space),
    ...(await accountFields(vault, space, account)),
    ...stateFields(cover, subscription),
    ...planFields(space, { selection, current, currency: account.currency }),
    ...comingFields(subscription),
    latestInvoice,
    actions,
    revision,
    position,
  };
};

/** The tab of an upgrade whose payment is pending, for its owner-to-be. */
export const pendingTab = async (
  vault: Vault,
  space: SpaceDocument,
  { request, position }: PendingUpgrade,
  actions: readonly BillingAction[],
): Promise<OwnersBillingTab> => {
  const { account, selection, priced } = request;
  const state: BillingState = 'paymentPending';
  return {
    space: tabSpaceOf(space),
    ...(await accountFields(vault, space, openedAccount(account))),
    state,
    states: [state],
    since: { [state]: priced.period.start },
    ...planFields(space, { selection, current: priced, currency: account.currency }),
    renewsOn: null,
    endsOn: null,
    pendingChange: null,
    latestInvoice: null,
    actions,
    revision: null,
    position,
  };
};
