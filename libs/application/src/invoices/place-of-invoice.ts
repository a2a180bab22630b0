import { isBilled, periodOfKey, placeOf, type InvoiceIssued, type PeriodPlace } from '#domain';
import { decode } from '#event-catalog';
import { type RecordedEvent } from '#event-store';

/**
 * The period that an invoice is for: named by its key, or by the fact that it was issued for.
 * @param history of its subscription.
 */
export const placeOfInvoice = ({ key }: InvoiceIssued['data'], history: readonly RecordedEvent[]): PeriodPlace => {
  const place = periodOfKey(key);
  if (place !== null) return place;
  const fact = history.find(({ id }) => `change:${id}` === key);
  const event = fact && decode(fact);
  if (event === undefined || !isBilled(event))
    throw new Error(`${key} names no bill in the history of its subscription: verify the store`);
  return placeOf(event.data);
};
