import type {
  CatalogEvent,
  CoverageEvent,
  InvoiceEvent,
  MailSent,
  PaymentEvent,
  SpaceEvent,
  SubscriptionEvent,
  SalesRequested,
  SupportRequested,
  RefundEvent,
  BankPaymentRecorded,
} from '#domain';

/** The test clock was moved: kept with the events, so that every process shows the same time. */
export interface ClockMoved {
  readonly type: 'ClockMoved';
  readonly data: { readonly now: string };
}

/** A command that succeeded under an idempotency key: the same key and request get this answer again, for ever. */
export interface CommandAnswered {
  readonly type: 'CommandAnswered';
  readonly data: {
    readonly requestHash: string;
    readonly status: number;
    readonly answer: Readonly<Record<string, unknown>>;
  };
}

/** A command that is not settled yet: until it is, its key stays with this request. */
export interface CommandLeftOpen {
  readonly type: 'CommandLeftOpen';
  readonly data: { readonly requestHash: string };
}

/** A command whose payment failed: the same key may try again, as a new command with a new payment. */
export interface CommandAttemptFailed {
  readonly type: 'CommandAttemptFailed';
  readonly data: { readonly requestHash: string };
}

/** Everything that is ever stored. */
export type StoredEvent =
  | SpaceEvent
  | CoverageEvent
  | SubscriptionEvent
  | PaymentEvent
  | RefundEvent
  | BankPaymentRecorded
  | InvoiceEvent
  | MailSent
  | SupportRequested
  | SalesRequested
  | CatalogEvent
  | ClockMoved
  | CommandAnswered
  | CommandLeftOpen
  | CommandAttemptFailed;

export type EventType = StoredEvent['type'];

/** The version in which each event is written today. An event type is never renamed, a version never edited. */
export const CURRENT_VERSION: Readonly<Record<EventType, number>> = {
  WorkspaceCreated: 1,
  OrganizationCreated: 1,
  TeamCreated: 1,
  MemberAdded: 1,
  MemberProfileChanged: 1,
  MemberRemoved: 1,
  AdministratorAppointed: 1,
  AdministratorDismissed: 1,
  UpgradeRequested: 2,
  UpgradeCompleted: 1,
  UpgradeFailed: 2,
  CoverageEnded: 1,
  SubscriptionOpened: 1,
  TrialStarted: 1,
  TrialChanged: 1,
  TrialEndAnnounced: 1,
  TrialConverted: 1,
  PlanUpgraded: 2,
  SeatsChanged: 2,
  CycleChanged: 1,
  PaidChangeRequested: 2,
  PaidChangeFailed: 1,
  ChangeScheduled: 1,
  ScheduledChangeUndone: 1,
  CancellationScheduled: 1,
  CancellationUndone: 1,
  SubscriptionRenewed: 2,
  SupersedeRequested: 1,
  SupersedeCalledOff: 1,
  SubscriptionEnded: 2,
  BillingOwnerReassigned: 1,
  BillingOwnerWentMissing: 1,
  BillingOwnerReturned: 1,
  BillingOwnershipClaimed: 1,
  BillingDetailsChanged: 1,
  PaymentMethodReplaced: 1,
  SeatUsageChanged: 1,
  PolicyAdopted: 1,
  PriceProtected: 1,
  PriceProtectionLifted: 1,
  PaymentReceived: 1,
  RenewalPaymentFailed: 2,
  RenewalRetryRequested: 1,
  PaymentRequested: 1,
  PaymentSettled: 1,
  PaymentFailed: 1,
  RefundRequested: 1,
  RefundSettled: 1,
  BankPaymentRecorded: 1,
  InvoiceIssued: 1,
  CreditNoteIssued: 1,
  MailSent: 2,
  SupportRequested: 1,
  SalesRequested: 1,
  CatalogVersionPublished: 1,
  ClockMoved: 1,
  CommandAnswered: 1,
  CommandLeftOpen: 1,
  CommandAttemptFailed: 1,
};
