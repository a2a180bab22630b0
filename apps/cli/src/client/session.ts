import { allPages, ApiError, at, type Answer, type Http, type Query, type Request } from './http.js';
import { SalesDesk } from './sales-desk.js';
import type {
  Advanced,
  AuditEvent,
  BillingDetails,
  BillingTab,
  Change,
  Invoice,
  Locale,
  Mail,
  Member,
  Plans,
  Preview,
  PublicTab,
  SpaceAnswer,
  SubscriptionAnswer,
  UpgradeRequest,
} from './shapes.js';

interface NewSpace {
  readonly spaceId?: string;
  readonly name: string;
}

/** What a command may carry beside its body. */
export interface Guarded {
  /** `Idempotency-Key`. */
  readonly key?: string;
  /** `If-Match`. */
  readonly revision?: number;
}

const headersOf = ({ key, revision }: Guarded): Record<string, string> => ({
  ...(key === undefined ? {} : { 'idempotency-key': key }),
  ...(revision === undefined ? {} : { 'if-match': `"${revision}"` }),
});

/** One person who is signed in. Every call throws ApiError when it is refused. */
export class Session {
  constructor(
    readonly memberId: string,
    private readonly http: Http,
  ) {}

  /** What sales staff do; refused for everybody else. */
  get sales(): SalesDesk {
    return new SalesDesk(this.http);
  }

  send<T>(method: string, path: string, request?: Request): Promise<Answer<T>> {
    return this.http.send<T>(method, path, request);
  }

  /** The error that a call was refused with. @throws Error when it was not refused. */
  async refusal(call: (session: this) => Promise<unknown>): Promise<ApiError> {
    const answer = await call(this).catch((error: unknown) => error);
    if (answer instanceof ApiError) return answer;
    if (answer instanceof Error) throw answer;
    throw new Error(`${this.memberId} was not refused: look why this is allowed`);
  }

  createWorkspace(space: NewSpace): Promise<SpaceAnswer> {
    return this.#body('POST', '/v1/workspaces', { body: space });
  }

  createOrganization(space: NewSpace & { readonly domain: string }): Promise<SpaceAnswer> {
    return this.#body('POST', '/v1/organizations', { body: space });
  }

  createTeam(organizationId: string, space: NewSpace): Promise<SpaceAnswer> {
    return this.#body('POST', at`/v1/organizations/${organizationId}/teams`, { body: space });
  }

  putMember(
    spaceId: string,
    memberId: string,
    profile: { readonly name: string; readonly email: string; readonly locale?: Locale },
  ): Promise<SpaceAnswer> {
    return this.#body('PUT', at`/v1/spaces/${spaceId}/members/${memberId}`, { body: profile });
  }

  removeMember(spaceId: string, memberId: string): Promise<SpaceAnswer> {
    return this.#body('DELETE', at`/v1/spaces/${spaceId}/members/${memberId}`);
  }

  /** As operator: what a directory sync does (D8). */
  forceOut(spaceId: string, memberId: string): Promise<SpaceAnswer> {
    return this.#body('DELETE', at`/v1/spaces/${spaceId}/members/${memberId}`, { query: { forced: true } });
  }

  members(spaceId: string): Promise<Member[]> {
    return this.#all(at`/v1/spaces/${spaceId}/members`, 'members');
  }

  plans(currency: string): Promise<Plans> {
    return this.#body('GET', '/v1/plans', { query: { currency } });
  }

  upgrade(spaceId: string, request: UpgradeRequest, guarded: Guarded = {}): Promise<SubscriptionAnswer> {
    return this.#body('POST', at`/v1/spaces/${spaceId}/subscription`, { body: request, headers: headersOf(guarded) });
  }

  change(spaceId: string, change: Change, guarded: Guarded = {}): Promise<SubscriptionAnswer> {
    return this.#body('POST', at`/v1/spaces/${spaceId}/subscription/change`, {
      body: change,
      headers: headersOf(guarded),
    });
  }

  /** What a change would cost; nothing is written. */
  previewChange(spaceId: string, change: Change): Promise<Preview> {
    return this.#body('POST', at`/v1/spaces/${spaceId}/subscription/change`, {
      body: change,
      query: { preview: true },
    });
  }

  cancel(spaceId: string): Promise<SubscriptionAnswer> {
    return this.#body('POST', at`/v1/spaces/${spaceId}/subscription/cancel`, { body: {} });
  }

  undoCancellation(spaceId: string): Promise<SubscriptionAnswer> {
    return this.#body('POST', at`/v1/spaces/${spaceId}/subscription/undo-cancellation`, { body: {} });
  }

  undoChange(spaceId: string): Promise<SubscriptionAnswer> {
    return this.#body('POST', at`/v1/spaces/${spaceId}/subscription/undo-change`, { body: {} });
  }

  endTrial(spaceId: string): Promise<SubscriptionAnswer> {
    return this.#body('POST', at`/v1/spaces/${spaceId}/subscription/end-trial`, { body: {} });
  }

  /** Takes over the role of a billing owner who is missing. */
  claim(spaceId: string): Promise<SubscriptionAnswer> {
    return this.#body('POST', at`/v1/spaces/${spaceId}/subscription/claim`, { body: {} });
  }

  /** Several teams at once: always refused with `contact_sales`. */
  upgradeTeams(organizationId: string, request: { readonly teamIds: readonly string[] }): Promise<never> {
    return this.#body('POST', at`/v1/organizations/${organizationId}/team-upgrades`, { body: request });
  }

  contactSupport(spaceId: string, request: { readonly subject: string; readonly message: string }): Promise<unknown> {
    return this.#body('POST', at`/v1/spaces/${spaceId}/subscription/support-requests`, { body: request });
  }

  handOver(spaceId: string, memberId: string): Promise<SubscriptionAnswer> {
    return this.#body('PUT', at`/v1/spaces/${spaceId}/subscription/billing-owner`, { body: { memberId } });
  }

  editBillingDetails(spaceId: string, details: BillingDetails): Promise<SubscriptionAnswer> {
    return this.#body('PUT', at`/v1/spaces/${spaceId}/subscription/billing-details`, { body: details });
  }

  replaceCard(spaceId: string, token: string): Promise<SubscriptionAnswer> {
    return this.#body('PUT', at`/v1/spaces/${spaceId}/subscription/payment-method`, { body: { token } });
  }

  /** What this person may see of a space's plan: all of it only as its owner. */
  tab(spaceId: string): Promise<PublicTab> {
    return this.#body('GET', at`/v1/spaces/${spaceId}/billing`);
  }

  /** The owner's billing tab. @throws Error for anyone else. */
  async billing(spaceId: string): Promise<BillingTab> {
    const tab = await this.tab(spaceId);
    if (!('subscriptionId' in tab))
      throw new Error(`${this.memberId} does not own the plan of ${spaceId}: ask its owner`);
    return tab as BillingTab;
  }

  latestInvoice(spaceId: string): Promise<Invoice> {
    return this.#body('GET', at`/v1/spaces/${spaceId}/billing/latest-invoice`);
  }

  /** All invoices of a space's subscription, the newest first. */
  invoices(spaceId: string): Promise<Invoice[]> {
    return this.#all(at`/v1/spaces/${spaceId}/billing/invoices`, 'invoices');
  }

  /** All invoices that the link of a mail leads to. */
  invoicesByLink(token: string): Promise<Invoice[]> {
    return this.#all('/v1/invoices', 'invoices', { link: token });
  }

  invoice(number: string): Promise<Invoice> {
    return this.#body('GET', at`/v1/invoices/${number}`);
  }

  /** All mails that ever went out, the oldest first. In development only. */
  mails(): Promise<Mail[]> {
    return this.#all('/v1/mail', 'mails');
  }

  /** As auditor: the whole history of a subscription, with its payments, invoices and mails, in order. */
  history(subscriptionId: string): Promise<AuditEvent[]> {
    return this.#all(at`/v1/audit/subscriptions/${subscriptionId}/events`, 'events');
  }

  clock(): Promise<{ readonly now: string }> {
    return this.#body('GET', '/v1/clock');
  }

  /** As operator, while no space exists. */
  setClock(now: string): Promise<{ readonly now: string }> {
    return this.#body('PUT', '/v1/clock', { body: { now } });
  }

  /** As operator: lets everything due until then happen. */
  advance(to: string): Promise<Advanced> {
    return this.#body('POST', '/v1/clock/advance', { body: { to } });
  }

  async #body<T>(method: string, path: string, request: Request = {}): Promise<T> {
    return (await this.http.send<T>(method, path, request)).body;
  }

  #all<T>(path: string, name: string, query: Query = {}): Promise<T[]> {
    return allPages<T>(this.http, path, { name, query });
  }
}
