import { actedForOwner, isDoneByOwners, type SubscriptionEvent } from '#domain';
import { decode } from '#event-catalog';
import type { RecordedEvent } from '#event-store';
import type { NoticeFacts } from '#invoicing';
import type { Moment } from '../subscriptions/moment.js';
import { paymentOfChange } from './notices.js';

type OwnerAction = NoticeFacts<'actedForOwner'>['action'];

/** What somebody did in the place of the billing owner (D9). */
interface Act {
  readonly actorId: string;
  readonly recordedAt: string;
  readonly action: OwnerAction;
}

const ACTION: Readonly<Partial<Record<SubscriptionEvent['type'], OwnerAction>>> = {
  SeatsChanged: 'changePlan',
  PlanUpgraded: 'changePlan',
  CycleChanged: 'changePlan',
  TrialChanged: 'changePlan',
  ChangeScheduled: 'changePlan',
  ScheduledChangeUndone: 'undoChange',
  CancellationScheduled: 'cancelPlan',
  CancellationUndone: 'undoCancellation',
  SubscriptionEnded: 'endTrial',
  BillingDetailsChanged: 'editBillingDetails',
  PaymentMethodReplaced: 'editPaymentMethod',
};

/** Null when the owner did it himself, and for all but the first thing that one command did: it is told once. */
export const actOf = (moment: Moment): Act | null => {
  const { event, before } = moment;
  const action = ACTION[event.type];
  const asked = askedWith(moment);
  if (action === undefined || asked === null || !isFirstOfCommand(moment)) return null;
  const { actor, recordedAt } = asked.metadata;
  return actedForOwner(actor, before.account.ownerId) ? { actorId: actor.id, recordedAt, action } : null;
};

/** Where the wish was recorded: a change that was paid for first was asked for before it happened. */
const askedWith = ({ event, recorded, history }: Moment): RecordedEvent | null => {
  const paymentId = paymentOfChange(event);
  if (paymentId === null) return recorded;
  const isRequest = (candidate: RecordedEvent): boolean => {
    const { type, data } = decode<SubscriptionEvent>(candidate);
    return type === 'PaidChangeRequested' && data.paymentId === paymentId;
  };
  return history.find(isRequest) ?? null;
};

const isFirstOfCommand = ({ recorded, history }: Moment): boolean => {
  const { commandId } = recorded.metadata;
  const first = history.find((event) => event.metadata.commandId === commandId && isDoneByOwners(event));
  return first?.id === recorded.id;
};
