import type { BillingSettings } from '../kernel/settings.js';

/** The billing tab of a space: what a mail leads to that brings no document (R52). */
export const billingUrl = ({ publicUrl }: BillingSettings, spaceId: string): string =>
  `${publicUrl}/billing/${encodeURIComponent(spaceId)}`;
