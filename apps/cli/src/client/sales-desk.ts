import { allPages, at, type Http, type Request } from './http.js';
import type {
  BillingDetails,
  Change,
  SalesRequest,
  SubscriptionAnswer,
  SupportRequest,
  UpgradeRequest,
} from './shapes.js';

/** What sales staff do about a space, and read. Every call throws ApiError when it is refused. */
export class SalesDesk {
  constructor(private readonly http: Http) {}

  upgrade(spaceId: string, request: UpgradeRequest): Promise<SubscriptionAnswer> {
    return this.#body('POST', at`/v1/sales/spaces/${spaceId}/subscription`, { body: request });
  }

  change(spaceId: string, change: Change): Promise<SubscriptionAnswer> {
    return this.#body('POST', at`/v1/sales/spaces/${spaceId}/subscription/change`, { body: change });
  }

  cancel(spaceId: string): Promise<SubscriptionAnswer> {
    return this.#body('POST', at`/v1/sales/spaces/${spaceId}/subscription/cancel`, { body: {} });
  }

  undoCancellation(spaceId: string): Promise<SubscriptionAnswer> {
    return this.#body('POST', at`/v1/sales/spaces/${spaceId}/subscription/undo-cancellation`, { body: {} });
  }

  undoChange(spaceId: string): Promise<SubscriptionAnswer> {
    return this.#body('POST', at`/v1/sales/spaces/${spaceId}/subscription/undo-change`, { body: {} });
  }

  handOver(spaceId: string, memberId: string): Promise<SubscriptionAnswer> {
    return this.#body('PUT', at`/v1/sales/spaces/${spaceId}/subscription/billing-owner`, { body: { memberId } });
  }

  editBillingDetails(spaceId: string, details: BillingDetails): Promise<SubscriptionAnswer> {
    return this.#body('PUT', at`/v1/sales/spaces/${spaceId}/subscription/billing-details`, { body: details });
  }

  /** @param until the first day that is not protected; for as long as the plan lives unless told. */
  protectPrice(spaceId: string, until?: string): Promise<SubscriptionAnswer> {
    const body = until === undefined ? {} : { until };
    return this.#body('POST', at`/v1/sales/spaces/${spaceId}/subscription/price-protection`, { body });
  }

  liftPriceProtection(spaceId: string): Promise<SubscriptionAnswer> {
    return this.#body('DELETE', at`/v1/sales/spaces/${spaceId}/subscription/price-protection`);
  }

  adoptPolicy(spaceId: string, policy: string): Promise<SubscriptionAnswer> {
    return this.#body('PUT', at`/v1/sales/spaces/${spaceId}/policy`, { body: { policy } });
  }

  /** The newest first. */
  requests(): Promise<SalesRequest[]> {
    return allPages(this.http, '/v1/sales/requests', { name: 'requests' });
  }

  /** The newest first. */
  supportRequests(): Promise<SupportRequest[]> {
    return allPages(this.http, '/v1/sales/support-requests', { name: 'requests' });
  }

  async #body<T>(method: string, path: string, request: Request = {}): Promise<T> {
    return (await this.http.send<T>(method, path, request)).body;
  }
}
