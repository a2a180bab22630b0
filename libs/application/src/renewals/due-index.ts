import type { Due } from '#domain';

/** A subscription to which something happens by itself. */
export interface DueEntry {
  readonly subscriptionId: string;
  /** The first instant of the day on which it happens, in the subscription's time zone. UTC, RFC 3339. */
  readonly dueAt: string;
  readonly what: Due['what'];
  /** Names the one thing that is due, in its subscription. */
  readonly step: string;
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
