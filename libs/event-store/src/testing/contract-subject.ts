import type { EventStore } from '../index.js';

/** What the cases are run on: the store that is open now. */
export interface ContractSubject {
  readonly store: () => EventStore;
  readonly another: () => Promise<EventStore>;
  readonly restart: () => Promise<void>;
}
