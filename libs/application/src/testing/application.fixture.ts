import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  subscriptionDecider,
  type CatalogVersion,
  type LocalDate,
  type OpenSubscription,
  type SubscriptionCommand,
  type SubscriptionEvent,
} from '#domain';
import { SqliteEventStore } from '#event-store/embedded';
import { TestClock, type Vault } from '#platform';
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
  readonly account?: Partial<Account>;
}

type Account = OpenSubscription['data']['account'];

/** What is sold on 1 April 2026. */
interface Sale {
  readonly cycle: 'monthly' | 'annual';
  readonly seats: number;
  /** Minor units for a seat. */
  readonly unitPrice: number;
  readonly end: LocalDate;
}

const openingOf = (account: Account, { cycle, seats, unitPrice, end }: Sale): OpenSubscription => {
  const selection = { plan: 'premium', cycle, seats };
  const period = { start: '2026-04-01', end } as const;
  const net = seats * unitPrice;
  const line = { kind: 'charge', ...selection, period, unitPrice, amount: net } as const;
  return {
    type: 'OpenSubscription',
    data: {
      account,
      selection,
      priced: {
        term: { index: 0, anchorOn: '2026-04-01', monthsFromAnchor: 0, cycle },
        ...{ k: 0, period, catalogVersion: priceList.version, unitPrice },
      },
      bill: { reason: 'start', currency: 'EUR', lines: [line], net },
      paymentId: account.collection === 'manual' ? null : `pay_${account.subscriptionId}`,
      supersedes: [],
    },
  };
};

const accountOf = async (vault: Vault, subscriptionId: string): Promise<Account> => {
  const card = { brand: 'visa', lastFour: '4242', token: 'tok_ok' };
  return {
    ...{ subscriptionId, spaceId: `space-${subscriptionId}`, spaceKind: 'workspace', organizationId: null },
    ...{ ownerId: 'ann', openedBy: 'ann', currency: 'EUR', timeZone: 'Europe/Paris', locale: 'en' },
    ...{ collection: 'automatic', policy: { name: 'owner-only', version: 1 } },
    billingDetails: await vault.seal(billingKey(subscriptionId), { name: 'Buyer Ltd' }),
    paymentMethod: await vault.seal(billingKey(subscriptionId), card),
  };
};

/** Any command about a subscription. */
export const decideSubscription = async (
  { decisions }: Fixture,
  subscriptionId: string,
  command: SubscriptionCommand,
): Promise<readonly SubscriptionEvent[]> => {
  const { events } = await decisions.decide({
    stream: subscriptionStream(subscriptionId),
    decider: subscriptionDecider,
    command: () => command,
    context: contextOf(),
  });
  return events;
};

/** A subscription on Premium, 5 seats unless told, 67.45 EUR a month from 1 April 2026: one fact that has a bill. */
export const openSubscription = async (
  fixture: Fixture,
  subscriptionId: string,
  { seats = 5, isTrial = false, account = {} }: Opening = {},
): Promise<void> => {
  const sale: Sale = { cycle: 'monthly', seats, unitPrice: 13_49, end: '2026-05-01' };
  const opening = openingOf({ ...(await accountOf(fixture.vault, subscriptionId)), ...account }, sale);
  const data = isTrial ? { ...opening.data, bill: null, paymentId: null } : opening.data;
  await decideSubscription(fixture, subscriptionId, { type: 'OpenSubscription', data });
};

/** One that is billed manually (D7): 20 seats for a year, 2,698.00 EUR, which nobody has paid yet. */
export const openManualSubscription = async (fixture: Fixture, subscriptionId: string): Promise<void> => {
  const account = await accountOf(fixture.vault, subscriptionId);
  const sale: Sale = { cycle: 'annual', seats: 20, unitPrice: 134_90, end: '2027-04-01' };
  const opening = openingOf({ ...account, collection: 'manual', paymentMethod: null }, sale);
  await decideSubscription(fixture, subscriptionId, opening);
};

/** The plan ends for that of an organization, and its unused days are given back: one fact that has a credit (D2). */
export const endWithCredit = async (
  fixture: Fixture,
  subscriptionId: string,
  effectiveOn: LocalDate,
): Promise<void> => {
  const spaceId = `space-${subscriptionId}`;
  const superseded = { subscriptionId, spaceId, effectiveOn, line: null, funds: [] };
  await decideSubscription(fixture, subscriptionId, {
    type: 'SupersedeSubscription',
    data: { by: 'sub_of_organization', superseded },
  });
};

/** What is given back of April's 67.45 from 16 April on: 67.45 less round(67.45 × 15/30). */
export const HALF_OF_APRIL = 33_72;
