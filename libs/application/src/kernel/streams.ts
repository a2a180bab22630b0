/** The names of the streams. One place, because a name can never change once events stand under it. */
export const spaceStream = (spaceId: string): string => `space-${spaceId}`;
export const coverageStream = (rootId: string): string => `coverage-${rootId}`;
export const subscriptionStream = (subscriptionId: string): string => `subscription-${subscriptionId}`;
export const paymentStream = (paymentId: string): string => `payment-${paymentId}`;
export const mailStream = (about: string): string => `mail-${about}`;
export const supportStream = (spaceId: string): string => `support-${spaceId}`;
export const salesStream = (spaceId: string): string => `sales-${spaceId}`;
export const idempotencyStream = (keyHash: string): string => `idempotency-${keyHash}`;

export const isSubscriptionStream = (stream: string): boolean => stream.startsWith(subscriptionStream(''));

export const CATALOG_STREAM = 'catalog';
export const CLOCK_STREAM = 'clock';
