import { refuseUnless } from '../kernel/refusal.js';
import type { Sealed } from '../kernel/sealed.js';
import { retryWithNewCard } from './collect-renewal.js';
import { authorizeCaller, refuseWhilePaymentIsOpen, type OwnerCommand } from './rights.js';
import type { RenewalRetryRequested } from './collection.events.js';
import type { BillingDetailsChanged, BillingOwnerReassigned, Locale, PaymentMethodReplaced } from './owner.events.js';
import { active, type Subscription } from './subscription.state.js';

/** R33: the owner hands the role to another member. */
export interface ReassignBillingOwner {
  readonly type: 'ReassignBillingOwner';
  readonly data: OwnerCommand & {
    readonly to: string;
    readonly isMember: boolean;
    /** The owner receives the invoices (R34), so the e-mail must be known. */
    readonly hasEmail: boolean;
  };
}

export interface ChangeBillingDetails {
  readonly type: 'ChangeBillingDetails';
  readonly data: OwnerCommand & {
    /** When nothing changed, the very envelope that the subscription holds already. */
    readonly billingDetails: Sealed;
    /** Null, like the language and the zone, where what was chosen before stays. */
    readonly currency: string | null;
    readonly locale: Locale | null;
    readonly timeZone: string | null;
  };
}

export interface ReplacePaymentMethod {
  readonly type: 'ReplacePaymentMethod';
  readonly data: OwnerCommand & {
    /** Null when the gateway does not know the card; the same card comes in the envelope that is held already. */
    readonly paymentMethod: Sealed | null;
    /** Of the payment with which an open invoice is tried again (D16). */
    readonly paymentId: string;
  };
}

/** R29, R33, R40. Handing over to the current owner changes nothing. @throws Refusal `owner.not_a_member`, `payment.pending`. */
export const reassignBillingOwner = (
  { data }: ReassignBillingOwner,
  subscription: Subscription,
): readonly BillingOwnerReassigned[] => {
  const state = active(subscription);
  authorizeCaller(state, data.by, 'assignBillingOwner');
  refuseWhilePaymentIsOpen(state);
  const { subscriptionId, spaceId, ownerId } = state.account;
  refuseUnless(data.isMember, 'owner.not_a_member', { memberId: data.to });
  refuseUnless(data.hasEmail, 'owner.email_missing', { memberId: data.to });
  if (data.to === ownerId && state.ownerMissingSince === null) return [];
  return [{ type: 'BillingOwnerReassigned', data: { subscriptionId, spaceId, from: ownerId, to: data.to } }];
};

/**
 * R30, R61. Another time zone is recorded now and counts from the next boundary: no day of the running period is lost
 * or doubled by it.
 * @throws Refusal `billing_details.currency_fixed`: the currency stays while a plan lives; `payment.pending`.
 */
export const changeBillingDetails = (
  { data }: ChangeBillingDetails,
  subscription: Subscription,
): readonly BillingDetailsChanged[] => {
  const state = active(subscription);
  authorizeCaller(state, data.by, 'editBillingDetails');
  refuseWhilePaymentIsOpen(state);
  const { subscriptionId, currency, billingDetails } = state.account;
  const locale = data.locale ?? state.account.locale;
  const timeZone = data.timeZone ?? state.account.nextTimeZone;
  refuseUnless(data.currency === null || data.currency === currency, 'billing_details.currency_fixed', { currency });
  const isSame =
    billingDetails.sealed === data.billingDetails.sealed &&
    locale === state.account.locale &&
    timeZone === state.account.nextTimeZone;
  if (isSame) return [];
  const changed = { subscriptionId, billingDetails: data.billingDetails, locale, timeZone };
  return [{ type: 'BillingDetailsChanged', data: changed }];
};

/**
 * R30. The same card again changes nothing, unless an invoice is past due: then it is tried once more (D16).
 * @throws Refusal `payment_method.unknown`, `payment.pending`.
 */
export const replacePaymentMethod = (
  { data }: ReplacePaymentMethod,
  subscription: Subscription,
): readonly (PaymentMethodReplaced | RenewalRetryRequested)[] => {
  const state = active(subscription);
  authorizeCaller(state, data.by, 'editPaymentMethod');
  refuseWhilePaymentIsOpen(state);
  refuseUnless(data.paymentMethod !== null, 'payment_method.unknown');
  const { subscriptionId, paymentMethod } = state.account;
  const retry = retryWithNewCard(state, data);
  if (paymentMethod?.sealed === data.paymentMethod.sealed) return retry;
  return [{ type: 'PaymentMethodReplaced', data: { subscriptionId, paymentMethod: data.paymentMethod } }, ...retry];
};
