import type { ReadModelStore } from '../port/read-model-store.js';
import { isPermitted, isStanding, loadSpaceCover, roleFor } from '../subscriptions/space-cover.js';
import { spaces } from '../spaces/space.document.js';
import { subscriptions } from '../subscriptions/subscription.document.js';

/** Who may read invoices: the current owner, of an ended subscription the last one (R35, R37, R60). */
export class InvoiceAccess {
  constructor(private readonly readModels: ReadModelStore) {}

  /**
   * The subscription whose invoices a space shows, and whether this caller may read them. Null when the caller is to
   * learn of none: the space is unknown, the caller is an outsider, or the space was never upgraded.
   */
  async inSpace(
    spaceId: string,
    callerId: string,
  ): Promise<{ readonly subscriptionId: string; readonly isAllowed: boolean } | null> {
    const cover = await loadSpaceCover(this.readModels, spaceId);
    if (cover === null || cover.subscription === null) return null;
    const role = roleFor(cover, callerId);
    if (role === 'outsider') return null;
    return {
      subscriptionId: cover.subscription.subscriptionId,
      isAllowed: isPermitted(cover, role, 'readInvoices'),
    };
  }

  /** Whether this caller may read the invoices of a subscription; false when there is none. */
  async toSubscription(subscriptionId: string, callerId: string): Promise<boolean> {
    const subscription = await subscriptions.get(this.readModels, subscriptionId);
    if (!isStanding(subscription)) return false;
    const space = await spaces.get(this.readModels, subscription.state.account.spaceId);
    if (space === null) return false;
    const governed = { space, subscription };
    return isPermitted(governed, roleFor(governed, callerId), 'readInvoices');
  }
}
