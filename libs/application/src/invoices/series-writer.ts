import {
  invoiceNumber,
  issueDay,
  seriesStream,
  type BilledEvent,
  type InvoiceIssued,
  type InvoiceSeries,
  type LocalDate,
} from '#domain';
import { decode, encode } from '#event-catalog';
import {
  BEGINNING,
  chain,
  EventFollower,
  type EventStore,
  NO_STREAM,
  WrongExpectedRevision,
  type Position,
  type RecordedEvent,
  type UnchainedEvent,
} from '#event-store';
import { type Clock, dayIn, deriveUuid } from '#platform';
import { SYSTEM } from '../kernel/context.js';
import type { Fact } from '../kernel/facts.js';
import { type BillingSettings } from '../kernel/settings.js';
import { type InvoiceDrafts } from './invoice-draft.js';

/** Where a series ends: the revision of its last invoice and what the next one follows. */
interface SeriesEnd {
  readonly series: InvoiceSeries;
  readonly revision: number;
  readonly hash: string;
  readonly issuedOn: LocalDate | null;
  readonly sourcePosition: Position;
}

/** A fact that makes something due, and the day of its invoice. */
interface DatedFact {
  readonly fact: Fact<BilledEvent>;
  readonly issuedOn: LocalDate;
}

/** No series begins before this year. */
const FIRST_YEAR = 1970;

const BILLED: ReadonlySet<string> = new Set<BilledEvent['type']>([
  'PlanUpgraded',
  'SeatsChanged',
  'CycleChanged',
  'SubscriptionRenewed',
  'TrialConverted',
]);

const isBilled = (fact: Fact): fact is Fact<BilledEvent> => BILLED.has(fact.event.type);

/**
 * Issues one invoice for every fact that has a bill, in the order of the facts, numbered without gap (D18): the
 * number is the revision in the series plus one. Each invoice carries the position of its fact, so the last invoice
 * is the writer's own checkpoint: after a crash it goes on exactly behind it. A second writer loses the race for the
 * revision, reads where the series ends now and goes on from there. The year is that of the fact's day in the
 * issuer's zone, not of the moment of writing, so two writers can never put one fact into two series.
 */
export class InvoiceSeriesWriter {
  readonly follower: EventFollower;
  #end: SeriesEnd | null = null;

  constructor(
    private readonly store: EventStore,
    private readonly drafts: InvoiceDrafts,
    private readonly clock: Clock,
    private readonly options: { readonly settings: BillingSettings; readonly onError: (error: unknown) => void },
  ) {
    this.follower = new EventFollower({
      name: 'invoices',
      store,
      start: () => this.#resume(),
      handle: (events) => this.#issueAll(events),
      onError: options.onError,
    });
  }

  start(): Promise<void> {
    return this.follower.start();
  }

  stop(): Promise<void> {
    return this.follower.stop();
  }

  /** The end of the latest series there is. */
  async #resume(): Promise<Position> {
    const { issuer } = this.options.settings;
    const thisYear = yearOf(dayIn(issuer.timeZone, this.clock.now()) as LocalDate);
    // One year ahead: the clock of this machine may lag behind that of the writer before.
    for (let year = thisYear + 1; year >= FIRST_YEAR; year -= 1) {
      const end = await this.#endOf({ issuer: issuer.id, kind: 'invoice', year });
      if (end !== null) {
        this.#end = end;
        return end.sourcePosition;
      }
    }
    this.#end = null;
    return BEGINNING;
  }

  async #endOf(series: InvoiceSeries): Promise<SeriesEnd | null> {
    const last = await this.store.readLast(seriesStream(series));
    if (last === null) return null;
    const event = decode(last);
    const { sourcePosition, hash } = last.metadata;
    if (event.type !== 'InvoiceIssued' || sourcePosition === undefined) {
      throw new Error(`${last.stream} ends with something that is no invoice of this writer: verify the event store`);
    }
    return { series, revision: last.revision, hash, issuedOn: event.data.issuedOn, sourcePosition };
  }

  async #issueAll(events: readonly RecordedEvent[]): Promise<void> {
    const after = this.#end?.sourcePosition ?? BEGINNING;
    const facts = events.map((recorded) => ({ event: decode(recorded), recorded })).filter(isBilled);
    const dated = this.#dated(facts.filter(({ recorded }) => recorded.position > after));
    for (const batch of byYear(dated)) await this.#issue(batch);
  }

  /** The day of issue of each fact: its own in the issuer's zone, never before that of the invoice before it. */
  #dated(facts: readonly Fact<BilledEvent>[]): DatedFact[] {
    const { timeZone } = this.options.settings.issuer;
    let last = this.#end?.issuedOn ?? null;
    return facts.map((fact) => {
      const issuedOn = issueDay(dayIn(timeZone, fact.recorded.metadata.recordedAt) as LocalDate, last);
      last = issuedOn;
      return { fact, issuedOn };
    });
  }

  async #issue(batch: readonly DatedFact[]): Promise<void> {
    const [first] = batch;
    if (first === undefined) return;
    const series: InvoiceSeries = {
      issuer: this.options.settings.issuer.id,
      kind: 'invoice',
      year: yearOf(first.issuedOn),
    };
    const end = this.#end?.series.year === series.year ? this.#end : { revision: NO_STREAM, hash: '' };
    const stream = seriesStream(series);
    const recordable: UnchainedEvent[] = [];
    for (const [i, { fact, issuedOn }] of batch.entries()) {
      // The first invoice of a series has revision 0 and number 1.
      const number = invoiceNumber(series, end.revision + 1 + i + 1);
      recordable.push(this.#recordable(fact, await this.drafts.draft(fact, { number, issuedOn })));
    }
    const chained = chain(stream, recordable, end.hash);
    const { revision } = await this.#append(stream, chained, end.revision);
    const last = batch.at(-1) ?? first;
    const hash = chained.at(-1)?.metadata.hash ?? end.hash;
    this.#end = { series, revision, hash, issuedOn: last.issuedOn, sourcePosition: last.fact.recorded.position };
  }

  async #append(stream: string, events: Parameters<EventStore['append']>[1], expected: number) {
    try {
      return await this.store.append(stream, events, expected);
    } catch (error) {
      // Another writer was faster. The follower starts again from where the series ends now.
      if (error instanceof WrongExpectedRevision) this.#end = null;
      throw error;
    }
  }

  #recordable({ recorded }: Fact, invoice: InvoiceIssued): UnchainedEvent {
    const commandId = `issue-${invoice.data.key}`;
    return {
      id: deriveUuid('invoice', invoice.data.key),
      ...encode(invoice),
      metadata: {
        commandId,
        correlationId: recorded.metadata.correlationId,
        causationId: recorded.id,
        actor: SYSTEM,
        recordedAt: this.clock.now(),
        sourcePosition: recorded.position,
      },
    };
  }
}

const yearOf = (day: LocalDate): number => Number(day.slice(0, 4));

/** Cuts facts, in their order, where the year of issue changes: each cut goes into one series. */
const byYear = (dated: readonly DatedFact[]): readonly (readonly DatedFact[])[] => {
  const batches = new Map<number, DatedFact[]>();
  for (const one of dated) {
    const year = yearOf(one.issuedOn);
    const batch = batches.get(year);
    if (batch) batch.push(one);
    else batches.set(year, [one]);
  }
  return [...batches.values()];
};
