import type { Decider } from '../kernel/decider.js';
import { cancelPlan, undoCancellation, type CancelPlan, type UndoCancellation } from './cancel-plan.js';
import { changePlan, type ChangePlan } from './change-plan.js';
import { openSubscription, type OpenSubscription } from './open-subscription.js';
import {
  changeBillingDetails,
  reassignBillingOwner,
  replacePaymentMethod,
  type ChangeBillingDetails,
  type ReassignBillingOwner,
  type ReplacePaymentMethod,
} from './owner.js';
import { recordRenewalFailure, type RecordRenewalFailure } from './record-renewal-payment.js';
import { renewSubscription, type RenewSubscription } from './renew.js';
import { failPaidChange, settlePaidChange, type FailPaidChange, type SettlePaidChange } from './settle-change.js';
import type { SubscriptionEvent } from './subscription.events.js';
import { evolveSubscription, initialSubscription, type Subscription } from './subscription.state.js';
import { undoChange, type UndoChange } from './undo-change.js';

export type OwnersCommand =
  | ChangePlan
  | UndoChange
  | CancelPlan
  | UndoCancellation
  | ReassignBillingOwner
  | ChangeBillingDetails
  | ReplacePaymentMethod;

export type SystemsCommand =
  OpenSubscription | SettlePaidChange | FailPaidChange | RenewSubscription | RecordRenewalFailure;

export type SubscriptionCommand = OwnersCommand | SystemsCommand;

const isOwners = (command: SubscriptionCommand): command is OwnersCommand => 'by' in command.data;

const decideForOwner = (command: OwnersCommand, state: Subscription): readonly SubscriptionEvent[] => {
  switch (command.type) {
    case 'ChangePlan':
      return changePlan(command, state);
    case 'UndoChange':
      return undoChange(command, state);
    case 'CancelPlan':
      return cancelPlan(command, state);
    case 'UndoCancellation':
      return undoCancellation(command, state);
    case 'ReassignBillingOwner':
      return reassignBillingOwner(command, state);
    case 'ChangeBillingDetails':
      return changeBillingDetails(command, state);
    case 'ReplacePaymentMethod':
      return replacePaymentMethod(command, state);
  }
};

const decideForSystem = (command: SystemsCommand, state: Subscription): readonly SubscriptionEvent[] => {
  switch (command.type) {
    case 'OpenSubscription':
      return openSubscription(command, state);
    case 'SettlePaidChange':
      return settlePaidChange(command, state);
    case 'FailPaidChange':
      return failPaidChange(command, state);
    case 'RenewSubscription':
      return renewSubscription(command, state);
    case 'RecordRenewalFailure':
      return recordRenewalFailure(command, state);
  }
};

/** The rules of a `subscription-{id}` stream. */
export const subscriptionDecider: Decider<Subscription, SubscriptionCommand, SubscriptionEvent> = {
  initialState: initialSubscription,
  evolve: evolveSubscription,
  decide: (command, state) => (isOwners(command) ? decideForOwner(command, state) : decideForSystem(command, state)),
};
