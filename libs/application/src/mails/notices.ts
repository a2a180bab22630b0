import {
  isDoneByOwners,
  noticeOf,
  type BillingOwnerReassigned,
  type NoticeKind,
  type SubscriptionEvent,
} from '#domain';
import type { Fact } from '../kernel/facts.js';
import { isSubscriptionStream } from '../kernel/streams.js';

/** To whom a notice goes: to the owner of the moment of sending, or to whom the fact concerns. */
type Audience = 'owner' | 'newOwner' | 'formerOwner' | 'billingAddress';

/** One mail that a fact leads to. */
export interface Notice {
  readonly kind: NoticeKind;
  readonly audience: Audience;
  /** Names the fact and the recipient: no other mail has it. */
  readonly about: string;
}

/** Every mail that a fact leads to, or may lead to (see `actOf`), by the fact alone. */
export const noticesOf = (fact: Fact): readonly Notice[] =>
  isOfSubscription(fact) ? [...ownNotices(fact), ...actNotices(fact)] : [];

const isOfSubscription = (fact: Fact): fact is Fact<SubscriptionEvent> => isSubscriptionStream(fact.recorded.stream);

const ownNotices = ({ event, recorded: { id } }: Fact<SubscriptionEvent>): readonly Notice[] => {
  const kind = noticeOf(event);
  if (kind === null) return [];
  if (event.type === 'BillingOwnerReassigned') return handOverNotices(event, id);
  // D8: the owner whose role was claimed has left, and whoever looks after the invoices is to know.
  return [{ kind, audience: kind === 'claim' ? 'billingAddress' : 'owner', about: id }];
};

/** R33: the new owner and the former one. Someone who was missing and gets the role back takes it over from nobody. */
const handOverNotices = ({ data: { from, to } }: BillingOwnerReassigned, id: string): readonly Notice[] => {
  const taking: Notice = { kind: 'ownerChanged', audience: 'newOwner', about: `${id}-to` };
  return from === to ? [taking] : [taking, { kind: 'ownerChanged', audience: 'formerOwner', about: `${id}-from` }];
};

/** D9. It tells who did it, beside the notice that tells what follows from it: the plan ends, the trial has ended. */
const actNotices = ({ event, recorded: { id, metadata } }: Fact<SubscriptionEvent>): readonly Notice[] => {
  // Until its payment is settled nothing has changed, and perhaps never will (D6).
  if (event.type === 'PaidChangeRequested' || isFirstPlan(event) || !isDoneByOwners(event)) return [];
  const mayBeAct = metadata.actor.role === 'member' || paymentOfChange(event) !== null;
  return mayBeAct ? [{ kind: 'actedForOwner', audience: 'owner', about: `${id}-acted` }] : [];
};

/** Nobody was owner before it. */
const isFirstPlan = (event: SubscriptionEvent): boolean => event.type === 'PlanUpgraded' && event.data.from === null;

/** The payment that a change was carried out for; null for what was carried out at once. */
export const paymentOfChange = (event: SubscriptionEvent): string | null => {
  switch (event.type) {
    case 'SeatsChanged':
    case 'PlanUpgraded':
    case 'CycleChanged':
      return event.data.paymentId;
    default:
      return null;
  }
};
