import type { LocalDate } from '../kernel/local-date.js';

/** D15, in the order in which they are crossed: at least 90 % of the seats, all of them, more than all. */
export const SEAT_MARKS = ['nearlyUsed', 'reached', 'exceeded'] as const;
export type SeatMark = (typeof SEAT_MARKS)[number];

/** What is known of the use of the seats. */
export interface SeatUsage {
  /** The marks that the owner was told of in this period. */
  readonly told: readonly SeatMark[];
  readonly overLimitSince: LocalDate | null;
  /** Of the space's stream: up to here its members are counted. -1 before the first. */
  readonly spaceRevision: number;
}
