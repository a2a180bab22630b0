import type { Cycle } from '../catalog/catalog.js';
import { monthsAfter, type LocalDate, type Period } from '../kernel/local-date.js';

/** A run of periods of one length from one anchor. A new anchor or another cycle opens the next term (D13). */
export interface Term {
  /** 0 for the first term of a subscription. */
  readonly index: number;
  /** The first day of the term. Its day of the month is the anchor day. */
  readonly anchorOn: LocalDate;
  readonly cycle: Cycle;
}

export const MONTHS_PER_CYCLE: Readonly<Record<Cycle, number>> = { monthly: 1, annual: 12 };

/** B(k): where period k of a term begins, always counted from the anchor (RULES section 9). */
export const boundary = ({ anchorOn, cycle }: Term, k: number): LocalDate =>
  monthsAfter(anchorOn, k * MONTHS_PER_CYCLE[cycle]);

/** Period k of a term: `[B(k), B(k + 1))`. */
export const periodOf = (term: Term, k: number): Period => ({ start: boundary(term, k), end: boundary(term, k + 1) });
