import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { InvoiceIssued, MailSent, PaymentSettled, SubscriptionRenewed } from '#domain';
import { decode, type StoredEvent } from '#event-catalog';
import { BEGINNING, isChained, type Position, type RecordedEvent } from '#event-store';
import { SqliteEventStore } from '#event-store/embedded';
import { DiskOutbox } from '#invoicing/outbox';
import { SandboxGateway, SqliteSandboxBooks } from '#payments/sandbox';
import { openDatabase } from '#platform/sqlite';
import { QuittanceProcess } from '../support/quittance-process.js';

const SUBSCRIPTIONS = 1_000;
const KILLS = 50;
const MINUTE_MS = 60_000;
const AT_ONCE = 24;
const LIFE_FIRST_MS = 200;
const LIFE_MAX_MS = 4_000;

interface Recorded {
  readonly event: StoredEvent;
  readonly recorded: RecordedEvent;
}

const post = async (url: string, body: object, token?: string, method = 'POST'): Promise<Record<string, unknown>> => {
  const response = await fetch(url, {
    method,
    headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
    body: JSON.stringify(body),
  });
  const answer = (await response.json()) as Record<string, unknown>;
  if (!response.ok) throw new Error(`${method} ${url} answered ${response.status}: ${JSON.stringify(answer)}`);
  return answer;
};

const tokenOf = async (api: string, memberId: string, roles: readonly string[] = []): Promise<string> =>
  String((await post(`${api}/v1/dev/tokens`, { memberId, roles }))['token']);

const upgrade = async (api: string, i: number): Promise<void> => {
  const memberId = `owner-${i}`;
  const spaceId = `space-${i}`;
  const token = await tokenOf(api, memberId);
  await post(`${api}/v1/workspaces`, { spaceId, name: `Space ${i}` }, token);
  const profile = { name: `Owner ${i}`, email: `${memberId}@owners.example` };
  await post(`${api}/v1/spaces/${spaceId}/members/${memberId}`, profile, token, 'PUT');
  const address = { line1: '1 High Street', postalCode: 'N1 1AA', city: 'London', country: 'GB' };
  await post(
    `${api}/v1/spaces/${spaceId}/subscription`,
    {
      ...{ plan: 'premium', cycle: 'monthly', seats: 2, paymentMethod: { token: 'tok_ok' } },
      billingDetails: { name: `Buyer ${i}`, email: 'buyer@owners.example', address },
    },
    token,
  );
};

/** Runs `work` for 0..count-1, a few at once. */
const forEachAtOnce = async (count: number, work: (i: number) => Promise<void>): Promise<void> => {
  let next = 0;
  const runner = async (): Promise<void> => {
    while (next < count) await work(next++);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, runner));
};

const clockOf = async (api: string, token: string): Promise<string> => {
  const answer = await fetch(`${api}/v1/clock`, { headers: { authorization: `Bearer ${token}` } });
  return ((await answer.json()) as { readonly now: string }).now;
};

/** The clock has left the day of the upgrades, so it stands where the renewals are due. */
const untilMoved = async (api: string, token: string): Promise<void> => {
  while ((await clockOf(api, token)).startsWith('2026-01-31')) await delay(20);
};

const readAll = async (store: SqliteEventStore): Promise<Recorded[]> => {
  const all: Recorded[] = [];
  for (let after: Position = BEGINNING; ;) {
    const page = await store.readAll(after, 1_000);
    const last = page.at(-1);
    if (last === undefined) return all;
    all.push(...page.map((recorded) => ({ event: decode(recorded), recorded })));
    after = last.position;
  }
};

describe('renewals in a process that is killed again and again', () => {
  const folder = mkdtempSync(join(tmpdir(), 'quittance-killed-'));
  const quittance = new QuittanceProcess(folder, { QUITTANCE_RATE_LIMIT: '1000000' });
  afterAll(async () => {
    await quittance.kill();
    rmSync(folder, { recursive: true });
  });

  const withStore = async <T>(look: (store: SqliteEventStore) => Promise<T>): Promise<T> => {
    const database = openDatabase(join(folder, 'quittance.db'));
    const store = new SqliteEventStore(database);
    try {
      return await look(store);
    } finally {
      await store.close();
      database.close();
    }
  };

  /** Lets the process live for a random while, then kills it; longer lives when the last one got nothing done. */
  const killAgainAndAgain = async (): Promise<number> => {
    let lifeMs = LIFE_FIRST_MS;
    let before = await withStore((store) => store.head());
    let livesWithWork = 0;
    for (let kill = 0; kill < KILLS; kill += 1) {
      await quittance.start();
      await delay(Math.random() * lifeMs);
      await quittance.kill();
      const after = await withStore((store) => store.head());
      if (after > before) livesWithWork += 1;
      lifeMs = after > before ? Math.max(lifeMs * 0.7, 5) : Math.min(lifeMs * 2, LIFE_MAX_MS);
      before = after;
    }
    return livesWithWork;
  };

  it(
    `invoices every period once, numbers 1..n, charges and mails each once, over ${KILLS} kills`,
    async () => {
      let api = await quittance.start();
      const operator = await tokenOf(api, 'olga', ['operator']);
      await post(`${api}/v1/clock`, { now: '2026-01-31T10:00:00.000Z' }, operator, 'PUT');
      await forEachAtOnce(SUBSCRIPTIONS, (i) => upgrade(api, i));
      // The journey is cut off by the first kill; from then on the clock stands where the renewals are due.
      void post(`${api}/v1/clock/advance`, { to: '2026-03-01T10:00:00.000Z' }, operator).catch(() => undefined);
      await untilMoved(api, operator);
      await quittance.kill();

      const livesWithWork = await killAgainAndAgain();
      api = await quittance.start();
      await post(`${api}/v1/clock/advance`, { to: '2026-03-01T10:00:00.000Z' }, operator);
      await quittance.stop();

      const all = await withStore(readAll);
      const of = <E extends StoredEvent>(type: E['type']): E['data'][] =>
        all.flatMap(({ event }) => (event.type === type ? [event.data as E['data']] : []));
      const invoices = of<InvoiceIssued>('InvoiceIssued');

      // The kills hit work: a test that always killed an idle process would prove nothing.
      expect(livesWithWork).toBeGreaterThan(KILLS / 5);
      expect(
        new Set(of<SubscriptionRenewed>('SubscriptionRenewed').map(({ subscriptionId, k }) => `${subscriptionId} ${k}`))
          .size,
      ).toBe(SUBSCRIPTIONS);
      expect(of<SubscriptionRenewed>('SubscriptionRenewed')).toHaveLength(SUBSCRIPTIONS);
      expect(invoices).toHaveLength(2 * SUBSCRIPTIONS);
      expect(new Set(invoices.map(({ key }) => key)).size).toBe(2 * SUBSCRIPTIONS);
      expect(invoices.map(({ number }) => number)).toEqual(
        Array.from({ length: 2 * SUBSCRIPTIONS }, (_, i) => `FA-2026-${String(i + 1).padStart(6, '0')}`),
      );

      const numbers = [...invoices.map(({ number }) => number)].sort();
      expect(
        of<MailSent>('MailSent')
          .map(({ invoiceNumber }) => invoiceNumber)
          .sort(),
      ).toEqual(numbers);
      const database = openDatabase(join(folder, 'quittance.db'));
      const mailed: (string | null)[] = [];
      const outbox = new DiskOutbox(database);
      for (let after: string | undefined; ;) {
        const page = await outbox.list({ limit: 500, ...(after && { after }) });
        if (page.length === 0) break;
        mailed.push(...page.map(({ invoiceNumber }) => invoiceNumber));
        after = page.at(-1)?.id;
      }
      const charges = await new SandboxGateway(new SqliteSandboxBooks(database)).charges();
      database.close();
      expect(mailed.sort()).toEqual(numbers);
      expect(charges.reduce((total, { amount }) => total + amount, 0)).toBe(2 * SUBSCRIPTIONS * 2 * 13_49);
      expect(
        of<PaymentSettled>('PaymentSettled')
          .map(({ paymentId }) => paymentId)
          .sort(),
      ).toEqual(charges.map(({ paymentId }) => paymentId).sort());

      const lastHash = new Map<string, string>();
      const broken = all.filter(({ recorded }) => {
        const isWhole = isChained(recorded, lastHash.get(recorded.stream) ?? '');
        lastHash.set(recorded.stream, recorded.metadata.hash);
        return !isWhole;
      });
      expect(broken).toEqual([]);
    },
    15 * MINUTE_MS,
  );
});
