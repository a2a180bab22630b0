/**
 * Whether an append was written is not known: no answer came for as long as the store tries. Appending the same events
 * at the same revision again is safe, and is the only way to find out.
 */
export class AppendOutcomeUnknown extends Error {
  readonly code = 'event_store.outcome_unknown';
  constructor(
    readonly stream: string,
    readonly expectedRevision: number,
    readonly eventIds: readonly string[],
    cause: unknown,
  ) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    super(
      `Whether ${eventIds.length} events were appended to ${stream} after revision ${expectedRevision} is not known ` +
        `(${reason}): append the same events at the same revision again, once the event store answers`,
      { cause },
    );
    this.name = new.target.name;
  }
}
