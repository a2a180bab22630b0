import { authorize, policyOf, type Action, type Role } from '../policy/policy.js';
import { refuse, refuseUnless } from '../kernel/refusal.js';
import type { LocalDate } from '../kernel/local-date.js';
import { openAmount } from './ledger.js';
import { billingOwnerOf, type ActiveSubscription, type Subscription } from './subscription.state.js';

/** Who gives a command, and what he is to the space by its own stream; whether he is the owner, the state knows. */
export interface Caller {
  readonly memberId: string;
  readonly isMember: boolean;
  readonly isAdministrator: boolean;
  /** Sales staff, who carry out what is arranged with them (R28); they need not be members. */
  readonly isSales: boolean;
}

/** What a command of the owner always carries. */
export interface OwnerCommand {
  readonly by: Caller;
  /** The day in the subscription's time zone. */
  readonly today: LocalDate;
}

/** `ownerId` is null while the owner is missing: then nobody is (D8). */
export const roleOf = ({ memberId, isMember, isAdministrator, isSales }: Caller, ownerId: string | null): Role => {
  if (isSales) return 'sales';
  if (memberId === ownerId) return 'owner';
  if (isAdministrator) return 'administrator';
  return isMember ? 'member' : 'outsider';
};

/** Who has the owner's rights today (R40), of an ended plan whoever had them last: nobody while the owner is missing (D8). */
export const presentOwnerOf = (state: Subscription): string | null =>
  'ownerMissingSince' in state && state.ownerMissingSince !== null ? null : billingOwnerOf(state);

/** R38, R39. @throws Refusal `rights.not_allowed`, `contact_sales`. */
export const authorizeCaller = (state: ActiveSubscription, by: Caller, action: Action): void => {
  const { policy, collection, spaceKind } = state.account;
  authorize(policyOf(policy), { action, role: roleOf(by, presentOwnerOf(state)), collection, spaceKind });
};

/** A period was renewed and its invoice is being collected: whether it is paid is not known yet. */
const isBeingCollected = ({ account, ledger, pastDue }: ActiveSubscription): boolean =>
  account.collection === 'automatic' && (pastDue === null ? openAmount(ledger) > 0 : pastDue.retry !== null);

/** @throws Refusal `payment.pending`: try again when the payment is settled or has failed. */
export const refuseWhilePaymentIsOpen = (state: ActiveSubscription): void => {
  const { pendingPayment, pendingSupersede } = state;
  if (pendingPayment !== null) refuse('payment.pending', { paymentId: pendingPayment.paymentId });
  if (pendingSupersede !== null) refuse('payment.pending', { organizationSubscriptionId: pendingSupersede.by });
  if (isBeingCollected(state)) refuse('payment.pending', { periodStart: state.current.period.start });
};

/**
 * Billing facts change in a settled present only: not while a payment is open, not in a period that is over and
 * waits for its renewal.
 * @throws Refusal `payment.pending`, `subscription.renewal_due`.
 */
export const refuseUnlessSettled = (state: ActiveSubscription, today: LocalDate): void => {
  refuseWhilePaymentIsOpen(state);
  const { end } = state.current.period;
  refuseUnless(today < end, 'subscription.renewal_due', { renewsOn: end });
};
