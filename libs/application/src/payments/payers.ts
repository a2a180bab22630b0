import type { Sealed } from '#domain';
import type { CardDescription, PaymentGateway } from '#payments';
import type { Vault } from '#platform';
import { billingKey } from '../kernel/people.js';

export interface Address {
  readonly line1: string;
  readonly line2?: string;
  readonly postalCode: string;
  readonly city: string;
  readonly country: string;
}

/** What is printed on invoices as the buyer. Personal data, so only ever stored sealed. */
export interface BillingDetails {
  readonly name: string;
  readonly email: string;
  readonly address: Address;
  readonly taxId?: string;
  readonly siren?: string;
}

/** A card: what may be shown of it, and the gateway's token, with which it is charged. Only ever stored sealed. */
export interface PaymentMethod extends CardDescription {
  readonly token: string;
}

/** Who pays and how, as it may be stored: in envelopes under the key of the subscription. */
export class Payers {
  constructor(
    private readonly gateway: PaymentGateway,
    private readonly vault: Vault,
  ) {}

  /** Whether the gateway knows the token of a card. */
  async knowsCard(token: string): Promise<boolean> {
    return (await this.gateway.describe(token)) !== null;
  }

  /** A card as the gateway describes it, sealed; null when the gateway does not know its token. */
  async card(subscriptionId: string, token: string): Promise<Sealed | null> {
    const card = await this.gateway.describe(token);
    if (card === null) return null;
    const paymentMethod: PaymentMethod = { brand: card.brand, lastFour: card.lastFour, token };
    return this.vault.seal(billingKey(subscriptionId), paymentMethod);
  }

  details(subscriptionId: string, details: BillingDetails): Promise<Sealed> {
    return this.vault.seal(billingKey(subscriptionId), details);
  }

  /** What an envelope holds; null when it was erased. */
  open<T>(envelope: Sealed): Promise<T | null> {
    return this.vault.open<T>(envelope);
  }
}
