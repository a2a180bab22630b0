import type { Instant } from '#event-store';
import { versioned } from './projection.js';
import type { ReadModelStore } from './read-model-store.js';

/** The collection of subscriptions, named here because the worker knows nothing of the read models but the port. */
export const SUBSCRIPTION_LAYOUT = { name: 'subscription', version: 1 } as const;

/** When something next happens to a living subscription by itself: its renewal, or its end. */
export interface DueSubscription {
  readonly subscriptionId: string;
  /** The first instant of that day in the subscription's time zone. */
  readonly dueAt: Instant;
}

/** Names the period that ends: its term, and its place in that. */
export interface DuePeriod extends DueSubscription {
  readonly term: number;
  readonly k: number;
}

/** As much of the subscription's document as tells which period it is in. */
interface PeriodDocument {
  readonly current: { readonly term: { readonly index: number }; readonly k: number } | null;
}

/** The key `dueAt` of a subscription: by instant first. */
export const dueKey = ({ dueAt, subscriptionId }: DueSubscription): string => `${dueAt}/${subscriptionId}`;

const LAST_CHARACTER = '\u{10ffff}';

/**
 * What is due at an instant, that instant included, the longest overdue first, behind the last of the page before.
 * Data that may be behind: whoever acts on it decides again from the events.
 */
export const dueSubscriptions = async (
  store: ReadModelStore,
  { upTo, limit, after }: { readonly upTo: Instant; readonly limit: number; readonly after?: DueSubscription },
): Promise<readonly DuePeriod[]> => {
  const { name, version } = SUBSCRIPTION_LAYOUT;
  const rows = await store.list<PeriodDocument>({
    collection: versioned(name, version),
    key: 'dueAt',
    upTo: dueKey({ dueAt: upTo, subscriptionId: LAST_CHARACTER }),
    limit,
    ...(after === undefined ? {} : { after: dueKey(after) }),
  });
  return rows.map(({ id, key, document }) => ({
    subscriptionId: id,
    dueAt: key.slice(0, key.indexOf('/')),
    term: document.current?.term.index ?? 0,
    k: document.current?.k ?? 0,
  }));
};
