import type { SalesSubject, Sealed } from '#domain';
import type { Instant, Position } from '#event-store';
import { Documents } from '../port/documents.js';

export const REQUESTS_VERSION = 1;

/** What somebody asked our staff for. */
export interface RequestDocument {
  readonly requestId: string;
  readonly spaceId: string;
  readonly memberId: string;
  /** The subscription that the space had then. */
  readonly subscriptionId: string | null;
  readonly request: Sealed;
  readonly requestedAt: Instant;
  readonly position: Position;
}

export interface SalesRequestDocument extends RequestDocument {
  readonly subject: SalesSubject;
}

const inOrder = ({ position }: RequestDocument): Record<string, string> => ({ inOrder: position });

/** By request id. `inOrder` lists them as they came. */
export const salesRequests = new Documents<SalesRequestDocument>({
  name: 'salesRequest',
  version: REQUESTS_VERSION,
  keys: inOrder,
});

/** By request id. `inOrder` lists them as they came. */
export const supportRequests = new Documents<RequestDocument>({
  name: 'supportRequest',
  version: REQUESTS_VERSION,
  keys: inOrder,
});
