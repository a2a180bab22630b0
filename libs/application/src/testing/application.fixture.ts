import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { subscriptionDecider, type CatalogVersion, type OpenSubscription } from '#domain';
import { SqliteEventStore } from '#event-store/embedded';
import { TestClock, type Sealed, type Vault } from '#platform';
import { openDatabase, type Database } from '#platform/sqlite';
import { SqliteVault } from '#platform/vault';
import { Catalogs } from '../catalog/publish-catalog.js';
import type { CommandContext } from '../kernel/context.js';
import { Decisions } from '../kernel/decide-and-append.js';
import { billingKey } from '../kernel/people.js';
import { BillingSettings } from '../kernel/settings.js';
import { subscriptionStream } from '../kernel/streams.js';

class FixtureSettings extends BillingSettings {
  override readonly issuer = {
    id: 'main',
    timeZone: 'Europe/Paris',
    paymentTermDays: 0,
    seller: {
      name: 'Seller SAS',
      legalForm: null,
      address: { line1: '1 rue de la Paix', line2: null, postalCode: '75002', city: 'Paris', country: 'FR' },
      siren: null,
      vatId: null,
      email: null,
    },
  };
  override readonly publicUrl = 'http://127.0.0.1:3000';
  override readonly paymentAnswerMs = 10_000;
  override readonly linkSecret = new Uint8Array(32);
}

export const billingSettings = new FixtureSettings();

export const priceList: CatalogVersion = {
  version: '2026-01',
  effectiveFrom: '2000-01-01',
  tiers: [2, 3, 4, 5, 10, 15],
  trialDays: 30,
  plans: {
    premium: { rank: 1, name: { en: 'Premium', fr: 'Premium' }, monthlyPerSeat: { EUR: 13_49 } },
    business: { rank: 2, name: { en: 'Business', fr: 'Business' }, monthlyPerSeat: { EUR: 30_49 } },
  },
};

export interface Fixture {
  readonly folder: string;
  readonly database: Database;
  readonly store: SqliteEventStore;
  readonly vault: Vault;
  readonly clock: TestClock;
  readonly decisions: Decisions;
  readonly catalogs: Catalogs;
  close(): Promise<void>;
}

/** A store, a vault and a clock in a folder of their own, with a price list published. */
export const openFixture = async (now = '2026-04-01T08:00:00.000Z'): Promise<Fixture> => {
  const folder = mkdtempSync(join(tmpdir(), 'quittance-application-'));
  const database = openDatabase(join(folder, 'quittance.db'));
  const store = new SqliteEventStore(database);
  const vault = new SqliteVault(database, new Uint8Array(32));
  const clock = new TestClock(now);
  const decisions = new Decisions(store, clock);
  const catalogs = new Catalogs(decisions);
  await catalogs.publish([priceList]);
  const close = async (): Promise<void> => {
    await store.close();
    database.close();
    rmSync(folder, { recursive: true });
  };
  return { folder, database, store, vault, clock, decisions, catalogs, close };
};

export const contextOf = (commandId: string = randomUUID(), more: Partial<CommandContext> = {}): CommandContext => ({
  commandId,
  correlationId: commandId,
  causationId: commandId,
  actor: { id: 'ann', role: 'member' },
  ...more,
});

interface Opening {
  readonly seats?: number;
  /** Free until 1 May. */
  readonly isTrial?: boolean;
  readonly account?: Partial<OpenSubscription['data']['account']>;
}

const openingOf = async (
  vault: Vault,
  subscriptionId: string,
  { seats = 5, isTrial = false, account = {} }: Opening,
): Promise<OpenSubscription> => {
  const sealed: Sealed = await vault.seal(billingKey(subscriptionId), { name: 'Buyer Ltd' });
  const selection = { plan: 'premium', cycle: 'monthly', seats } as const;
  const net = seats * 13_49;
  const period = { start: '2026-04-01', end: '2026-05-01' } as const;
  const line = { kind: 'charge', ...selection, period, unitPrice: 13_49, amount: net } as const;
  return {
    type: 'OpenSubscription',
    data: {
      account: {
        ...{ subscriptionId, spaceId: `space-${subscriptionId}`, spaceKind: 'workspace', organizationId: null },
        ...{ ownerId: 'ann', openedBy: 'ann', currency: 'EUR', timeZone: 'Europe/Paris', locale: 'en' },
        ...{ collection: 'automatic', policy: { name: 'owner-only', version: 1 }, billingDetails: sealed },
        paymentMethod: await vault.seal(billingKey(subscriptionId), {
          brand: 'visa',
          lastFour: '4242',
          token: 'tok_ok',
        }),
        ...account,
      },
      selection,
      priced: {
        term: { index: 0, anchorOn: '2026-04-01', monthsFromAnchor: 0, cycle: 'monthly' },
        ...{ k: 0, period, catalogVersion: priceList.version, unitPrice: 13_49 },
      },
      bill: isTrial ? null : { reason: 'start', currency: 'EUR', lines: [line], net },
      paymentId: isTrial ? null : `pay_${subscriptionId}`,
      supersedes: [],
    },
  };
};

/** A subscription on Premium, 5 seats unless told, 67.45 EUR a month from 1 April 2026: one fact that has a bill. */
export const openSubscription = async (
  { decisions, vault }: Fixture,
  subscriptionId: string,
  opening: Opening = {},
): Promise<void> => {
  const command = await openingOf(vault, subscriptionId, opening);
  await decisions.decide({
    stream: subscriptionStream(subscriptionId),
    decider: subscriptionDecider,
    command: () => command,
    context: contextOf(),
  });
};
