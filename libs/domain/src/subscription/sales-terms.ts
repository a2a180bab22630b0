import type { LocalDate } from '../kernel/local-date.js';
import { refuseUnless } from '../kernel/refusal.js';
import type { PolicyReference } from '../policy/policy.js';
import type { Caller } from './rights.js';
import type { PolicyAdopted, PriceProtected, PriceProtectionLifted } from './subscription.events.js';
import { active, type ActiveSubscription, type Subscription } from './subscription.state.js';

/** D9: another policy of who may do what. */
export interface AdoptPolicy {
  readonly type: 'AdoptPolicy';
  readonly data: { readonly by: Caller; readonly policy: PolicyReference };
}

/** D4: renewals keep the captured price list, until a day or for as long as the plan lives. */
export interface ProtectPrice {
  readonly type: 'ProtectPrice';
  readonly data: { readonly by: Caller; readonly until: LocalDate | null };
}

export interface LiftPriceProtection {
  readonly type: 'LiftPriceProtection';
  readonly data: { readonly by: Caller };
}

/** Terms are given by sales staff alone, on plans of both ways of paying. @throws Refusal `rights.not_allowed`. */
const livingForSales = (subscription: Subscription, by: Caller, action: string): ActiveSubscription => {
  const state = active(subscription);
  refuseUnless(by.isSales, 'rights.not_allowed', { action, role: by.isMember ? 'member' : 'outsider' });
  return state;
};

export const adoptPolicy = ({ data }: AdoptPolicy, subscription: Subscription): readonly PolicyAdopted[] => {
  const { account } = livingForSales(subscription, data.by, 'adoptPolicy');
  const { name, version } = account.policy;
  if (name === data.policy.name && version === data.policy.version) return [];
  return [{ type: 'PolicyAdopted', data: { subscriptionId: account.subscriptionId, policy: data.policy } }];
};

export const protectPrice = ({ data }: ProtectPrice, subscription: Subscription): readonly PriceProtected[] => {
  const { account, current, priceProtection } = livingForSales(subscription, data.by, 'protectPrice');
  if (priceProtection !== null && priceProtection.until === data.until) return [];
  const { subscriptionId } = account;
  const { catalogVersion } = current;
  return [{ type: 'PriceProtected', data: { subscriptionId, catalogVersion, until: data.until } }];
};

export const liftPriceProtection = (
  { data }: LiftPriceProtection,
  subscription: Subscription,
): readonly PriceProtectionLifted[] => {
  const { account, priceProtection } = livingForSales(subscription, data.by, 'liftPriceProtection');
  if (priceProtection === null) return [];
  return [{ type: 'PriceProtectionLifted', data: { subscriptionId: account.subscriptionId } }];
};
