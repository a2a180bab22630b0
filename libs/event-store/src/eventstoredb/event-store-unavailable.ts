/** Nothing could be read for as long as the store tries. Reading again is safe. */
export class EventStoreUnavailable extends Error {
  readonly code = 'event_store.unavailable';
  constructor(cause: unknown) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    super(`The event store cannot be read (${reason}): check that EventStoreDB runs and read again`, { cause });
    this.name = new.target.name;
  }
}
