import type { PriceProtected, PriceProtectionLifted } from '../subscription/subscription.events.js';

const subscriptionId = 'sub_1';

/** Renewals keep the price list of January 2026, for as long as the plan lives. */
export const priceProtected = (data: Partial<PriceProtected['data']> = {}): PriceProtected => ({
  type: 'PriceProtected',
  data: { subscriptionId, catalogVersion: '2026-01', until: null, ...data },
});

export const priceProtectionLifted = (): PriceProtectionLifted => ({
  type: 'PriceProtectionLifted',
  data: { subscriptionId },
});
