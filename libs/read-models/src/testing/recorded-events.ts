import { BEGINNING, EventStore, type Position, type RecordedEvent } from '#event-store';

/** So few that a short history has several pages. */
const PAGE_SIZE = 7;

/** An event store to read all events from, in small pages; what is pushed to `events` was appended. */
export class RecordedEvents extends EventStore {
  constructor(
    readonly events: RecordedEvent[],
    private readonly turn: () => Promise<void> = () => Promise.resolve(),
  ) {
    super();
  }
  override async readAll(after: Position, maxCount: number): Promise<readonly RecordedEvent[]> {
    await this.turn();
    return this.events.filter(({ position }) => position > after).slice(0, Math.min(maxCount, PAGE_SIZE));
  }
  override async head(): Promise<Position> {
    await this.turn();
    return this.events.at(-1)?.position ?? BEGINNING;
  }
  override append = (): never => this.#refuse();
  override readStream = (): never => this.#refuse();
  override readLast = (): never => this.#refuse();
  override subscribe = (): never => this.#refuse();
  override async close(): Promise<void> {
    await this.turn();
  }
  #refuse(): never {
    throw new Error('a rebuild only reads all events: it has no business here');
  }
}
