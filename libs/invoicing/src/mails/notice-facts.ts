import type { Cycle, LocalDate, Money } from '#domain';
import type { CreditNoteReason, IssuedDocument } from '../documents/index.js';
import type { MailKind } from '../mailer/mailer.js';
import type { OwnerAction } from '../wording/index.js';

/** Of a plan, its members and its seats (D15). */
interface SeatFacts {
  readonly planName: string;
  readonly members: number;
  readonly seats: number;
}

/** What each kind of notice tells. Names are given as people read them, in the language of the mail. */
interface FactsByKind {
  /** It says what an invoice mail says, in the language of its document, and ends with the same link (R58). */
  readonly creditNote: {
    readonly creditNote: IssuedDocument;
    readonly reason: CreditNoteReason;
    /** What goes back to the card; null when nothing does. */
    readonly refunded: Money | null;
    /** Open invoices that it reduces, and by how much. */
    readonly reduced: readonly { readonly invoiceNumber: string; readonly amount: Money }[];
    /** To all invoices of the subscription: the public address, `/i/` and the token. */
    readonly link: string;
  };
  /** D16: a renewal could not be collected, neither at first nor at a retry. */
  readonly paymentFailed: {
    readonly planName: string;
    readonly amount: Money;
    readonly invoiceNumber: string;
    readonly nextTryOn: LocalDate | null;
    /** The first day without the plan, if it is never paid. */
    readonly endsOn: LocalDate;
  };
  /** D16: the last retry failed. */
  readonly lapsed: {
    readonly planName: string;
    /** The first day without the plan. */
    readonly endedOn: LocalDate;
    readonly invoiceNumber: string;
    /** By how much the open invoice is reduced, and by which credit note if it has its number already. */
    readonly credited: { readonly amount: Money; readonly creditNoteNumber: string | null } | null;
  };
  /** D12: there were too many members for a scheduled decrease. */
  readonly seatsKept: {
    readonly requestedSeats: number;
    readonly members: number;
    readonly keptSeats: number;
    readonly effectiveOn: LocalDate;
  };
  /** D11. */
  readonly trialEnding: {
    readonly planName: string;
    /** The last day of the trial. */
    readonly endsOn: LocalDate;
    /** What follows; null when no card is on file, so that it ends on Basic. */
    readonly start: {
      readonly startsOn: LocalDate;
      readonly seats: number;
      readonly cycle: Cycle;
      readonly charge: Money;
    } | null;
  };
  /** D11: it ended on Basic, without an invoice. */
  readonly trialEnded: {
    readonly planName: string;
    readonly endedOn: LocalDate;
    readonly cause: 'stopped' | 'withoutPaymentMethod';
  };
  /** R48: a cancellation was scheduled. */
  readonly cancelled: {
    readonly planName: string;
    /** The first day without the plan, up to which it can be undone. */
    readonly endsOn: LocalDate;
  };
  /** R33: one mail to the new owner, another with an id of its own to the former one. */
  readonly ownerChanged: {
    readonly changedOn: LocalDate;
    readonly ownerName: string;
    /** Null when it is not known any more. */
    readonly formerOwnerName: string | null;
    readonly recipient: 'newOwner' | 'formerOwner';
  };
  /** D8. */
  readonly claim: {
    readonly claimedOn: LocalDate;
    readonly administratorName: string;
    /** Null when it is not known any more. */
    readonly formerOwnerName: string | null;
    readonly recipient: 'formerOwner' | 'billingAddress';
  };
  /** D9. */
  readonly actedForOwner: {
    readonly administratorName: string;
    readonly action: OwnerAction;
    readonly actedOn: LocalDate;
  };
  readonly seatsNearlyUsed: SeatFacts;
  readonly seatsReached: SeatFacts;
  readonly seatsExceeded: SeatFacts;
}

/** Every kind of mail but the invoice's has facts. */
export type FactsKind = Exclude<MailKind, 'invoice'>;

/** The facts of one kind, or of any when no kind is given. */
export type NoticeFacts<K extends FactsKind = FactsKind> = { [P in K]: { readonly kind: P } & FactsByKind[P] }[K];
