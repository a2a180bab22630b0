import type { Due } from '#domain';
import type { Instant } from '#event-store';
import { versioned } from './projection.js';
import type { ReadModelStore } from './read-model-store.js';

/** The collection of subscriptions, named here because the worker knows nothing of the read models but the port. */
export const SUBSCRIPTION_LAYOUT = { name: 'subscription', version: 2 } as const;

/** What happens next to a living subscription by itself, and when: its renewal, a retry, the end of its trial. */
export interface DueSubscription {
  readonly subscriptionId: string;
  /** The first instant of that day in the subscription's time zone. */
  readonly dueAt: Instant;
  readonly what: Due['what'];
  /** Names the one thing that is due, in its subscription. */
  readonly step: string;
}

type DueKey = Pick<DueSubscription, 'subscriptionId' | 'dueAt'>;

/** The key `dueAt` of a subscription: by instant first. */
export const dueKey = ({ dueAt, subscriptionId }: DueKey): string => `${dueAt}/${subscriptionId}`;

const LAST_CHARACTER = '\u{10ffff}';

interface DueRequest {
  /** Due at this instant or before. */
  readonly upTo: Instant;
  readonly limit: number;
  /** The last of the page before. */
  readonly after?: DueKey;
}

/**
 * What is due at an instant, that instant included, the longest overdue first. Data that may be behind: whoever acts
 * on it decides again from the events.
 */
export const dueSubscriptions = async (
  store: ReadModelStore,
  { upTo, limit, after }: DueRequest,
): Promise<readonly DueSubscription[]> => {
  const { name, version } = SUBSCRIPTION_LAYOUT;
  const rows = await store.list<{ readonly due: Due }>({
    collection: versioned(name, version),
    key: 'dueAt',
    upTo: dueKey({ dueAt: upTo, subscriptionId: LAST_CHARACTER }),
    limit,
    ...(after && { after: dueKey(after) }),
  });
  return rows.map(({ id, key, document: { due } }) => ({
    subscriptionId: id,
    dueAt: key.slice(0, key.indexOf('/')),
    what: due.what,
    step: due.step,
  }));
};
