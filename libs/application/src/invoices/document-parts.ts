import {
  versionNamed,
  type BillLine,
  type InvoiceIssued,
  type InvoiceLine,
  type Sealed,
  type Subscription,
  type SubscriptionEvent,
} from '#domain';
import { decode } from '#event-catalog';
import { type EventStore } from '#event-store';
import { describeLine } from '#invoicing';
import { type Vault } from '#platform';
import { type Catalogs } from '../catalog/publish-catalog.js';
import type { Fact } from '../kernel/facts.js';
import { documentsKey } from '../kernel/people.js';
import { type BillingSettings } from '../kernel/settings.js';

type Account = Exclude<Subscription, { status: 'none' }>['account'];

/** What is billed or credited, as the fact decided it. */
interface Amounts {
  readonly currency: string;
  readonly lines: readonly BillLine[];
  /** Minor units. */
  readonly net: number;
  /** Names the plans. */
  readonly catalogVersion: string;
}

/** What an invoice and a credit note print alike. */
export type PrintedParts = Pick<
  InvoiceIssued['data'],
  | 'issuer'
  | 'currency'
  | 'subscriptionId'
  | 'spaceId'
  | 'rootId'
  | 'language'
  | 'seller'
  | 'buyer'
  | 'lines'
  | 'net'
  | 'taxes'
  | 'total'
>;

/** Gathers what is printed on a document from its fact and the history up to that fact. */
export class DocumentParts {
  constructor(
    private readonly store: EventStore,
    private readonly catalogs: Catalogs,
    private readonly vault: Vault,
    readonly settings: BillingSettings,
  ) {}

  /** The subscription's events up to a fact, itself included, so that a late document says what an early one would. */
  async historyUpTo({ recorded }: Fact): Promise<readonly Fact<SubscriptionEvent>[]> {
    const history = await this.store.readStream(recorded.stream, { maxCount: recorded.revision + 1 });
    return history.map((event) => ({ event: decode<SubscriptionEvent>(event), recorded: event }));
  }

  async print(account: Account, { currency, lines, net, catalogVersion }: Amounts): Promise<PrintedParts> {
    const { issuer } = this.settings;
    const { subscriptionId, spaceId, organizationId, locale: language } = account;
    return {
      ...{ issuer: issuer.id, currency, subscriptionId, spaceId, rootId: organizationId ?? spaceId, language },
      seller: issuer.seller,
      buyer: await this.#buyer(subscriptionId, account.billingDetails),
      lines: await this.#described(lines, { catalogVersion, language }),
      ...{ net, taxes: [], total: net },
    };
  }

  /** The billing details, sealed again under the key of the documents: those are kept when a person is erased. */
  async #buyer(subscriptionId: string, billingDetails: Sealed): Promise<Sealed> {
    const details = await this.vault.open(billingDetails);
    return this.vault.seal(documentsKey(subscriptionId), details);
  }

  async #described(
    lines: readonly BillLine[],
    { catalogVersion, language }: { readonly catalogVersion: string; readonly language: 'en' | 'fr' },
  ): Promise<InvoiceLine[]> {
    const version = versionNamed(await this.catalogs.all(), catalogVersion);
    return lines.map((line) => {
      const planName = version.plans[line.plan]?.name[language] ?? line.plan;
      return { ...line, description: describeLine({ line, planName, language }) };
    });
  }
}
