import {
  invoiceNumber,
  issueDay,
  seriesStream,
  type InvoiceEvent,
  type InvoiceKind,
  type InvoiceSeries,
  type LocalDate,
} from '#domain';
import { decode, encode, type StoredEvent } from '#event-catalog';
import {
  type AppendResult,
  BEGINNING,
  chain,
  EventFollower,
  type Checkpoints,
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
import { type DocumentDrafts } from './document-drafts.js';

/** Where a series ends: the revision of its last document and what the next one follows. */
interface SeriesEnd {
  readonly series: InvoiceSeries;
  readonly revision: number;
  readonly hash: string;
  readonly issuedOn: LocalDate | null;
  readonly sourcePosition: Position;
}

/** A fact that leads to a document, and the day of that. */
interface DatedFact<Source extends StoredEvent> {
  readonly fact: Fact<Source>;
  readonly issuedOn: LocalDate;
}

/** No series begins before this year. */
const FIRST_YEAR = 1970;

/** So often in a row another writer may be faster. */
const ATTEMPTS_MAX = 100;

/** A start reads so many events again, at most, that led to no document. */
export const CHECKPOINT_EVERY_EVENTS = 1_000;

const NAMES: Readonly<Record<InvoiceKind, string>> = { invoice: 'invoices', creditNote: 'creditNotes' };

/** What the writers call their checkpoints. */
export const SERIES_CHECKPOINTS: readonly string[] = Object.values(NAMES);

export interface SeriesOptions {
  readonly settings: BillingSettings;
  readonly onError: (error: unknown) => void;
  /** A document is issued only when this follower has passed its fact: a credit note names invoices. */
  readonly behind?: EventFollower;
  /**
   * Of a rare kind: how far the facts were looked through since the last document. It is saved behind what was issued
   * and never ahead of it, so losing it costs reading and nothing else.
   */
  readonly checkpoints?: Checkpoints;
  /** `CHECKPOINT_EVERY_EVENTS` unless told. */
  readonly checkpointEveryEvents?: number;
}

/**
 * Issues one document of a kind for every fact that leads to one, in the order of the facts, numbered without gap (D18):
 * the number is the revision in the series plus one. Each document carries the position of its fact, so the last one is
 * the writer's own checkpoint: after a crash it goes on exactly behind it. A second writer loses the race for the
 * revision, reads where the series ends now and goes on from there. The year is that of the fact's day in the
 * issuer's zone, not of the moment of writing, so two writers can never put one fact into two series.
 */
export class SeriesWriter<Source extends StoredEvent> {
  readonly follower: EventFollower;
  #end: SeriesEnd | null = null;
  #unsavedEvents = 0;
  #stop = new AbortController();

  constructor(
    private readonly store: EventStore,
    private readonly drafts: DocumentDrafts<Source>,
    private readonly clock: Clock,
    private readonly options: SeriesOptions,
  ) {
    this.follower = new EventFollower({
      name: this.#name,
      store,
      start: () => this.#resume(),
      handle: (events) => this.#handle(events),
      onError: (error) => {
        // Whoever was waited for need not come any more.
        if (error !== this.#stop.signal.reason) options.onError(error);
      },
    });
  }

  start(): Promise<void> {
    this.#stop = new AbortController();
    return this.follower.start();
  }

  stop(): Promise<void> {
    this.#stop.abort();
    return this.follower.stop();
  }

  get #name(): string {
    return NAMES[this.drafts.kind];
  }

  /** Behind the last document, or where the facts were looked through to, whichever is later. */
  async #resume(): Promise<Position> {
    this.#end = await this.#latestEnd();
    const issued = this.#end?.sourcePosition ?? BEGINNING;
    const seen = (await this.options.checkpoints?.read(this.#name)) ?? BEGINNING;
    return seen > issued ? seen : issued;
  }

  /** The end of the latest series there is; none ends before the one that is known. */
  async #latestEnd(): Promise<SeriesEnd | null> {
    const firstYear = this.#end?.series.year ?? FIRST_YEAR;
    const { issuer } = this.options.settings;
    const thisYear = yearOf(dayIn(issuer.timeZone, this.clock.now()) as LocalDate);
    // One year ahead: the clock of this machine may lag behind that of the writer before.
    const years = Array.from({ length: Math.max(thisYear + 2 - firstYear, 1) }, (_, i) => firstYear + i);
    const ends = await Promise.all(years.map((year) => this.#endOf(this.#series(year))));
    return ends.findLast((end) => end !== null) ?? null;
  }

  #series(year: number): InvoiceSeries {
    return { issuer: this.options.settings.issuer.id, kind: this.drafts.kind, year };
  }

  async #endOf(series: InvoiceSeries): Promise<SeriesEnd | null> {
    const last = await this.store.readLast(seriesStream(series));
    if (last === null) return null;
    const event = decode<InvoiceEvent>(last);
    const { sourcePosition, hash } = last.metadata;
    if (event.data.kind !== series.kind || sourcePosition === undefined) {
      throw new Error(`${last.stream} ends with something that is no document of its writer: verify the event store`);
    }
    return { series, revision: last.revision, hash, issuedOn: event.data.issuedOn, sourcePosition };
  }

  async #handle(events: readonly RecordedEvent[]): Promise<void> {
    await this.#issueAll(events);
    const { checkpoints, checkpointEveryEvents = CHECKPOINT_EVERY_EVENTS } = this.options;
    const last = events.at(-1);
    this.#unsavedEvents += events.length;
    if (checkpoints === undefined || last === undefined || this.#unsavedEvents < checkpointEveryEvents) return;
    await checkpoints.save(this.#name, last.position);
    this.#unsavedEvents = 0;
  }

  async #issueAll(events: readonly RecordedEvent[]): Promise<void> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        await this.#issueRest(events);
        return;
      } catch (error) {
        if (!(error instanceof WrongExpectedRevision) || attempt === ATTEMPTS_MAX) throw error;
        // Another writer was faster: what it has issued is passed over from here on.
        this.#end = await this.#latestEnd();
      }
    }
  }

  async #issueRest(events: readonly RecordedEvent[]): Promise<void> {
    const after = this.#end?.sourcePosition ?? BEGINNING;
    const facts = events
      .filter(({ position }) => position > after)
      .map((recorded): Fact => ({ event: decode(recorded), recorded }))
      .filter((fact): fact is Fact<Source> => this.drafts.leadsToOne(fact));
    const last = facts.at(-1);
    if (last !== undefined) await this.options.behind?.reached(last.recorded.position, this.#stop.signal);
    for (const batch of byYear(this.#dated(facts))) await this.#issue(batch);
  }

  /** The day of issue of each fact: its own in the issuer's zone, never before that of the document before it. */
  #dated(facts: readonly Fact<Source>[]): DatedFact<Source>[] {
    const { timeZone } = this.options.settings.issuer;
    let last = this.#end?.issuedOn ?? null;
    return facts.map((fact) => {
      const issuedOn = issueDay(dayIn(timeZone, fact.recorded.metadata.recordedAt) as LocalDate, last);
      last = issuedOn;
      return { fact, issuedOn };
    });
  }

  async #issue(batch: readonly DatedFact<Source>[]): Promise<void> {
    const [first] = batch;
    if (first === undefined) return;
    const series = this.#series(yearOf(first.issuedOn));
    const end = this.#end?.series.year === series.year ? this.#end : { revision: NO_STREAM, hash: '' };
    const stream = seriesStream(series);
    const recordable: UnchainedEvent[] = [];
    for (const [i, { fact, issuedOn }] of batch.entries()) {
      // The first document of a series has revision 0 and number 1.
      const number = invoiceNumber(series, end.revision + 1 + i + 1);
      recordable.push(this.#recordable(fact, await this.drafts.draft(fact, { number, issuedOn })));
    }
    const chained = chain(stream, recordable, end.hash);
    const { revision } = await this.#append(stream, chained, end.revision);
    const last = batch.at(-1) ?? first;
    const hash = chained.at(-1)?.metadata.hash ?? end.hash;
    this.#end = { series, revision, hash, issuedOn: last.issuedOn, sourcePosition: last.fact.recorded.position };
  }

  /**
   * @throws WrongExpectedRevision when another writer was faster. One that wrote the same documents under the same ids
   * is no obstacle to the store; but what it sealed, and so its hashes, are not ours, and the next document has to be
   * chained to what is there.
   */
  async #append(stream: string, events: Parameters<EventStore['append']>[1], expected: number): Promise<AppendResult> {
    const result = await this.store.append(stream, events, expected);
    const [stored] = await this.store.readStream(stream, { fromRevision: result.revision, maxCount: 1 });
    if (stored?.metadata.hash === events.at(-1)?.metadata.hash) return result;
    throw new WrongExpectedRevision(stream, expected, result.revision);
  }

  #recordable({ recorded }: Fact, document: InvoiceEvent): UnchainedEvent {
    const { key, kind } = document.data;
    return {
      id: deriveUuid(kind, key),
      ...encode(document),
      metadata: {
        commandId: `issue-${key}`,
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
const byYear = <F extends { readonly issuedOn: LocalDate }>(dated: readonly F[]): readonly (readonly F[])[] => {
  const batches = new Map<number, F[]>();
  for (const one of dated) {
    const year = yearOf(one.issuedOn);
    const batch = batches.get(year);
    if (batch) batch.push(one);
    else batches.set(year, [one]);
  }
  return [...batches.values()];
};
