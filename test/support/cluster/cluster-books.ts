import { decode, type EventType, type StoredEvent } from '#event-catalog';
import { BEGINNING, isChained, type EventStore, type Position, type RecordedEvent } from '#event-store';
import { rebuild, type Rebuilt } from '#read-models/generations';
import { PROJECTIONS } from '#read-models/projector';
import type { ProcessCluster } from './process-cluster.js';

export interface Fact {
  readonly event: StoredEvent;
  readonly recorded: RecordedEvent;
}

const PAGE_SIZE = 1_000;

const readAll = async (store: EventStore): Promise<readonly Fact[]> => {
  const all: Fact[] = [];
  for (let after: Position = BEGINNING; ;) {
    const page = await store.readAll(after, PAGE_SIZE);
    const last = page.at(-1);
    if (last === undefined) return all;
    all.push(...page.map((recorded) => ({ event: decode(recorded), recorded })));
    after = last.position;
  }
};

type DataOf<T extends EventType> = Extract<StoredEvent, { readonly type: T }>['data'];

/** Everything that ever happened in a cluster. */
export class ClusterBooks {
  private constructor(readonly facts: readonly Fact[]) {}

  static read(cluster: ProcessCluster): Promise<ClusterBooks> {
    return cluster.withPorts(async ({ store }) => new ClusterBooks(await readAll(store)));
  }

  of<T extends EventType>(type: T): readonly DataOf<T>[] {
    return this.facts.filter(({ event }) => event.type === type).map(({ event }) => event.data as DataOf<T>);
  }

  /** Events whose hash does not follow from the event before them in their stream. */
  get broken(): readonly RecordedEvent[] {
    const last = new Map<string, string>();
    return this.facts.flatMap(({ recorded }) => {
      const isWhole = isChained(recorded, last.get(recorded.stream) ?? '');
      last.set(recorded.stream, recorded.metadata.hash);
      return isWhole ? [] : [recorded];
    });
  }
}

/** Compares every read model with one that is built anew; changes nothing. */
export const checkReadModels = (cluster: ProcessCluster): Promise<readonly Rebuilt[]> =>
  cluster.withPorts(async ({ store, readModels }) => {
    const checked: Rebuilt[] = [];
    for (const projection of PROJECTIONS) checked.push(await rebuild(projection, { store, readModels, isCheck: true }));
    return checked;
  });

/** By read model: what it amounts to, as a checksum over all its documents. */
export const checksums = (rebuilt: readonly Rebuilt[]): Readonly<Record<string, string | null>> =>
  Object.fromEntries(rebuilt.map(({ projection, comparison }) => [projection, comparison?.hashBefore ?? null]));

const sorted = (values: readonly (string | null)[]): readonly (string | null)[] => [...values].sort();

/** Nothing is lost and nothing is there twice, in the events, at the gateway, in the mailboxes and in the read models. */
export const expectWholeBooks = async (
  cluster: ProcessCluster,
  { until }: { until: string },
): Promise<ClusterBooks> => {
  const books = await ClusterBooks.read(cluster);
  expect(books.broken).toEqual([]);
  expectEveryPeriodOnce(books, until);
  expectGaplessInvoices(books);
  await expectEveryPaymentOnce(books, cluster);
  expectEveryMail(books, cluster);
  for (const { projection, outcome, comparison } of await checkReadModels(cluster)) {
    expect({ projection, outcome, differences: comparison?.differences }).toEqual({
      ...{ projection, outcome: 'checked', differences: [] },
    });
  }
  return books;
};

/** The periods of a subscription follow one another without a gap, and the last one holds the day of the clock. */
const expectEveryPeriodOnce = (books: ClusterBooks, until: string): void => {
  const periods = new Map<string, { start: string; end: string }[]>();
  const begun = books.of('PlanUpgraded').filter(({ from }) => from === null);
  for (const { subscriptionId, period } of [...begun, ...books.of('SubscriptionRenewed')]) {
    periods.set(subscriptionId, [...(periods.get(subscriptionId) ?? []), period]);
  }
  const day = until.slice(0, 10);
  for (const [subscriptionId, own] of periods) {
    const starts = own.slice(1).map(({ start }) => start);
    expect({ subscriptionId, starts }).toEqual({ subscriptionId, starts: own.slice(0, -1).map(({ end }) => end) });
    const last = own.at(-1);
    expect(last !== undefined && last.start <= day && day < last.end).toBe(true);
  }
};

const expectGaplessInvoices = (books: ClusterBooks): void => {
  const invoices = books.of('InvoiceIssued');
  expect(new Set(invoices.map(({ key }) => key)).size).toBe(invoices.length);
  expect(invoices.map(({ number }) => number)).toEqual(
    invoices.map((_, index) => `FA-2026-${String(index + 1).padStart(6, '0')}`),
  );
  const billed = books.facts.filter(({ event }) => 'bill' in event.data && !event.type.endsWith('Requested'));
  expect(invoices).toHaveLength(billed.length);
};

const expectEveryPaymentOnce = async (books: ClusterBooks, cluster: ProcessCluster): Promise<void> => {
  const charges = (await cluster.charges()).filter(({ outcome }) => outcome.status === 'succeeded');
  expect(sorted(books.of('PaymentSettled').map(({ paymentId }) => paymentId))).toEqual(
    sorted(charges.map(({ paymentId }) => paymentId)),
  );
  const billed = books.of('InvoiceIssued').reduce((sum, { net }) => sum + net, 0);
  expect(charges.reduce((sum, { amount }) => sum + amount, 0)).toBe(billed);
};

const expectEveryMail = (books: ClusterBooks, cluster: ProcessCluster): void => {
  const numbers = books.of('InvoiceIssued').map(({ number }) => number);
  const sent = books.of('MailSent');
  const ofDocuments = sent.flatMap(({ invoiceNumber }) => (invoiceNumber === null ? [] : [invoiceNumber]));
  expect(sorted(ofDocuments)).toEqual(sorted(numbers));
  const arrived = new Map(cluster.servers.mails.map(({ messageId, headers }) => [messageId, headers]));
  expect(arrived.size).toBe(sent.length);
  const mailed = [...arrived.values()].map((headers) => headers.get('x-quittance-document') ?? null);
  expect(sorted(mailed.filter((number) => number !== null))).toEqual(sorted(numbers));
};
