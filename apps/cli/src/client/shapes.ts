/** What the HTTP surface answers, as far as clients rely on it. */

export type Cycle = 'monthly' | 'annual';
export type Locale = 'en' | 'fr';
export type StaffRole = 'sales' | 'auditor' | 'operator';

export interface Money {
  /** `33.73`: digits, and as many decimals as the currency has. */
  readonly amount: string;
  readonly minor: number;
  readonly currency: string;
}

/** Local days; `end` is the first day after it. */
export interface Period {
  readonly start: string;
  readonly end: string;
}

export interface Selection {
  readonly plan: string;
  readonly cycle: Cycle;
  readonly seats: number;
}

/** What every command answers. */
export interface CommandAnswer {
  /** Minus one until the first payment of an upgrade is settled. */
  readonly revision: number;
  readonly position: string;
  /** Their types. */
  readonly events: readonly string[];
}

export interface SpaceAnswer extends CommandAnswer {
  readonly spaceId: string;
}

export interface SubscriptionAnswer extends CommandAnswer {
  readonly subscriptionId: string;
  readonly state?: 'paymentPending';
}

export interface BillingDetails {
  readonly name: string;
  readonly email: string;
  readonly address: {
    readonly line1: string;
    readonly line2?: string;
    readonly postalCode: string;
    readonly city: string;
    readonly country: string;
  };
  readonly taxId?: string;
  readonly siren?: string;
  readonly locale?: Locale;
  readonly timeZone?: string;
  readonly currency?: string;
}

export interface UpgradeRequest extends Selection {
  readonly billingOwnerId?: string;
  readonly billingDetails: BillingDetails;
  readonly paymentMethod?: { readonly token: string };
  readonly trial?: boolean;
  /** For sales to say (R27). */
  readonly collection?: Collection;
  readonly quote?: string;
}

export type Collection = 'automatic' | 'manual';

export interface Change extends Partial<Selection> {
  readonly quote?: string;
}

export interface InvoiceLine extends Selection {
  readonly kind: 'charge' | 'credit';
  readonly description: string;
  readonly period: Period;
  readonly unitPrice: Money;
  readonly amount: Money;
}

export interface InvoicePayment {
  readonly paymentId: string;
  readonly status: string;
  readonly amount: Money;
  /** Of a bank transfer. */
  readonly receivedOn?: string;
}

export interface Refund {
  readonly paymentId: string;
  readonly creditNote: string;
  readonly amount: Money;
  readonly status: 'requested' | 'settled';
}

/** An invoice, or a credit note with negative amounts. */
export interface Invoice {
  readonly number: string;
  readonly kind: 'invoice' | 'creditNote';
  readonly issuedOn: string;
  /** Null on a credit note. */
  readonly dueOn: string | null;
  readonly currency: string;
  readonly subscriptionId: string;
  readonly spaceId: string;
  readonly buyer: { readonly name: string; readonly email: string } | null;
  readonly lines: readonly InvoiceLine[];
  readonly net: Money;
  readonly taxes: readonly { readonly amount: Money }[];
  readonly total: Money;
  readonly amountDue: Money;
  readonly status: 'open' | 'paid' | 'refunded' | 'uncollectible';
  readonly reason: string;
  readonly payments: readonly InvoicePayment[];
  /** Of a credit note: the invoices that it refers to. */
  readonly corrects: readonly string[];
  readonly reductions: readonly { readonly number: string; readonly amount: Money }[];
  readonly refunds: readonly Refund[];
}

export interface Preview {
  readonly lines: readonly InvoiceLine[];
  readonly net: Money;
  readonly total: Money;
  readonly effectiveOn: string;
  readonly pendingChange: (Selection & { readonly effectiveOn: string }) | null;
  readonly quote: string;
}

/** What is sold today, in one currency. */
export interface Plans {
  readonly version: string;
  readonly currency: string;
  readonly tiers: readonly number[];
  readonly plans: readonly {
    readonly id: string;
    readonly names: Readonly<Record<Locale, string>>;
    readonly pricePerSeat: Readonly<Record<Cycle, Money>>;
  }[];
}

/** What everyone in the space may know. */
export interface PublicTab {
  readonly space: { readonly id: string; readonly kind: string; readonly name: string };
  readonly state: string;
  readonly actions: readonly string[];
  readonly billingOwner: { readonly name: string | null } | null;
}

/** What the billing owner, and the last one after the end, sees. */
export interface BillingTab extends PublicTab {
  readonly subscriptionId: string;
  readonly states: readonly string[];
  readonly plan: string;
  readonly cycle: Cycle;
  readonly collection: Collection;
  readonly since: Readonly<Record<string, string>>;
  readonly seats: { readonly purchased: number; readonly used: number };
  readonly pricePerSeat: Money;
  readonly price: Money;
  readonly period: Period;
  readonly renewsOn: string | null;
  readonly endsOn: string | null;
  readonly pendingChange: (Selection & { readonly effectiveOn: string }) | null;
  readonly billingOwner: { readonly memberId: string; readonly name: string | null; readonly email: string | null };
  readonly billingDetails: BillingDetails | null;
  readonly paymentMethod: { readonly brand: string; readonly lastFour: string } | null;
  readonly latestInvoice: Invoice | null;
  readonly revision: number | null;
  readonly position: string;
}

export interface Mail {
  readonly id: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly language: Locale;
  readonly kind: string;
  readonly invoiceNumber: string | null;
  readonly sentAt: string;
}

export interface AuditEvent {
  readonly position: string;
  readonly revision: number;
  readonly stream: string;
  readonly type: string;
  readonly version: number;
  readonly recordedAt: string;
  readonly effectiveOn: string;
  readonly actor: { readonly id: string; readonly role: string };
  readonly commandId: string;
  readonly correlationId: string;
  readonly causationId: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly hash: string;
  readonly previousHash: string;
}

export interface Advanced {
  readonly now: string;
  /** How often each thing happened on the way. */
  readonly did: Readonly<Record<string, number>>;
}

export interface Member {
  readonly memberId: string;
  readonly name: string | null;
  readonly email: string | null;
  readonly isAdministrator: boolean;
  /** For the billing owner of a plan that lives. */
  readonly takesSeat?: boolean;
}

/** What somebody asked our staff for. */
interface StaffRequest {
  readonly requestId: string;
  readonly space: { readonly id: string; readonly name: string | null };
  readonly subscriptionId: string | null;
  readonly from: { readonly memberId: string; readonly name: string | null; readonly email: string | null };
  readonly requestedAt: string;
}

export interface SalesRequest extends StaffRequest {
  readonly subject: string;
  readonly request: { readonly call: string; readonly body: Readonly<Record<string, unknown>> } | null;
}

export interface SupportRequest extends StaffRequest {
  readonly request: { readonly subject: string; readonly message: string } | null;
}

/** An error answer (RFC 9457). */
export interface Problem {
  readonly status: number;
  readonly code: string;
  readonly title: string;
  readonly detail: string;
  readonly next: string;
  readonly contact: string | null;
  readonly errors: readonly { readonly field: string; readonly code: string; readonly message: string }[];
  readonly traceId: string;
}
