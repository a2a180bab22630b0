/** An event id that another append has used: ids must be derived so that no two facts share one. Nothing was written. */
export class DuplicateEventId extends Error {
  readonly code = 'event_store.duplicate_event_id';
  constructor(
    readonly stream: string,
    readonly eventId: string,
    readonly usedIn: string,
  ) {
    super(
      `Event id ${eventId} for ${stream} was used in ${usedIn} already: derive event ids from the command, the stream and the event's index`,
    );
    this.name = new.target.name;
  }
}
