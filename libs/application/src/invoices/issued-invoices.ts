import { parseInvoiceNumber, seriesStream, type InvoiceIssued } from '#domain';
import { decode } from '#event-catalog';
import { type EventStore } from '#event-store';

/** Invoices by their number, from their series. */
export class IssuedInvoices {
  constructor(
    private readonly store: EventStore,
    private readonly issuerId: string,
  ) {}

  /** Null when there is no such invoice. */
  async find(number: string): Promise<InvoiceIssued['data'] | null> {
    const place = parseInvoiceNumber(this.issuerId, number);
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
}
