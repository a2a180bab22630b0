/** The store holds an event that this release does not know: it was written by a newer one. */
export class UnknownEvent extends Error {
  readonly code = 'event_catalog.unknown_event';
  constructor(type: string, version: number) {
    super(
      `no reader for ${type} version ${version}: the store was written by a newer release; start that release instead`,
    );
    this.name = new.target.name;
  }
}
