import { authorize, policyOf, type Action, type Role } from '../policy/policy.js';
import { refuse, refuseUnless } from '../kernel/refusal.js';
import type { LocalDate } from '../kernel/local-date.js';
import type { ActiveSubscription } from './subscription.state.js';

/** Who gives a command, and what he is to the space by its own stream; whether he is the owner, the state knows. */
export interface Caller {
  readonly memberId: string;
  readonly isMember: boolean;
  readonly isAdministrator: boolean;
}

/** What a command of the owner always carries. */
export interface OwnerCommand {
  readonly by: Caller;
  /** The day in the subscription's time zone. */
  readonly today: LocalDate;
}

export const roleOf = ({ memberId, isMember, isAdministrator }: Caller, ownerId: string): Role => {
  if (memberId === ownerId) return 'owner';
  if (isAdministrator) return 'administrator';
  return isMember ? 'member' : 'outsider';
};

/** R38, R39. @throws Refusal `rights.not_allowed`, `contact_sales`. */
export const authorizeCaller = ({ account }: ActiveSubscription, by: Caller, action: Action): void => {
  const { policy, ownerId, spaceKind, collection } = account;
  authorize(policyOf(policy), { action, role: roleOf(by, ownerId), spaceKind, collection });
};

/** @throws Refusal `payment.pending`: try again when the payment is settled or has failed. */
export const refuseWhilePaymentIsOpen = ({ pendingPayment }: ActiveSubscription): void => {
  if (pendingPayment !== null) refuse('payment.pending', { paymentId: pendingPayment.paymentId });
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
