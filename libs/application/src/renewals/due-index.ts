/** A subscription whose period ends. */
export interface DueEntry {
  readonly subscriptionId: string;
  /** The first instant of the day on which the period ends, in the subscription's time zone. UTC, RFC 3339. */
  readonly dueAt: string;
  /** The period that ends. */
  readonly term: number;
  readonly k: number;
}

/**
 * What is due when: derived from the events, and only a hint where to look. Whether something happens is decided on
 * the subscription's own stream, so an entry too many or too late does no harm.
 */
export abstract class DueIndex {
  /** Due at or before an instant, earliest first, after an entry of the page before. */
  abstract due(options: {
    readonly until: string;
    readonly limit: number;
    readonly after?: DueEntry;
  }): Promise<readonly DueEntry[]>;
}
