import type { BilledEvent, CreditedEvent } from '#domain';
import { decode } from '#event-catalog';
import { BEGINNING, type Position } from '#event-store';
import type { Automation } from '../automations/automation.js';
import { CreditNoteDrafts } from '../invoices/credit-note-draft.js';
import { DocumentParts } from '../invoices/document-parts.js';
import { InvoiceDrafts } from '../invoices/invoice-draft.js';
import { IssuedInvoices } from '../invoices/issued-invoices.js';
import { SeriesWriter, type SeriesOptions } from '../invoices/series-writer.js';
import { billingSettings, type Fixture } from './application.fixture.js';

export interface SeriesWriters {
  readonly invoices: SeriesWriter<BilledEvent>;
  readonly creditNotes: SeriesWriter<CreditedEvent>;
}

/** Both writers as a worker has them. */
export const seriesWriters = (
  { catalogs, vault, clock, store: ownStore }: Fixture,
  onError: (error: unknown) => void,
  { store = ownStore, ...options }: Partial<SeriesOptions> & { readonly store?: Fixture['store'] } = {},
): SeriesWriters => {
  const parts = new DocumentParts(store, catalogs, vault, billingSettings);
  const common = { settings: billingSettings, onError };
  const invoices = new SeriesWriter(store, new InvoiceDrafts(parts), clock, common);
  const drafts = new CreditNoteDrafts(parts, new IssuedInvoices(store, billingSettings));
  const creditNotes = new SeriesWriter(store, drafts, clock, { ...common, behind: invoices.follower, ...options });
  return { invoices, creditNotes };
};

/** Until they have handled all that they wrote themselves, too. */
export const finished = async ({ store }: Fixture, { invoices, creditNotes }: SeriesWriters): Promise<void> => {
  for (let before: Position | null = null; before !== (await store.head());) {
    before = await store.head();
    await invoices.follower.reached(before);
    await creditNotes.follower.reached(before);
  }
};

/** Every document that is due, issued. @throws what a writer reports. */
export const issueDocuments = async (fixture: Fixture): Promise<void> => {
  const errors: unknown[] = [];
  const writers = seriesWriters(fixture, (error) => errors.push(error));
  await writers.invoices.start();
  await writers.creditNotes.start();
  await finished(fixture, writers);
  await writers.creditNotes.stop();
  await writers.invoices.stop();
  if (errors.length > 0) throw errors[0];
};

/** Runs every job that an automation derives from all that happened, as after the loss of its checkpoint. */
export const automate = async ({ store }: Fixture, automation: Automation): Promise<number> => {
  const recorded = await store.readAll(BEGINNING, 10_000);
  const jobs = recorded.flatMap((event) => automation.jobsFor({ event: decode(event), recorded: event }));
  for (const job of jobs) await automation.run(job);
  return jobs.length;
};
