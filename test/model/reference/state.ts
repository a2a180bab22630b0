import { type Action, type Entry, type Line, type Ownership, type Waiting } from '../books.js';
import { type Card, type CreateSpace, type Cycle, type PlanName, type World } from '../steps.js';
import { type Day, dayOf } from './calendar.js';
import { type Version, versionsOf } from './prices.js';

/** What a subscription is on a day: the truth that every amount is computed from. */
export interface DayFact {
  readonly plan: PlanName;
  readonly cycle: Cycle;
  readonly seats: number;
  readonly version: Version;
  /** One seat for the whole period; 0 in a trial. */
  readonly unitPrice: bigint;
  /** All seats for the whole period. */
  readonly periodPrice: bigint;
  readonly periodStart: Day;
  /** The first day of the next period. */
  readonly periodEnd: Day;
  readonly trial: boolean;
}

export type InvoiceReason = 'start' | 'trialEnded' | 'change' | 'renewal';
export type CreditNoteReason = 'superseded' | 'unpaid' | 'change';

export interface Invoice {
  readonly id: string;
  readonly number: number;
  readonly subscription: string;
  readonly reason: InvoiceReason;
  readonly currency: string;
  readonly issuedOn: string;
  readonly dueOn: string;
  readonly lines: readonly Line[];
  readonly net: bigint;
  /** What nobody has paid, credited or written off yet. */
  open: bigint;
}

export interface CreditNote {
  readonly id: string;
  readonly number: number;
  readonly subscription: string;
  readonly reason: CreditNoteReason;
  readonly currency: string;
  readonly issuedOn: string;
  readonly lines: readonly Line[];
  /** Positive: what is refunded and what an open invoice is reduced by. */
  readonly amount: bigint;
  readonly refunded: bigint;
  readonly reducedOpen: bigint;
}

export type Mark = 'nearly' | 'reached' | 'exceeded';

/** The parts that go down at the renewal; a part that is not here stays as it is. */
export interface Pending {
  readonly plan?: PlanName;
  readonly cycle?: Cycle;
  readonly seats?: number;
}

export interface Subscription {
  readonly id: string;
  readonly space: Space;
  readonly currency: string;
  readonly manual: boolean;
  /** Null while the owner is missing (D8). */
  owner: string | null;
  card: Card | 'none';
  priceProtected: boolean;
  readonly firstDay: Day;
  /** One entry for every day from `firstDay` until today, or until the day before the end. */
  readonly days: DayFact[];
  fact: DayFact;
  anchor: Day;
  /** From the anchor to the start of the present period. */
  monthsFromAnchor: number;
  /** Charges less credits for the days of the present period. */
  invoiced: bigint;
  pending: Pending | null;
  cancelling: boolean;
  /** The invoice whose payment failed, while the subscription is past due (D16). */
  unpaid: { readonly invoice: Invoice; readonly since: Day } | null;
  readonly marks: Set<Mark>;
  endedOn: Day | null;
}

export interface Space {
  readonly id: string;
  readonly kind: CreateSpace['kind'];
  readonly organization: Space | null;
  readonly teams: Space[];
  /** Person to whether he takes a seat. */
  readonly members: Map<string, boolean>;
  readonly administrators: Set<string>;
  hadTrial: boolean;
  /** The one that is not ended. */
  subscription: Subscription | null;
}

export interface MarkSent {
  readonly subscription: string;
  readonly day: string;
  readonly mark: Mark;
}

/** The system charging a card by itself, for a renewal or after a trial. */
export interface PaymentTry {
  readonly invoice: string;
  readonly day: string;
  readonly paid: boolean;
}

/** What a step has billed, tried and announced, each in its order. */
export interface Billed {
  readonly invoices: Invoice[];
  readonly creditNotes: CreditNote[];
  readonly tries: PaymentTry[];
  readonly marks: MarkSent[];
}

export interface State {
  readonly versions: readonly Version[];
  today: Day;
  /** The number of the step that is being taken. */
  order: number;
  readonly spaces: Map<string, Space>;
  readonly subscriptions: Subscription[];
  readonly documents: (Invoice | CreditNote)[];
  readonly entries: Entry[];
  readonly owners: Ownership[];
  readonly waiting: Waiting[];
  readonly actions: Action[];
  /** Last number given, by series. */
  readonly numbers: Map<string, number>;
  billed: Billed;
}

export const nothingBilled = (): Billed => ({ invoices: [], creditNotes: [], tries: [], marks: [] });

export const newState = (world: World): State => ({
  versions: versionsOf(world.catalog),
  today: dayOf(world.startsOn),
  order: 0,
  spaces: new Map(),
  subscriptions: [],
  documents: [],
  entries: [],
  owners: [],
  waiting: [],
  actions: [],
  numbers: new Map(),
  billed: nothingBilled(),
});

export const seatsUsed = (space: Space): number => {
  let used = 0;
  for (const takesSeat of space.members.values()) if (takesSeat) used += 1;
  return used;
};
