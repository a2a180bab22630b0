import type { CreditNoteReason } from '../documents/index.js';
import type { NoticeMailKind } from '../mailer/mailer.js';

/** What an administrator can do in the place of the billing owner, where the policy of the space lets him (D9). */
export type OwnerAction =
  | 'changePlan'
  | 'cancelPlan'
  | 'undoCancellation'
  | 'undoChange'
  | 'endTrial'
  | 'editBillingDetails'
  | 'editPaymentMethod';

/** Amounts, days and numbers of seats come into a sentence as they are printed, names as they were typed. */
interface Words {
  readonly paymentFailed: {
    readonly title: (invoiceNumber: string) => string;
    readonly failed: (of: { readonly plan: string; readonly amount: string; readonly invoiceNumber: string }) => string;
    readonly nextTry: (day: string) => string;
    readonly noNextTry: string;
    readonly wouldEnd: (day: string) => string;
    readonly remedy: string;
  };
  readonly lapsed: {
    readonly title: (plan: string) => string;
    readonly ended: (of: { readonly plan: string; readonly day: string; readonly invoiceNumber: string }) => string;
    readonly credited: (amount: string) => string;
    readonly creditedBy: (of: { readonly amount: string; readonly creditNote: string }) => string;
    readonly noMoreTries: string;
    readonly backOnBasic: string;
  };
  readonly seatsKept: {
    readonly title: (seats: string) => string;
    readonly notDone: (of: { readonly seats: string; readonly day: string; readonly members: string }) => string;
    readonly kept: (seats: string) => string;
    readonly howToReduce: string;
  };
  readonly trialEnding: {
    readonly title: (day: string) => string;
    readonly lastDay: (of: { readonly plan: string; readonly day: string }) => string;
    readonly starts: (of: {
      readonly day: string;
      readonly seats: string;
      readonly cycle: string;
      readonly amount: string;
    }) => string;
    readonly howToStop: (day: string) => string;
    readonly toBasic: string;
    readonly howToKeep: (day: string) => string;
  };
  readonly trialEnded: {
    readonly title: string;
    readonly stopped: (of: { readonly plan: string; readonly day: string }) => string;
    readonly withoutPaymentMethod: (of: { readonly plan: string; readonly day: string }) => string;
    readonly backOnBasic: string;
  };
  readonly cancelled: {
    readonly title: (day: string) => string;
    readonly ends: (of: { readonly plan: string; readonly day: string }) => string;
    readonly untilThen: string;
    readonly howToUndo: string;
  };
  readonly ownerChanged: {
    readonly newOwner: {
      readonly title: string;
      readonly since: (day: string) => string;
      readonly takesOverFrom: (owner: string) => string;
      readonly duties: string;
      readonly check: string;
    };
    readonly formerOwner: {
      readonly title: string;
      readonly since: (of: { readonly owner: string; readonly day: string }) => string;
      readonly invoices: (owner: string) => string;
      readonly mistake: (owner: string) => string;
    };
  };
  readonly claim: {
    readonly title: string;
    readonly claimed: (of: { readonly administrator: string; readonly day: string; readonly why: string }) => string;
    readonly youLeft: string;
    readonly ownerLeft: (owner: string) => string;
    readonly unnamedOwnerLeft: string;
    readonly invoices: (administrator: string) => string;
    readonly unexpected: string;
  };
  readonly actedForOwner: {
    readonly action: Readonly<Record<OwnerAction, { readonly title: string; readonly did: string }>>;
    readonly done: (of: { readonly administrator: string; readonly did: string; readonly day: string }) => string;
    readonly policy: string;
    readonly check: (administrator: string) => string;
  };
  readonly seatsNearlyUsed: SeatWords;
  readonly seatsReached: SeatWords;
  readonly seatsExceeded: SeatWords;
}

/** D15: how many members there are for how many seats, and that nobody is shut out. */
interface SeatWords {
  readonly title: string;
  readonly used: (of: { readonly plan: string; readonly members: string; readonly seats: string }) => string;
  readonly service: string;
}

/** The sentences of each kind of notice. A kind without any does not compile, nor do sentences of no kind. */
export type NoticeWords = { readonly [K in NoticeMailKind]: Words[K] };

/** What several notices say. */
export interface NoticeMailWords {
  readonly addSeats: string;
  /** Of a plan that sales staff look after (R28): nothing of it can be changed on the billing page. */
  readonly throughSales: string;
  readonly questions: string;
  readonly billing: string;
}

export interface CreditNoteMailWords {
  readonly subject: (number: string) => string;
  readonly reason: Readonly<Record<CreditNoteReason, string>>;
  readonly title: (number: string, issuedOn: string) => string;
  readonly refunded: (amount: string) => string;
  readonly reduced: (of: { readonly amount: string; readonly invoiceNumber: string }) => string;
  readonly nothingToDo: string;
  readonly questions: string;
  readonly online: string;
}
