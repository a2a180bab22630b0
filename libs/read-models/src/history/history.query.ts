import type { LocalDate } from '#domain';
import type { Actor, EventStore, Instant, Position, RecordedEvent } from '#event-store';
import { dayIn, type Vault } from '#platform';
import { keyPrefix } from '../port/documents.js';
import type { ReadModelStore } from '../port/read-model-store.js';
import { fromCursor, limitOf, pageOf, pageOfDocuments, type PageRequest } from '../shapes/page.js';
import { subscriptions, type ZoneInForce } from '../subscriptions/subscription.document.js';
import { historyRows, type HistoryRow } from './history.projection.js';
import { openEnvelopes } from './open-envelopes.js';

/** One event as auditors read it: as it was stored, with personal data in the clear while its key lives. */
export interface AuditEventShape {
  readonly position: Position;
  readonly revision: number;
  readonly stream: string;
  readonly type: string;
  readonly version: number;
  readonly recordedAt: Instant;
  /** The day that the event says it counts from, else the day on which it was recorded in the subscription's zone of then. */
  readonly effectiveOn: LocalDate;
  readonly actor: Actor;
  readonly commandId: string;
  readonly correlationId: string;
  readonly causationId: string;
  readonly data: unknown;
  readonly hash: string;
  readonly previousHash: string;
}

export interface HistoryShape {
  readonly events: readonly AuditEventShape[];
  readonly next: string | null;
}

interface Run {
  readonly stream: string;
  readonly fromRevision: number;
  readonly maxCount: number;
}

/** Rows that stand side by side in one stream are read at once. */
export const runsOf = (rows: readonly HistoryRow[]): readonly Run[] => {
  const sorted = [...rows].sort((a, b) =>
    a.stream === b.stream ? a.revision - b.revision : a.stream < b.stream ? -1 : 1,
  );
  const runs: Run[] = [];
  for (const { stream, revision } of sorted) {
    const last = runs.at(-1);
    if (last?.stream === stream && revision === last.fromRevision + last.maxCount) {
      runs[runs.length - 1] = { ...last, maxCount: last.maxCount + 1 };
    } else runs.push({ stream, fromRevision: revision, maxCount: 1 });
  }
  return runs;
};

const dayStated = (data: object): LocalDate | null => {
  const { effectiveOn, issuedOn } = data as { readonly effectiveOn?: LocalDate; readonly issuedOn?: LocalDate };
  return effectiveOn ?? issuedOn ?? null;
};

/** Of that moment, so that a change of zone moves no day of the past. The first payment comes before the opening. */
const zoneAt = (zones: readonly ZoneInForce[], position: Position): string =>
  (zones.findLast(({ since }) => since <= position) ?? zones[0])?.timeZone ?? 'UTC';

/** A space has no time zone of its own. */
const SPACES_ZONE = 'UTC';

/** Of a team: its organization, with which it shares the stream of covers. */
const rootOf = (events: readonly RecordedEvent[]): string | null => {
  const created = events[0]?.data as { readonly organizationId?: string } | undefined;
  return created?.organizationId ?? null;
};

/** The auditor's timeline of one subscription: rows say where its events stand, the event store what they hold. */
export class HistoryQuery {
  constructor(
    private readonly readModels: ReadModelStore,
    private readonly events: EventStore,
    private readonly vault: Vault,
  ) {}

  /** In the order in which they happened; none when there never was such a subscription. @throws InvalidCursor */
  async list(subscriptionId: string, request: PageRequest = {}): Promise<HistoryShape> {
    const listing = { key: 'bySubscription', prefix: keyPrefix(subscriptionId) };
    const { items, next } = await pageOfDocuments(this.readModels, historyRows, listing, request);
    const zones = (await subscriptions.get(this.readModels, subscriptionId))?.zones ?? [];
    const recorded = await this.#read(items.map(({ document }) => document));
    return {
      events: await Promise.all(recorded.map((event) => this.#shape(event, zoneAt(zones, event.position)))),
      next,
    };
  }

  /**
   * What happened to a space itself: its members, its administrators, and every upgrade that was confirmed for it, a
   * failed one included (D6). None when there never was such a space. Read from the two streams that hold it, which are
   * short. @throws InvalidCursor
   */
  async ofSpace(spaceId: string, request: PageRequest = {}): Promise<HistoryShape> {
    const own = await this.events.readStream(`space-${spaceId}`);
    const covers = await this.events.readStream(`coverage-${rootOf(own) ?? spaceId}`);
    const after = typeof request.cursor === 'string' ? fromCursor(request.cursor) : '';
    const all = [...own, ...covers.filter(({ data }) => (data as { readonly spaceId?: string }).spaceId === spaceId)]
      .filter(({ position }) => position > after)
      .sort((a, b) => (a.position < b.position ? -1 : 1));
    const { items, next } = pageOf(all, limitOf(request), ({ position }) => position);
    return { events: await Promise.all(items.map((event) => this.#shape(event, SPACES_ZONE))), next };
  }

  async #read(rows: readonly HistoryRow[]): Promise<readonly RecordedEvent[]> {
    const runs = await Promise.all(runsOf(rows).map(({ stream, ...range }) => this.events.readStream(stream, range)));
    return runs.flat().sort((a, b) => (a.position < b.position ? -1 : 1));
  }

  async #shape(
    { position, revision, stream, type, version, data, metadata }: RecordedEvent,
    zone: string,
  ): Promise<AuditEventShape> {
    const { recordedAt, actor, commandId, correlationId, causationId, hash, previousHash } = metadata;
    return {
      position,
      revision,
      stream,
      type,
      version,
      recordedAt,
      effectiveOn: dayStated(data) ?? (dayIn(zone, recordedAt) as LocalDate),
      actor,
      commandId,
      correlationId,
      causationId,
      data: await openEnvelopes(this.vault, data),
      hash,
      previousHash,
    };
  }
}
