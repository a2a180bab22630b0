import type { Decider } from '../kernel/decider.js';
import { cancelPlan, undoCancellation, type CancelPlan, type UndoCancellation } from './cancel-plan.js';
import { changePlan, type ChangePlan } from './change-plan.js';
import {
  recordPaymentReceived,
  recordRenewalFailure,
  retryRenewalPayment,
  type RecordPaymentReceived,
  type RecordRenewalFailure,
  type RetryRenewalPayment,
} from './collect-renewal.js';
import { evolveSubscription } from './evolve.js';
import { claimOwnership, noteOwnerPresence, type ClaimOwnership, type NoteOwnerPresence } from './missing-owner.js';
import { openSubscription, type OpenSubscription } from './open-subscription.js';
import {
  changeBillingDetails,
  reassignBillingOwner,
  replacePaymentMethod,
  type ChangeBillingDetails,
  type ReassignBillingOwner,
  type ReplacePaymentMethod,
} from './owner.js';
import { renewSubscription, type RenewSubscription } from './renew.js';
import {
  adoptPolicy,
  liftPriceProtection,
  protectPrice,
  type AdoptPolicy,
  type LiftPriceProtection,
  type ProtectPrice,
} from './sales-terms.js';
import { noteSeatUsage, type NoteSeatUsage } from './seat-usage.js';
import { failPaidChange, settlePaidChange, type FailPaidChange, type SettlePaidChange } from './settle-change.js';
import type { SubscriptionEvent } from './subscription.events.js';
import { initialSubscription, type Subscription } from './subscription.state.js';
import {
  holdForSupersede,
  releaseFromSupersede,
  supersedeSubscription,
  type HoldForSupersede,
  type ReleaseFromSupersede,
  type SupersedeSubscription,
} from './supersede.js';
import { announceTrialEnd, endTrial, type AnnounceTrialEnd, type EndTrial } from './trial.js';
import { undoChange, type UndoChange } from './undo-change.js';

/** What a person asks for; who may is decided with it. */
export type PersonsCommand =
  | ChangePlan
  | UndoChange
  | CancelPlan
  | UndoCancellation
  | EndTrial
  | ReassignBillingOwner
  | ClaimOwnership
  | ChangeBillingDetails
  | ReplacePaymentMethod
  | AdoptPolicy
  | ProtectPrice
  | LiftPriceProtection;

/** What follows from a fact or a day. */
export type SystemsCommand =
  | OpenSubscription
  | SettlePaidChange
  | FailPaidChange
  | RenewSubscription
  | RecordPaymentReceived
  | RecordRenewalFailure
  | RetryRenewalPayment
  | AnnounceTrialEnd
  | NoteOwnerPresence
  | NoteSeatUsage
  | HoldForSupersede
  | ReleaseFromSupersede
  | SupersedeSubscription;

export type SubscriptionCommand = PersonsCommand | SystemsCommand;

type Deciders<Command extends SubscriptionCommand> = {
  readonly [Type in Command['type']]: (
    command: Extract<Command, { type: Type }>,
    state: Subscription,
  ) => readonly SubscriptionEvent[];
};

const DECIDERS: Deciders<SubscriptionCommand> = {
  ChangePlan: changePlan,
  UndoChange: undoChange,
  CancelPlan: cancelPlan,
  UndoCancellation: undoCancellation,
  EndTrial: endTrial,
  ReassignBillingOwner: reassignBillingOwner,
  ClaimOwnership: claimOwnership,
  ChangeBillingDetails: changeBillingDetails,
  ReplacePaymentMethod: replacePaymentMethod,
  AdoptPolicy: adoptPolicy,
  ProtectPrice: protectPrice,
  LiftPriceProtection: liftPriceProtection,
  OpenSubscription: openSubscription,
  SettlePaidChange: settlePaidChange,
  FailPaidChange: failPaidChange,
  RenewSubscription: renewSubscription,
  RecordPaymentReceived: recordPaymentReceived,
  RecordRenewalFailure: recordRenewalFailure,
  RetryRenewalPayment: retryRenewalPayment,
  AnnounceTrialEnd: announceTrialEnd,
  NoteOwnerPresence: noteOwnerPresence,
  NoteSeatUsage: noteSeatUsage,
  HoldForSupersede: holdForSupersede,
  ReleaseFromSupersede: releaseFromSupersede,
  SupersedeSubscription: supersedeSubscription,
};

/** The rules of a `subscription-{id}` stream. */
export const subscriptionDecider: Decider<Subscription, SubscriptionCommand, SubscriptionEvent> = {
  initialState: initialSubscription,
  evolve: evolveSubscription,
  decide: (command, state) => {
    const decide = DECIDERS[command.type] as (
      command: SubscriptionCommand,
      state: Subscription,
    ) => readonly SubscriptionEvent[];
    return decide(command, state);
  },
};
