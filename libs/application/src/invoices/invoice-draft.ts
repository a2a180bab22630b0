import {
  addDays,
  checkInvoice,
  MANUAL_TERM_DAYS,
  documentKey,
  subscriptionDecider,
  versionNamed,
  type BilledEvent,
  type InvoiceIssued,
  type InvoiceLine,
  type LocalDate,
  type Sealed,
  type Subscription,
} from '#domain';
import { decode, type StoredEvent } from '#event-catalog';
import { type EventStore } from '#event-store';
import { describeLine } from '#invoicing';
import { type Vault } from '#platform';
import { type Catalogs } from '../catalog/publish-catalog.js';
import type { Fact } from '../kernel/facts.js';
import { documentsKey } from '../kernel/people.js';
import { type BillingSettings } from '../kernel/settings.js';

type Opened = Exclude<Subscription, { status: 'none' }>;

/** Everything that is printed on an invoice, gathered from the fact that made it due and the history up to that fact. */
export class InvoiceDrafts {
  constructor(
    private readonly store: EventStore,
    private readonly catalogs: Catalogs,
    private readonly vault: Vault,
    private readonly settings: BillingSettings,
  ) {}

  async draft(
    fact: Fact<BilledEvent>,
    { number, issuedOn }: { readonly number: string; readonly issuedOn: LocalDate },
  ): Promise<InvoiceIssued> {
    const { issuer } = this.settings;
    const { account } = await this.#asOf(fact);
    const { bill } = fact.event.data;
    const invoice: InvoiceIssued = {
      type: 'InvoiceIssued',
      data: {
        number,
        key: documentKey(fact.event, fact.recorded.id),
        kind: 'invoice',
        issuer: issuer.id,
        reason: bill.reason,
        issuedOn,
        dueOn: addDays(issuedOn, account.collection === 'manual' ? MANUAL_TERM_DAYS : issuer.paymentTermDays),
        currency: bill.currency,
        subscriptionId: account.subscriptionId,
        spaceId: account.spaceId,
        rootId: account.organizationId ?? account.spaceId,
        language: account.locale,
        seller: issuer.seller,
        buyer: await this.#buyer(account.subscriptionId, account.billingDetails),
        lines: await this.#lines(fact.event, account.locale),
        net: bill.net,
        taxes: [],
        total: bill.net,
        paymentId: 'paymentId' in fact.event.data ? fact.event.data.paymentId : null,
      },
    };
    checkInvoice(invoice.data);
    return invoice;
  }

  /** The subscription as it was when the fact was recorded, so that a late invoice says what an early one would. */
  async #asOf({ recorded }: Fact): Promise<Opened> {
    const history = await this.store.readStream(recorded.stream, { maxCount: recorded.revision + 1 });
    const state = history
      .map((event) => decode<Extract<StoredEvent, Parameters<typeof subscriptionDecider.evolve>[1]>>(event))
      .reduce(subscriptionDecider.evolve, subscriptionDecider.initialState());
    if (state.status === 'none')
      throw new Error(`${recorded.stream} makes something due before it is opened: verify the event store`);
    return state;
  }

  /** The billing details, sealed again under the key of the documents: those are kept when a person is erased. */
  async #buyer(subscriptionId: string, billingDetails: Sealed): Promise<Sealed> {
    const details = await this.vault.open(billingDetails);
    return this.vault.seal(documentsKey(subscriptionId), details);
  }

  async #lines({ data: { bill, catalogVersion } }: BilledEvent, language: 'en' | 'fr'): Promise<InvoiceLine[]> {
    const version = versionNamed(await this.catalogs.all(), catalogVersion);
    return bill.lines.map((line) => {
      const planName = version.plans[line.plan]?.name[language] ?? line.plan;
      return { ...line, description: describeLine({ line, planName, language }) };
    });
  }
}
