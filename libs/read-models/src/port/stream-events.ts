import type {
  BankPaymentRecorded,
  CoverageEvent,
  InvoiceEvent,
  MailSent,
  PaymentEvent,
  RefundEvent,
  SalesRequested,
  SpaceEvent,
  SubscriptionEvent,
  SupportRequested,
} from '#domain';
import { NO_STREAM, type RecordedEvent } from '#event-store';
import type { ProjectedEvent } from './projection.js';

/** What stands in the streams whose names begin so. */
interface EventsOfStreams {
  readonly space: SpaceEvent;
  readonly coverage: CoverageEvent;
  readonly subscription: SubscriptionEvent;
  readonly payment: PaymentEvent | RefundEvent | BankPaymentRecorded;
  readonly invoiceSeries: InvoiceEvent;
  readonly mail: MailSent;
  readonly support: SupportRequested;
  readonly sales: SalesRequested;
}

export type StreamKind = keyof EventsOfStreams;

/** The event, when it stands in a stream of this kind: such a stream never holds anything else. */
export const eventOf = <K extends StreamKind>(
  kind: K,
  { event, recorded }: ProjectedEvent,
): EventsOfStreams[K] | null => (recorded.stream.startsWith(`${kind}-`) ? (event as EventsOfStreams[K]) : null);

/** A document was to take an event without the one before it: nothing is skipped, somebody must look. */
export class RevisionMissing extends Error {
  readonly code = 'read_models.revision_missing';
  constructor(stream: string, expected: number, actual: number) {
    super(
      `revision ${actual} of ${stream} came where ${expected} should: ` +
        'rebuild the projection, and verify the stream if it happens again',
    );
    this.name = new.target.name;
  }
}

/**
 * Whether a document that follows one stream has not taken this event yet.
 * @throws RevisionMissing when it has not taken the one before either.
 */
export const isNext = (
  document: { readonly revision: number } | null,
  { stream, revision }: RecordedEvent,
): boolean => {
  const expected = (document?.revision ?? NO_STREAM) + 1;
  if (revision > expected) throw new RevisionMissing(stream, expected, revision);
  return revision === expected;
};
