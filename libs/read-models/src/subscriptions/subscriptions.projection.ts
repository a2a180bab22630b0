import {
  evolveSubscription,
  initialSubscription,
  nextDue,
  type ActiveSubscription,
  type CoverageEvent,
  type LocalDate,
  type Subscription,
  type SubscriptionEvent,
} from '#domain';
import type { Position, RecordedEvent } from '#event-store';
import { dayIn } from '#platform';
import { SUBSCRIPTION_LAYOUT } from '../port/due-index.js';
import type { Projection } from '../port/projection.js';
import { eventOf, isNext } from '../port/stream-events.js';
import {
  covers,
  subscriptions,
  type CoverDocument,
  type SubscriptionCondition,
  type SubscriptionDocument,
  type ZoneInForce,
} from './subscription.document.js';

/** What can hold of a plan that lives, the most urgent first. */
const HOLDS: readonly (readonly [SubscriptionCondition, (state: ActiveSubscription) => boolean])[] = [
  ['paymentPending', ({ pendingPayment }) => pendingPayment !== null],
  ['ownerMissing', ({ ownerMissingSince }) => ownerMissingSince !== null],
  ['pastDue', ({ pastDue }) => pastDue !== null],
  ['overLimit', ({ seatUsage }) => seatUsage.overLimitSince !== null],
  ['trialing', ({ trial }) => trial !== null],
  ['active', ({ trial }) => trial === null],
];

/** What holds, the most urgent first. */
export const conditionsOf = (state: Subscription): readonly SubscriptionCondition[] => {
  if (state.status === 'ended') return ['ended'];
  if (state.status !== 'active') return [];
  return HOLDS.filter(([, holds]) => holds(state)).map(([condition]) => condition);
};

const dayOf = (event: SubscriptionEvent, state: Subscription, recorded: RecordedEvent): LocalDate => {
  if ('effectiveOn' in event.data) return event.data.effectiveOn;
  const zone = state.status === 'none' ? 'UTC' : state.account.timeZone;
  return dayIn(zone, recorded.metadata.recordedAt) as LocalDate;
};

const zonesAfter = (zones: readonly ZoneInForce[], state: Subscription, since: Position): readonly ZoneInForce[] => {
  if (state.status === 'none' || state.account.timeZone === zones.at(-1)?.timeZone) return zones;
  return [...zones, { timeZone: state.account.timeZone, since }];
};

const subscriptionAfter = (
  before: SubscriptionDocument | null,
  event: SubscriptionEvent,
  recorded: RecordedEvent,
): SubscriptionDocument => {
  const state = evolveSubscription(before?.state ?? initialSubscription(), event);
  const today = dayOf(event, state, recorded);
  return {
    subscriptionId: event.data.subscriptionId,
    state,
    since: Object.fromEntries(conditionsOf(state).map((condition) => [condition, before?.since[condition] ?? today])),
    current: state.status === 'active' ? state.current : (before?.current ?? null),
    due: nextDue(state),
    zones: zonesAfter(before?.zones ?? [], state, recorded.position),
    revision: recorded.revision,
    position: recorded.position,
  };
};

/** A failed upgrade leaves the ended subscription before it, or no trace at all (D6). */
const coverAfterFailure = ({ spaceId, previous }: CoverDocument, position: Position): CoverDocument | null =>
  previous === null
    ? null
    : { spaceId, subscriptionId: previous, status: 'ended', request: null, previous: null, position };

/** What the cover of a space is after an event about it; an outcome of another subscription changes nothing. */
const coverAfter = (before: CoverDocument | null, event: CoverageEvent, position: Position): CoverDocument | null => {
  if (before !== null && before.position >= position) return before;
  const { spaceId, subscriptionId } = event.data;
  if (event.type === 'UpgradeRequested') {
    const previous = before?.subscriptionId ?? null;
    return { spaceId, subscriptionId, status: 'requested', request: event.data, previous, position };
  }
  if (before?.subscriptionId !== subscriptionId) return before;
  if (event.type === 'UpgradeFailed') return coverAfterFailure(before, position);
  return { ...before, status: event.type === 'UpgradeCompleted' ? 'live' : 'ended', request: null, position };
};

/**
 * What a space pays for and in which state that is: the billing tab, the state in the list of spaces, who may act, and
 * the index of what is due that the worker reads.
 */
export const subscriptionsProjection: Projection = {
  name: 'subscriptions',
  version: SUBSCRIPTION_LAYOUT.version,
  collections: [subscriptions.collection, covers.collection],
  project: (projected) => {
    const { recorded } = projected;
    const event = eventOf('subscription', projected);
    if (event !== null) {
      const { subscriptionId } = event.data;
      const change = (document: SubscriptionDocument | null): SubscriptionDocument | null =>
        isNext(document, recorded) ? subscriptionAfter(document, event, recorded) : document;
      return [subscriptions.update(subscriptionId, change)];
    }
    const cover = eventOf('coverage', projected);
    return cover === null
      ? []
      : [covers.update(cover.data.spaceId, (document) => coverAfter(document, cover, recorded.position))];
  },
};
