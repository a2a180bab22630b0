import { presentOwnerOf, type LocalDate } from '#domain';
import type { Vault } from '#platform';
import { InvoicesQuery } from '../invoices/invoices.query.js';
import type { ReadModelStore } from '../port/read-model-store.js';
import { openProfile } from '../spaces/profiles.js';
import { spaces } from '../spaces/space.document.js';
import {
  isPermitted,
  loadSpaceCover,
  publicStateOf,
  roleFor,
  type PendingUpgrade,
  type PublicState,
  type SpaceCover,
} from '../subscriptions/space-cover.js';
import { actionsOf, type BillingAction } from './actions.js';
import type { BillingTab, PublicBillingTab } from './billing-tab.shape.js';
import { pendingTab, subscriptionTab, tabSpaceOf } from './owners-tab.js';

/** The day in an IANA time zone. */
export type Today = (timeZone: string) => LocalDate;

type OwnersName = NonNullable<PublicBillingTab['billingOwner']>;

/** Who is to own an upgrade sees that it is pending; to all others, who confirmed it included, nothing has happened. */
const isPendingFor = ({ request }: PendingUpgrade, callerId: string): boolean => request.account.ownerId === callerId;

/** The Billing tab of the admin console, and a team's "Manage billing" (R41, R43). */
export class BillingTabQuery {
  readonly #invoices: InvoicesQuery;

  constructor(
    private readonly readModels: ReadModelStore,
    private readonly vault: Vault,
  ) {
    this.#invoices = new InvoicesQuery(readModels, vault);
  }

  /** Null when there is no such space, or the caller does not belong to it. */
  async forCaller(spaceId: string, callerId: string, today: Today): Promise<BillingTab | null> {
    const cover = await loadSpaceCover(this.readModels, spaceId);
    if (cover === null) return null;
    const { space, pending, subscription } = cover;
    if (pending !== null && isPendingFor(pending, callerId)) {
      return pendingTab(this.vault, space, pending, ['contactSupport']);
    }
    const role = roleFor(cover, callerId);
    if (role === 'outsider') return null;
    const mayRead = subscription !== null && isPermitted(cover, role, 'seePlan');
    const latestInvoice = mayRead ? await this.#invoices.latest(subscription.subscriptionId) : null;
    const day = today(subscription?.state.account.timeZone ?? 'UTC');
    const actions = actionsOf({ cover, callerId, hasInvoice: latestInvoice !== null, today: day });
    return mayRead
      ? subscriptionTab(this.vault, cover, subscription, { latestInvoice, actions })
      : this.#publicTab(cover, actions);
  }

  async #publicTab(cover: SpaceCover, actions: readonly BillingAction[]): Promise<PublicBillingTab> {
    const state = publicStateOf(cover);
    return { space: tabSpaceOf(cover.space), state, actions, billingOwner: await this.#ownersName(cover, state) };
  }

  /** Of a covered team it is the organization's owner who can act. */
  async #ownersName({ space, subscription, organization }: SpaceCover, state: PublicState): Promise<OwnersName | null> {
    const paying = state === 'covered' ? organization : subscription;
    if (paying === null) return null;
    const { spaceId } = paying.state.account;
    const ownerId = presentOwnerOf(paying.state);
    const home = spaceId === space.spaceId ? space : await spaces.get(this.readModels, spaceId);
    if (ownerId === null || home === null) return { name: null };
    return { name: (await openProfile(this.vault, home, ownerId)).name };
  }
}
