import type { Position } from '#event-store';
import { Documents, keyPrefix } from '../port/documents.js';
import type { ProjectedEvent, Projection } from '../port/projection.js';
import { eventOf, type StreamKind } from '../port/stream-events.js';

const HISTORY_VERSION = 1;

/** Where one event of a subscription's history stands; the event itself stays in the event store. */
export interface HistoryRow {
  readonly subscriptionId: string;
  readonly stream: string;
  readonly revision: number;
  readonly position: Position;
}

/** `bySubscription` lists the events of one subscription in the order in which they happened. */
export const historyRows = new Documents<HistoryRow>({
  name: 'history',
  version: HISTORY_VERSION,
  keys: ({ subscriptionId, position }) => ({ bySubscription: `${keyPrefix(subscriptionId)}${position}` }),
});

/** The cover's events are the subscription's own from before it was opened: what was confirmed, and what became of it. */
const HISTORY_STREAMS = [
  ...(['coverage', 'subscription', 'invoiceSeries', 'payment', 'mail'] as const),
] as const satisfies readonly StreamKind[];

const subscriptionOf = (projected: ProjectedEvent): string | null =>
  HISTORY_STREAMS.map((kind) => eventOf(kind, projected)).find((event) => event !== null)?.data.subscriptionId ?? null;

/** The auditor's timeline: a subscription's own events and those of its invoices, payments and mails. */
export const historyProjection: Projection = {
  name: 'history',
  version: HISTORY_VERSION,
  collections: [historyRows.collection],
  project: (projected) => {
    const subscriptionId = subscriptionOf(projected);
    if (subscriptionId === null) return [];
    const { stream, revision, position } = projected.recorded;
    return [
      historyRows.update(`${stream}/${revision}`, (row) => row ?? { subscriptionId, stream, revision, position }),
    ];
  },
};
