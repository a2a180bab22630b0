import { mayClaimOwnership, roleIn, type Action, type ActiveSubscription, type LocalDate, type Role } from '#domain';
import { toSpace, type SpaceDocument } from '../spaces/space.document.js';
import { isPermitted, isUpgradable, roleFor, type Governed, type SpaceCover } from '../subscriptions/space-cover.js';

/** What the billing tab can offer (R42, R47), by the names of the API and in its order. */
export type BillingAction =
  | 'startUpgrade'
  | 'changePlan'
  | 'undoChange'
  | 'editPaymentMethod'
  | 'seeSeatsUsed'
  | 'editBillingDetails'
  | 'assignBillingOwner'
  | 'downloadLatestInvoice'
  | 'contactSupport'
  | 'cancelPlan'
  | 'undoCancellation'
  | 'endTrial'
  | 'claimOwnership';

interface Situation {
  /** The plan that lives. */
  readonly plan: ActiveSubscription | null;
  /** Whether a billing fact can change now: no payment is open, and no period waits for its renewal. */
  readonly isSettled: boolean;
  /** A paid change waits for its payment: until that is settled, nothing else changes. */
  readonly isPaymentOpen: boolean;
  readonly canUpgrade: boolean;
  readonly hasInvoice: boolean;
}

interface Offer {
  readonly action: BillingAction;
  /** The right that it takes. */
  readonly right: Action;
  readonly fits: (situation: Situation) => boolean;
}

const lives = ({ plan }: Situation): boolean => plan !== null;
const livesInPeace = ({ plan, isPaymentOpen }: Situation): boolean => plan !== null && !isPaymentOpen;

const OFFERS: readonly Offer[] = [
  { action: 'startUpgrade', right: 'startUpgrade', fits: ({ canUpgrade }) => canUpgrade },
  { action: 'changePlan', right: 'changePlan', fits: ({ isSettled }) => isSettled },
  {
    action: 'undoChange',
    right: 'changePlan',
    fits: ({ isSettled, plan }) => isSettled && plan !== null && plan.pendingChange !== null,
  },
  { action: 'editPaymentMethod', right: 'editPaymentMethod', fits: livesInPeace },
  { action: 'seeSeatsUsed', right: 'seeSeatsUsed', fits: lives },
  { action: 'editBillingDetails', right: 'editBillingDetails', fits: livesInPeace },
  { action: 'assignBillingOwner', right: 'assignBillingOwner', fits: livesInPeace },
  { action: 'downloadLatestInvoice', right: 'readInvoices', fits: ({ hasInvoice }) => hasInvoice },
  { action: 'contactSupport', right: 'contactSupport', fits: () => true },
  {
    action: 'cancelPlan',
    right: 'cancelPlan',
    fits: ({ isSettled, plan }) => isSettled && plan?.isCancelling === false,
  },
  {
    action: 'undoCancellation',
    right: 'cancelPlan',
    fits: ({ isSettled, plan }) => isSettled && plan?.isCancelling === true,
  },
  {
    action: 'endTrial',
    right: 'endTrial',
    fits: ({ isSettled, plan }) => isSettled && plan !== null && plan.trial !== null,
  },
];

/** D8: beside the rights of a policy, and offered last. */
const canClaim = ({ plan }: Pick<Situation, 'plan'>, role: Role, { administrators }: SpaceDocument): boolean => {
  const isOwnerMissing = plan !== null && plan.ownerMissingSince !== null;
  return mayClaimOwnership({ role, isOwnerMissing, hasAdministrators: administrators.length > 0 });
};

const situationOf = (cover: SpaceCover, hasInvoice: boolean, today: LocalDate): Omit<Situation, 'canUpgrade'> => {
  const state = cover.subscription?.state;
  const plan = state?.status === 'active' ? state : null;
  const isPaymentOpen = plan !== null && plan.pendingPayment !== null;
  const isSettled = plan !== null && !isPaymentOpen && today < plan.current.period.end;
  return { plan, isSettled, isPaymentOpen, hasInvoice };
};

/** An upgrade is decided by the terms of the plan that it would begin, whatever those of the ended one were. */
const governing = ({ space, subscription }: SpaceCover, right: Action): Governed => ({
  space,
  subscription: right === 'startUpgrade' ? null : subscription,
});

export interface ActionsRequest {
  readonly cover: SpaceCover;
  readonly callerId: string;
  readonly hasInvoice: boolean;
  /** The day in the subscription's time zone. */
  readonly today: LocalDate;
}

/** What this caller may do now and would not be refused (D9, R28). */
export const actionsOf = ({ cover, callerId, hasInvoice, today }: ActionsRequest): readonly BillingAction[] => {
  const role = roleFor(cover, callerId);
  // D5: a member starts an upgrade; the last owner of an ended plan may have left the space.
  const isInSpace = roleIn(toSpace(cover.space), callerId, null) !== 'outsider';
  const situation = { ...situationOf(cover, hasInvoice, today), canUpgrade: isInSpace && isUpgradable(cover) };
  const isOffered = ({ right, fits }: Offer): boolean =>
    fits(situation) && isPermitted(governing(cover, right), role, right);
  const offered = OFFERS.filter(isOffered).map(({ action }) => action);
  return canClaim(situation, role, cover.space) ? [...offered, 'claimOwnership'] : offered;
};
