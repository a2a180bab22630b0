import type { Due, LocalDate, PricedPeriod, Subscription, UpgradeRequested } from '#domain';
import type { Position } from '#event-store';
import { startOfDay } from '#platform';
import { Documents } from '../port/documents.js';
import { dueKey, SUBSCRIPTION_LAYOUT } from '../port/due-index.js';

/** What can hold of a subscription by its own events; several at once. */
export type SubscriptionCondition =
  'paymentPending' | 'ownerMissing' | 'pastDue' | 'overLimit' | 'trialing' | 'active' | 'ended';

/** A time zone, and the position of the event that brought it into force. */
export interface ZoneInForce {
  readonly timeZone: string;
  readonly since: Position;
}

/** A subscription as the domain's own rules see it, and what only screens want to know. */
export interface SubscriptionDocument {
  readonly subscriptionId: string;
  readonly state: Subscription;
  /** Since which day each condition that holds now has held. */
  readonly since: Readonly<Partial<Record<SubscriptionCondition, LocalDate>>>;
  /** The present period, after the end the last one. */
  readonly current: PricedPeriod | null;
  /** What happens to it next by itself; null when nothing ever will. */
  readonly due: Due | null;
  /** The zones that its days were counted in, the first first. */
  readonly zones: readonly ZoneInForce[];
  /** Of the subscription's own stream. */
  readonly revision: number;
  /** Of the last event of that stream. */
  readonly position: Position;
}

/** Which subscription covers a space, or is about to. */
export interface CoverDocument {
  readonly spaceId: string;
  readonly subscriptionId: string;
  readonly status: 'requested' | 'live' | 'ended';
  /** While it is requested: what was confirmed and waits for its payment. */
  readonly request: UpgradeRequested['data'] | null;
  /** The ended subscription that it takes the place of: a failed upgrade leaves that one as it was. */
  readonly previous: string | null;
  /** Of the last event about this cover. */
  readonly position: Position;
}

const dueKeys = ({ subscriptionId, state, due }: SubscriptionDocument): Record<string, string> => {
  if (due === null || state.status === 'none') return {};
  return { dueAt: dueKey({ subscriptionId, dueAt: startOfDay(state.account.timeZone, due.on) }) };
};

/** By subscription id. `dueAt` lists the living ones by when they renew or end. */
export const subscriptions = new Documents<SubscriptionDocument>({ ...SUBSCRIPTION_LAYOUT, keys: dueKeys });

/** By space id. */
export const covers = new Documents<CoverDocument>({ name: 'cover', version: SUBSCRIPTION_LAYOUT.version });
