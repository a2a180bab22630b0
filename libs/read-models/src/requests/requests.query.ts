import type { SalesSubject } from '#domain';
import type { Instant } from '#event-store';
import type { Vault } from '#platform';
import type { Documents } from '../port/documents.js';
import type { ReadModelStore } from '../port/read-model-store.js';
import { pageOfDocuments, type Page, type PageRequest } from '../shapes/page.js';
import { openProfile } from '../spaces/profiles.js';
import { spaces } from '../spaces/space.document.js';
import { salesRequests, supportRequests, type RequestDocument } from './request.document.js';

/** Who asks; name and e-mail are null for one who is no member of the space, or was erased. */
export interface AskingShape {
  readonly memberId: string;
  readonly name: string | null;
  readonly email: string | null;
}

export interface RequestShape<R> {
  readonly requestId: string;
  readonly space: { readonly id: string; readonly name: string | null };
  readonly subscriptionId: string | null;
  readonly from: AskingShape;
  readonly requestedAt: Instant;
  /** Null when the person was erased. */
  readonly request: R | null;
}

export interface SalesRequestShape extends RequestShape<{
  readonly call: string;
  readonly body: Readonly<Record<string, unknown>>;
}> {
  readonly subject: SalesSubject;
}

export type SupportRequestShape = RequestShape<{ readonly subject: string; readonly message: string }>;

export interface SalesRequestsShape {
  readonly requests: readonly SalesRequestShape[];
  readonly next: string | null;
}

export interface SupportRequestsShape {
  readonly requests: readonly SupportRequestShape[];
  readonly next: string | null;
}

const NEWEST_FIRST = { key: 'inOrder', prefix: '', descending: true };

/** What our staff are asked for, the newest first. Who may read it is for the caller to check. */
export class RequestsQuery {
  constructor(
    private readonly readModels: ReadModelStore,
    private readonly vault: Vault,
  ) {}

  /** R8, R27, R28. @throws InvalidCursor */
  async ofSales(request: PageRequest = {}): Promise<SalesRequestsShape> {
    const { items, next } = await this.#page(salesRequests, request);
    const shapes = items.map(async (document): Promise<SalesRequestShape> => {
      const { subject } = document;
      return { ...(await this.#shape<NonNullable<SalesRequestShape['request']>>(document)), subject };
    });
    return { requests: await Promise.all(shapes), next };
  }

  /** R46. @throws InvalidCursor */
  async ofSupport(request: PageRequest = {}): Promise<SupportRequestsShape> {
    const { items, next } = await this.#page(supportRequests, request);
    const shapes = items.map((document) => this.#shape<NonNullable<SupportRequestShape['request']>>(document));
    return { requests: await Promise.all(shapes), next };
  }

  async #page<D extends RequestDocument>(documents: Documents<D>, request: PageRequest): Promise<Page<D>> {
    const { items, next } = await pageOfDocuments(this.readModels, documents, NEWEST_FIRST, request);
    return { items: items.map(({ document }) => document), next };
  }

  async #shape<R>(document: RequestDocument): Promise<RequestShape<R>> {
    const { requestId, spaceId, subscriptionId, memberId, requestedAt } = document;
    const space = await spaces.get(this.readModels, spaceId);
    const [request, profile] = await Promise.all([
      this.vault.open<R>(document.request),
      space && openProfile(this.vault, space, memberId),
    ]);
    const { name = null, email = null } = profile ?? {};
    const from = { memberId, name, email };
    return { requestId, space: { id: spaceId, name: space?.name ?? null }, subscriptionId, from, requestedAt, request };
  }
}
