import type { SupportRequested } from '#domain';
import type { RecordedEvent } from '#event-store';
import type { Projection } from '../port/projection.js';
import { eventOf } from '../port/stream-events.js';
import { REQUESTS_VERSION, salesRequests, supportRequests, type RequestDocument } from './request.document.js';

const documentOf = (
  { requestId, spaceId, memberId, subscriptionId, request }: SupportRequested['data'],
  { position, metadata }: RecordedEvent,
): RequestDocument => ({
  requestId,
  spaceId,
  memberId,
  subscriptionId,
  request,
  requestedAt: metadata.recordedAt,
  position,
});

/** R8, R27, R28: what sales staff are asked for (`GET /v1/sales/requests`). */
export const salesRequestsProjection: Projection = {
  name: 'salesRequests',
  version: REQUESTS_VERSION,
  collections: [salesRequests.collection],
  project: (projected) => {
    const event = eventOf('sales', projected);
    if (event === null) return [];
    const { requestId, subject } = event.data;
    const document = { ...documentOf(event.data, projected.recorded), subject };
    return [salesRequests.update(requestId, (before) => before ?? document)];
  },
};

/** R46: what support is asked for (`GET /v1/sales/support-requests`). */
export const supportRequestsProjection: Projection = {
  name: 'supportRequests',
  version: REQUESTS_VERSION,
  collections: [supportRequests.collection],
  project: (projected) => {
    const event = eventOf('support', projected);
    if (event === null) return [];
    const document = documentOf(event.data, projected.recorded);
    return [supportRequests.update(event.data.requestId, (before) => before ?? document)];
  },
};
