import {
  coverageDecider,
  existing,
  invoiceNumber,
  paymentDecider,
  seatsTaken,
  spaceDecider,
  subscriptionDecider,
  type ActiveSubscription,
  type BilledEvent,
  type LocalDate,
  type PaymentRequested,
  type PersonsCommand,
  type SpaceCommand,
  type SubscriptionCommand,
  type SubscriptionEvent,
  type UpgradeRequested,
} from '#domain';
import { Chronicle } from './chronicle.js';
import { EMPTY_ENVELOPES, invoiceOf, mailOf, STORY_CATALOG, type Envelopes } from './story-facts.js';

interface StoryUpgrade {
  readonly spaceId: string;
  /** Of a team. */
  readonly organizationId?: string;
  readonly subscriptionId: string;
  readonly by: string;
  /** Whoever upgrades, unless told. */
  readonly ownerId?: string;
  readonly seats: number;
  /** D11: tried out first. */
  readonly isTrial?: boolean;
}

type StoryPayment = Pick<
  PaymentRequested['data'],
  'subscriptionId' | 'spaceId' | 'rootId' | 'purpose' | 'invoiceNumber' | 'amount'
>;

const SERIES = { issuer: 'quittance', kind: 'invoice', year: 2026 } as const;

/**
 * What happens to spaces and their subscriptions, in the order in which it is recorded: decided by the domain, with
 * payments, invoices and mails where the application puts them.
 */
export class BillingStory extends Chronicle {
  #invoices = 0;
  #payments = 0;

  constructor(private readonly envelopes: Envelopes = EMPTY_ENVELOPES) {
    super();
  }

  workspace(spaceId: string, createdBy: string, ...memberIds: readonly string[]): this {
    this.space(spaceId, { type: 'CreateWorkspace', data: { spaceId, name: `The ${spaceId}`, createdBy } });
    return this.members(spaceId, createdBy, ...memberIds);
  }

  organization(spaceId: string, createdBy: string, ...memberIds: readonly string[]): this {
    const data = { spaceId, name: `The ${spaceId}`, createdBy, domain: 'acme.example' };
    this.space(spaceId, { type: 'CreateOrganization', data });
    return this.members(spaceId, createdBy, ...memberIds);
  }

  team(
    team: { readonly spaceId: string; readonly organizationId: string },
    createdBy: string,
    ...memberIds: readonly string[]
  ): this {
    const data = { ...team, name: `The ${team.spaceId}`, createdBy, creatorIsInOrganization: true };
    this.space(team.spaceId, { type: 'CreateTeam', data });
    return this.members(team.spaceId, createdBy, ...memberIds);
  }

  /** Profiles become known, the administrator's own first. Whose id begins with `guest` is from elsewhere. */
  members(spaceId: string, by: string, ...memberIds: readonly string[]): this {
    for (const memberId of [by, ...memberIds]) {
      const emailDomain = memberId.startsWith('guest') ? 'elsewhere.example' : 'acme.example';
      const profile = this.envelopes.profile(memberId);
      const data = { memberId, profile, emailDomain, by: { memberId: by, administersFromOutside: false } };
      this.space(spaceId, { type: 'PutMember', data });
    }
    return this;
  }

  space(spaceId: string, command: SpaceCommand): this {
    this.decide(`space-${spaceId}`, spaceDecider, command);
    return this;
  }

  /** An upgrade is confirmed and its payment asked for. */
  requestUpgrade({
    spaceId,
    organizationId,
    subscriptionId,
    by,
    ownerId = by,
    seats,
    isTrial = false,
  }: StoryUpgrade): this {
    const rootId = organizationId ?? spaceId;
    const [requested] = this.decide(`coverage-${rootId}`, coverageDecider, {
      type: 'RequestUpgrade',
      data: {
        subscriptionId,
        paymentId: this.#nextPaymentId(),
        space: this.state(`space-${spaceId}`, spaceDecider),
        by,
        isBySales: false,
        ownerId,
        ownerHasEmail: true,
        selection: { plan: 'premium', cycle: 'monthly', seats },
        collection: 'automatic',
        isTrial,
        currency: 'EUR',
        timeZone: 'Europe/Paris',
        locale: 'fr',
        billingDetails: this.envelopes.details,
        paymentMethod: this.envelopes.card,
        isCardUnknown: false,
        today: this.day as LocalDate,
        catalog: STORY_CATALOG,
        teams: new Map(),
      },
    });
    const { bill, paymentId } = (requested as UpgradeRequested).data;
    if (bill === null || paymentId === null) return this;
    const amount = bill.net;
    return this.#requestPayment({ subscriptionId, spaceId, rootId, purpose: 'start', invoiceNumber: null, amount });
  }

  /** The payment succeeds: the plan begins, the invoice is issued and mailed. */
  completeUpgrade(subscriptionId: string): this {
    const { stream, request } = this.#requestOf(subscriptionId);
    if (request.paymentId !== null) this.#settle(request.paymentId, true);
    const opened = this.#decideSubscription(subscriptionId, { type: 'OpenSubscription', data: request });
    const { spaceId } = request;
    this.decide(stream, coverageDecider, { type: 'CompleteUpgrade', data: { spaceId, subscriptionId } });
    return this.#invoice(subscriptionId, opened);
  }

  /** D6: the payment is declined. */
  failUpgrade(subscriptionId: string): this {
    const { stream, request } = this.#requestOf(subscriptionId);
    const { spaceId, paymentId } = request;
    this.#settle(paymentId ?? '', false);
    const data = { spaceId, subscriptionId, paymentId, reason: 'declined' };
    this.decide(stream, coverageDecider, { type: 'FailUpgrade', data });
    return this;
  }

  upgrade(upgrade: StoryUpgrade): this {
    return this.requestUpgrade(upgrade).completeUpgrade(upgrade.subscriptionId);
  }

  /**
   * A command of the current owner, with what it needs beyond the day and the catalog. A paid change asks for its
   * payment and waits.
   */
  owner(subscriptionId: string, type: PersonsCommand['type'], rest: object = {}): this {
    const { account } = this.subscription(subscriptionId);
    const { ownerId, spaceId } = account;
    const by = { memberId: ownerId, isMember: true, isAdministrator: false, isSales: false };
    const paymentId = this.#nextPaymentId();
    const given = { by, today: this.day, catalog: STORY_CATALOG, seatsTaken: this.#seatsTaken(spaceId), paymentId };
    const command = { type, data: { ...given, ...rest } } as unknown as SubscriptionCommand;
    const events = this.#decideSubscription(subscriptionId, command);
    const paid = events.find((event) => event.type === 'PaidChangeRequested');
    if (paid === undefined) return this.#invoice(subscriptionId, events);
    const rootId = account.organizationId ?? spaceId;
    const amount = paid.data.bill.net;
    return this.#requestPayment({ subscriptionId, spaceId, rootId, purpose: 'change', invoiceNumber: null, amount });
  }

  /** The payment of the pending change has an outcome. */
  settleChange(subscriptionId: string, succeeds: boolean): this {
    const paymentId = this.subscription(subscriptionId).pendingPayment?.paymentId ?? '';
    this.#settle(paymentId, succeeds);
    const command: SubscriptionCommand = succeeds
      ? { type: 'SettlePaidChange', data: { paymentId } }
      : { type: 'FailPaidChange', data: { paymentId, reason: 'declined' } };
    return this.#invoice(subscriptionId, this.#decideSubscription(subscriptionId, command));
  }

  /** The day of the renewal comes: it is invoiced and its payment asked for, or the cancelled plan ends. */
  periodEnds(subscriptionId: string): this {
    const { account, current } = this.subscription(subscriptionId);
    const { spaceId } = account;
    const rootId = account.organizationId ?? spaceId;
    const today = current.period.end;
    const data = { today, catalog: STORY_CATALOG, seatsTaken: this.#seatsTaken(spaceId), supersedes: [] };
    const facts = this.on(today).#decideSubscription(subscriptionId, { type: 'RenewSubscription', data });
    this.#invoice(subscriptionId, facts);
    const [fact] = facts;
    if (fact?.type === 'SubscriptionEnded') {
      this.decide(`coverage-${rootId}`, coverageDecider, { type: 'EndCoverage', data: { spaceId, subscriptionId } });
    }
    if (fact?.type !== 'SubscriptionRenewed' && fact?.type !== 'TrialConverted') return this;
    this.#nextPaymentId();
    const payment = { subscriptionId, spaceId, rootId, invoiceNumber: this.lastInvoice, amount: fact.data.bill.net };
    return this.#requestPayment({ ...payment, purpose: 'renewal' });
  }

  /** The payment of the renewal just made has an outcome. */
  settleRenewal(subscriptionId: string, succeeds: boolean): this {
    const paymentId = `pay-${this.#payments}`;
    this.#settle(paymentId, succeeds);
    const { current, ledger } = this.subscription(subscriptionId);
    const place = { term: current.term.index, k: current.k };
    const about = { paymentId, invoiceNumber: this.lastInvoice, ...place, today: this.day as LocalDate };
    const command: SubscriptionCommand = succeeds
      ? { type: 'RecordPaymentReceived', data: { ...about, net: ledger.invoiced } }
      : { type: 'RecordRenewalFailure', data: { ...about, reason: 'declined' } };
    this.#decideSubscription(subscriptionId, command);
    return this;
  }

  /** The scheduled retry of a renewal that is past due, and its outcome (D16). */
  retry(subscriptionId: string, succeeds: boolean): this {
    const { account, pastDue, ledger } = this.subscription(subscriptionId);
    const { spaceId, organizationId } = account;
    const paymentId = this.#nextPaymentId();
    const data = { paymentId, today: this.day as LocalDate };
    this.#decideSubscription(subscriptionId, { type: 'RetryRenewalPayment', data });
    const invoiceNumber = pastDue?.invoiceNumber ?? null;
    const rootId = organizationId ?? spaceId;
    const amount = ledger.invoiced;
    this.#requestPayment({ subscriptionId, spaceId, rootId, purpose: 'renewal', invoiceNumber, amount });
    return this.settleRenewal(subscriptionId, succeeds);
  }

  subscription(subscriptionId: string): ActiveSubscription {
    return this.state(`subscription-${subscriptionId}`, subscriptionDecider) as ActiveSubscription;
  }

  /** The number of the last invoice of the story. */
  get lastInvoice(): string {
    return invoiceNumber(SERIES, this.#invoices);
  }

  #requestOf(subscriptionId: string): { readonly stream: string; readonly request: UpgradeRequested['data'] } {
    const found = this.events.findLast(
      ({ type, data }) =>
        type === 'UpgradeRequested' && (data as UpgradeRequested['data']).subscriptionId === subscriptionId,
    );
    if (found === undefined) throw new Error(`the story has no upgrade to ${subscriptionId}`);
    return { stream: found.stream, request: found.data as UpgradeRequested['data'] };
  }

  #decideSubscription(subscriptionId: string, command: SubscriptionCommand): readonly SubscriptionEvent[] {
    return this.decide(`subscription-${subscriptionId}`, subscriptionDecider, command);
  }

  #invoice(subscriptionId: string, events: readonly SubscriptionEvent[]): this {
    const fact = events.find(
      (event): event is BilledEvent => 'bill' in event.data && event.type !== 'PaidChangeRequested',
    );
    if (fact === undefined) return this;
    this.#invoices += 1;
    const number = this.lastInvoice;
    const { account } = this.subscription(subscriptionId);
    const issue = { number, account, fact, day: this.day, buyer: this.envelopes.buyer };
    this.record('invoiceSeries-quittance-invoice-2026', invoiceOf(issue));
    return this.record(`mail-${number}`, mailOf(issue, this.envelopes.recipient));
  }

  /** Under the id that was taken last. */
  #requestPayment(payment: StoryPayment): this {
    const paymentId = `pay-${this.#payments}`;
    const data = { ...payment, paymentId, currency: 'EUR', paymentMethod: this.envelopes.card };
    this.decide(`payment-${paymentId}`, paymentDecider, { type: 'RequestPayment', data });
    return this;
  }

  #settle(paymentId: string, succeeds: boolean): void {
    this.decide(`payment-${paymentId}`, paymentDecider, {
      type: 'RecordPaymentOutcome',
      data: succeeds ? { status: 'succeeded', reference: 'ref' } : { status: 'failed', reason: 'declined' },
    });
  }

  #nextPaymentId(): string {
    this.#payments += 1;
    return `pay-${this.#payments}`;
  }

  #seatsTaken(spaceId: string): number {
    return seatsTaken(existing(this.state(`space-${spaceId}`, spaceDecider)));
  }
}
