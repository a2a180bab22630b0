/**
 * What a history leaves behind, in the plainest form that both the reference model and the real system can produce.
 * Days are `YYYY-MM-DD`, amounts are minor units, `to` is the first day that no longer belongs to an interval.
 * `order` is any number that grows with every command (a step's index, a position in the log).
 */
import { type Cycle, type PlanName } from './steps.js';

export interface Line {
  /** A `rest` is the amount of a credit that did not fit on the invoice whose credit line takes its days back. */
  readonly kind: 'charge' | 'credit' | 'rest';
  /** Whose days these are. A team's credit stands on the invoice of its organization (D2). */
  readonly subscription: string;
  readonly plan: PlanName;
  readonly cycle: Cycle;
  readonly seats: number;
  readonly from: string;
  readonly to: string;
  /** Without VAT; negative or zero for a credit and a rest. */
  readonly amount: bigint;
  /** VAT in percent, as a decimal number. */
  readonly vatRate: string;
}

export interface Vat {
  readonly rate: string;
  /** Sum of the rate's lines, positive in a credit note. */
  readonly net: bigint;
  readonly vat: bigint;
}

export interface Document {
  readonly id: string;
  readonly kind: 'invoice' | 'creditNote';
  readonly series: string;
  readonly number: number;
  readonly issuedOn: string;
  /** Who receives it. */
  readonly subscription: string;
  readonly currency: string;
  readonly lines: readonly Line[];
  /** Sum of the lines; of a credit note, what is credited, as a positive number. */
  readonly net: bigint;
  readonly vat: readonly Vat[];
  readonly total: bigint;
}

export interface Entry {
  readonly day: string;
  /**
   * `payment` settles an invoice, `reduction` lowers an open invoice by a credit note, `refund` gives the money of a
   * credit note back, `writeOff` declares the rest of an invoice uncollectible.
   */
  readonly kind: 'payment' | 'reduction' | 'refund' | 'writeOff';
  readonly invoice: string | null;
  readonly creditNote: string | null;
  readonly amount: bigint;
}

/** Days `[from, to)` on which nothing about the subscription differed. Days bought ahead are included. */
export interface Stay {
  readonly subscription: string;
  readonly from: string;
  readonly to: string;
  readonly plan: PlanName;
  readonly cycle: Cycle;
  readonly seats: number;
  /** One seat for the whole period. */
  readonly unitPrice: bigint;
  readonly periodStart: string;
  readonly periodEnd: string;
  readonly trial: boolean;
}

export interface BookedSubscription {
  readonly id: string;
  readonly space: string;
  /** Of a team: its organization's space. */
  readonly organization: string | null;
  readonly manual: boolean;
}

/** Commands after `after`, up to and including `until`, saw this owner; `until` is null for the present one. */
export interface Ownership {
  readonly subscription: string;
  readonly person: string;
  readonly after: number;
  readonly until: number | null;
}

/** A decrease or a cancellation that waited from command `after` to command `until`. */
export interface Waiting {
  readonly subscription: string;
  readonly kind: 'decrease' | 'cancellation';
  readonly after: number;
  readonly until: number | null;
}

/** A command that was accepted and changed a billing fact. */
export interface Action {
  readonly order: number;
  readonly subscription: string;
  readonly action: string;
  readonly by: string;
  readonly role: 'person' | 'administrator' | 'sales' | 'system';
}

/** One thing (a stream, a screen) seen live and computed again: by replay, from a snapshot and its tail, rebuilt. */
export interface Copy {
  readonly what: string;
  readonly live: unknown;
  readonly again: Readonly<Record<string, unknown>>;
}

export interface Books {
  readonly subscriptions: readonly BookedSubscription[];
  /** In order of issue. */
  readonly documents: readonly Document[];
  readonly entries: readonly Entry[];
  readonly days: readonly Stay[];
  readonly owners: readonly Ownership[];
  readonly waiting: readonly Waiting[];
  readonly actions: readonly Action[];
  readonly copies: readonly Copy[];
}
