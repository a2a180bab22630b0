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
