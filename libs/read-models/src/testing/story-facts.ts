import { createHash } from 'node:crypto';
import {
  type BilledEvent,
  type Catalog,
  type InvoiceIssued,
  type LocalDate,
  type MailSent,
  type SalesRequested,
  type Sealed,
  type SubscriptionOpened,
  type SupportRequested,
} from '#domain';
import type { Vault } from '#platform';

/** The personal data of a story. */
export interface Envelopes {
  readonly profile: (memberId: string) => Sealed;
  readonly details: Sealed;
  readonly card: Sealed;
  readonly buyer: Sealed;
  readonly recipient: Sealed;
}

const empty = (keyId: string): Sealed => ({ keyId, sealed: 'AA==' });

/** With nothing in them, for specs that open none. */
export const EMPTY_ENVELOPES: Envelopes = {
  profile: (memberId) => empty(`person-${memberId}`),
  details: empty('billing'),
  card: empty('billing'),
  buyer: empty('documents'),
  recipient: empty('person-ann'),
};

export const PEOPLE = ['ann', 'bob', 'cleo', 'dan', 'eve'] as const;

/** A vault that holds what the envelopes say, each person under a key of her own. */
export const sealEnvelopes = async (vault: Vault): Promise<Envelopes> => {
  const seal = async (memberId: string): Promise<[string, Sealed]> => {
    const name = `${memberId.slice(0, 1).toUpperCase()}${memberId.slice(1)}`;
    return [
      memberId,
      await vault.seal(`person-${memberId}`, { name, email: `${memberId}@acme.example`, locale: 'fr' }),
    ];
  };
  const profiles = new Map(await Promise.all(PEOPLE.map(seal)));
  const details = { name: 'Acme SAS', email: 'billing@acme.example', address: { city: 'Paris' } };
  return {
    profile: (memberId) => profiles.get(memberId) ?? empty(`person-${memberId}`),
    details: await vault.seal('billing', details),
    card: await vault.seal('billing', { brand: 'visa', lastFour: '4242', token: 'tok_ok' }),
    buyer: await vault.seal('documents', details),
    recipient: await vault.seal('person-ann', 'ann@acme.example'),
  };
};

const plan = (rank: number, name: string, minor: number): Catalog[number]['plans'][string] => ({
  rank,
  name: { en: name, fr: name },
  monthlyPerSeat: { EUR: minor },
});

export const STORY_CATALOG: Catalog = [
  {
    version: '2026-01',
    effectiveFrom: '2026-01-01',
    tiers: [2, 3, 4, 5, 10, 15],
    trialDays: 30,
    plans: { premium: plan(1, 'Premium', 13_49), business: plan(2, 'Business', 20_00) },
  },
];

const SELLER: InvoiceIssued['data']['seller'] = {
  name: 'Quittance SAS',
  legalForm: null,
  address: { line1: '1 rue de la Paix', line2: null, postalCode: '75002', city: 'Paris', country: 'FR' },
  siren: null,
  vatId: null,
  email: null,
};

interface Issue {
  readonly number: string;
  readonly account: SubscriptionOpened['data'];
  readonly fact: BilledEvent;
  readonly day: string;
  readonly buyer: Sealed;
}

/** The invoice of what a fact made due, without tax. */
export const invoiceOf = ({ number, account, fact, day, buyer }: Issue): InvoiceIssued => {
  const { bill } = fact.data;
  return {
    type: 'InvoiceIssued',
    data: {
      number,
      key: `story:${number}`,
      kind: 'invoice',
      issuer: 'quittance',
      reason: bill.reason,
      issuedOn: day as LocalDate,
      dueOn: day as LocalDate,
      currency: bill.currency,
      subscriptionId: account.subscriptionId,
      spaceId: account.spaceId,
      rootId: account.organizationId ?? account.spaceId,
      language: account.locale,
      seller: SELLER,
      buyer,
      lines: bill.lines.map((line) => ({ ...line, description: `${line.seats} × ${line.plan}` })),
      net: bill.net,
      taxes: [],
      total: bill.net,
      paymentId: 'paymentId' in fact.data ? fact.data.paymentId : null,
    },
  };
};

/** The token in the link of an invoice's mail. */
export const linkToken = (number: string): string => `token-of-${number}-and-so-on`;

export const mailOf = ({ number, account }: Issue, to: Sealed): MailSent => ({
  type: 'MailSent',
  data: {
    mailId: `mail-${number}`,
    kind: 'invoice',
    about: number,
    invoiceNumber: number,
    subscriptionId: account.subscriptionId,
    recipientId: account.ownerId,
    to,
    language: account.locale,
    linkHash: createHash('sha256').update(linkToken(number)).digest('hex'),
  },
});

const askedBy = (spaceId: string, requestId: string) => ({
  ...{ requestId, spaceId, memberId: 'eve', subscriptionId: null },
  request: EMPTY_ENVELOPES.profile('eve'),
});

export const supportRequestOf = (spaceId: string, number: number): SupportRequested => ({
  type: 'SupportRequested',
  data: askedBy(spaceId, `support-${number}`),
});

export const salesRequestOf = (spaceId: string, number: number): SalesRequested => ({
  type: 'SalesRequested',
  data: { ...askedBy(spaceId, `sales-${number}`), subject: 'manualPlan' },
});
