/** Every refusal that the domain knows. A code, once published, keeps its meaning for ever: clients branch on it. */
export const REFUSAL_CODES = [
  // Spaces (RULES section 1)
  'space.unknown',
  'space.exists',
  'space.not_an_organization',
  'member.unknown',
  'member.is_billing_owner',
  'administrator.last',
  'administrator.is_billing_owner',
  'rights.not_allowed',
  'policy.unknown',
  // Plans, seats and cycles (section 2)
  'catalog.not_in_force',
  'catalog.version_changed',
  'plan.unknown',
  'currency.unknown',
  'seats.one_seat',
  'seats.not_a_tier',
  'seats.below_members',
  'contact_sales',
  // Upgrade (section 3)
  'upgrade.already_upgraded',
  'upgrade.covered_by_organization',
  'upgrade.teams_changed',
  'payment.pending',
  'payment.failed',
  'payment.past_due',
  'payment.exceeds_due',
  'payment_method.missing',
  'payment_method.unknown',
  'owner.not_a_member',
  'owner.email_missing',
  'owner.not_missing',
  // Subscription (section 7)
  'subscription.none',
  'subscription.ended',
  'subscription.renewal_due',
  'change.mixed',
  'manual.annual_only',
  'manual.too_few_seats',
  'cancellation.scheduled',
  'billing_details.currency_fixed',
  'trial.not_available',
  'trial.none',
  'trial.used',
] as const;

export type RefusalCode = (typeof REFUSAL_CODES)[number];
