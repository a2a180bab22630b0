import type { Cycle } from '../catalog/catalog.js';
import { monthsAfter, type LocalDate, type Period } from '../kernel/local-date.js';

/** A run of periods of one length from one anchor. A new anchor or another cycle opens the next term (D13). */
export interface Term {
  /** 0 for the first term of a subscription. */
  readonly index: number;
  /** Its day of the month is the anchor day. The first day of the term, unless the term took over an older anchor. */
  readonly anchorOn: LocalDate;
  /** How many months after the anchor the term begins; 0 unless it took over the anchor of the term before (D13). */
  readonly monthsFromAnchor: number;
  readonly cycle: Cycle;
}

/** Where in its terms a subscription is, and at which captured price (D4). */
export interface PricedPeriod {
  readonly term: Term;
  readonly k: number;
  readonly period: Period;
  readonly catalogVersion: string;
  /** Minor units for one seat for a whole cycle. */
  readonly unitPrice: number;
}

export const MONTHS_PER_CYCLE: Readonly<Record<Cycle, number>> = { monthly: 1, annual: 12 };

export const firstTerm = (anchorOn: LocalDate, cycle: Cycle): Term => ({
  index: 0,
  anchorOn,
  monthsFromAnchor: 0,
  cycle,
});

const monthsUntil = ({ monthsFromAnchor, cycle }: Term, k: number): number =>
  monthsFromAnchor + k * MONTHS_PER_CYCLE[cycle];

/** B(k): where period k of a term begins, always counted from the anchor (RULES section 9). */
export const boundary = (term: Term, k: number): LocalDate => monthsAfter(term.anchorOn, monthsUntil(term, k));

/** Period k of a term: `[B(k), B(k + 1))`. */
export const periodOf = (term: Term, k: number): Period => ({ start: boundary(term, k), end: boundary(term, k + 1) });

/**
 * The term of another cycle that follows period k. It keeps the anchor, so that an annual plan from 29 February 2024
 * goes on monthly from 28 February 2025 and then on the 29th.
 */
export const nextTerm = (term: Term, k: number, cycle: Cycle): Term => ({
  index: term.index + 1,
  anchorOn: term.anchorOn,
  monthsFromAnchor: monthsUntil(term, k + 1),
  cycle,
});

/** The term that begins anew on a day, which is its anchor. */
export const newTermOn = (term: Term, anchorOn: LocalDate, cycle: Cycle): Term => ({
  index: term.index + 1,
  anchorOn,
  monthsFromAnchor: 0,
  cycle,
});
