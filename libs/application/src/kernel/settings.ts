import type { Seller } from '#domain';

/** Who sells: the issuer of the invoices. */
export interface Issuer {
  /** Names the invoice series for ever: `[a-z0-9-]+`. */
  readonly id: string;
  /** IANA zone of issue and due days (D18); the default zone of new subscriptions. */
  readonly timeZone: string;
  readonly seller: Seller;
  /** Days between issue and due day of a card-paid invoice. */
  readonly paymentTermDays: number;
}

/** What operators set and use cases need. The class is the injection token. */
export abstract class BillingSettings {
  abstract readonly issuer: Issuer;
  /** Where people reach the web pages, without a slash at the end. */
  abstract readonly publicUrl: string;
  /** So long a command waits for the payment gateway before it answers "pending"; milliseconds of the machine's clock. */
  abstract readonly paymentAnswerMs: number;
  /** Makes link tokens unguessable. 32 bytes or more. */
  abstract readonly linkSecret: Uint8Array;
}
