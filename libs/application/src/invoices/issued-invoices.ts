import {
  invoicesOfPeriod,
  isBilledIn,
  parseInvoiceNumber,
  seriesStream,
  type InvoiceIssued,
  type LocalDate,
  type PeriodInvoice,
  type PeriodPlace,
  type SubscriptionEvent,
} from '#domain';
import { decode } from '#event-catalog';
import { type EventStore, type RecordedEvent } from '#event-store';
import { dayIn } from '#platform';
import type { Fact } from '../kernel/facts.js';
import { type BillingSettings } from '../kernel/settings.js';
import { findBySource } from './find-by-source.js';

/** Invoices, from their series: by their number, or by what they were issued for. */
export class IssuedInvoices {
  constructor(
    private readonly store: EventStore,
    private readonly settings: BillingSettings,
  ) {}

  /** Null when there is no such invoice. */
  async find(number: string): Promise<InvoiceIssued['data'] | null> {
    const place = parseInvoiceNumber(this.settings.issuer.id, number);
    if (place === null) return null;
    const { series, revision } = place;
    const [recorded] = await this.store.readStream(seriesStream(series), { fromRevision: revision, maxCount: 1 });
    const event = recorded === undefined ? null : decode(recorded);
    return event?.type === 'InvoiceIssued' ? event.data : null;
  }

  /** @throws Error when there is no such invoice: an event names it, so it was issued. */
  async get(number: string): Promise<InvoiceIssued['data']> {
    const found = await this.find(number);
    if (found === null) throw new Error(`${number} is named by an event but stands in no series: verify the store`);
    return found;
  }

  /**
   * Those of one period of a subscription, in the order of their issue and as its history leaves them. They are found
   * without an index: the history has the facts that were billed.
   * @throws Error when one of them does not stand.
   */
  async ofPeriod(history: readonly Fact<SubscriptionEvent>[], place: PeriodPlace): Promise<readonly PeriodInvoice[]> {
    const numbers: string[] = [];
    for (const { event, recorded } of history) {
      if (isBilledIn(event, place)) numbers.push(await this.#numberFor(recorded));
    }
    return invoicesOfPeriod(
      history.map(({ event }) => event),
      place,
      numbers,
    );
  }

  async #numberFor(fact: RecordedEvent): Promise<string> {
    const { id: issuer, timeZone } = this.settings.issuer;
    const year = Number((dayIn(timeZone, fact.metadata.recordedAt) as LocalDate).slice(0, 4));
    // Issue days never go back, so a clock that did may have pushed the invoice into the next year.
    for (const candidate of [year, year + 1]) {
      const stream = seriesStream({ issuer, kind: 'invoice', year: candidate });
      const found = await findBySource(this.store, stream, fact.position);
      const event = found && decode(found);
      if (event?.type === 'InvoiceIssued') return event.data.number;
    }
    throw new Error(`no invoice stands for ${fact.id} of ${fact.stream}: verify the event store`);
  }
}
