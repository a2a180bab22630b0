import { randomUUID } from 'node:crypto';
import type { Position } from '#event-store';
import type { DocumentQuery, DocumentWrite, ReadModelStore } from '../index.js';

/** One place where read models are kept, empty at first. */
export interface ReadModelsUnderTest {
  /** One more store over the same data, as another process or a restart would open it. */
  openStore(): Promise<ReadModelStore>;
  /** Removes the data; the stores are closed by then. */
  dispose(): Promise<void>;
}

export const at = (position: number): Position => String(position).padStart(20, '0') as Position;

/** The store under test, and what most cases do with it. */
export class ReadModelsFixture {
  store!: ReadModelStore;
  projection = '';
  invoices = '';
  spaces = '';
  readonly #open: () => Promise<ReadModelsUnderTest>;
  readonly #stores: ReadModelStore[] = [];
  #place!: ReadModelsUnderTest;

  constructor(open: () => Promise<ReadModelsUnderTest>) {
    this.#open = open;
  }

  async start(): Promise<void> {
    this.#place = await this.#open();
    this.store = await this.openStore();
  }

  /** A server keeps the data of the tests before, so every test has names of its own. */
  takeNewNames(): void {
    const unique = randomUUID();
    this.projection = `projection-${unique}`;
    this.invoices = `invoices-${unique}`;
    this.spaces = `spaces-${unique}`;
  }

  async stop(): Promise<void> {
    for (const store of this.#stores) await store.close();
    await this.#place.dispose();
  }

  async openStore(): Promise<ReadModelStore> {
    const store = await this.#place.openStore();
    this.#stores.push(store);
    return store;
  }

  /** Writes from wherever the projection is to the next position, which it answers. */
  async write(writes: readonly DocumentWrite[], store = this.store): Promise<Position> {
    const after = await store.checkpoint(this.projection);
    const position = at(Number(after) + 1);
    await store.commit({ projection: this.projection, after, position, writes });
    return position;
  }

  invoice(id: string, date?: string): DocumentWrite {
    const document = { number: id };
    return { collection: this.invoices, id, document, ...(date === undefined ? {} : { keys: { date } }) };
  }

  async ids(query: Partial<DocumentQuery> = {}): Promise<string[]> {
    const rows = await this.store.list({ collection: this.invoices, key: 'date', limit: 100, ...query });
    return rows.map((row) => row.id);
  }
}
