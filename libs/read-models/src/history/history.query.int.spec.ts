import { isChained } from '#event-store';
import { SqliteEventStore } from '#event-store/embedded';
import { openDatabase, type Database } from '#platform/sqlite';
import type { BillingStory } from '../testing/billing-story.js';
import { MemoryReadModelStore } from '../testing/memory-read-model-store.js';
import { projectInto } from '../testing/projected.js';
import { StoryWorld } from '../testing/story-world.js';
import { HistoryQuery, runsOf, type AuditEventShape } from './history.query.js';

const UPGRADE = { spaceId: 'ws', subscriptionId: 'sub', by: 'ann', seats: 5 };
const OTHER = { ...UPGRADE, spaceId: 'other', subscriptionId: 'sub-other' };

describe('the history of a subscription', () => {
  let world: StoryWorld;
  let story: BillingStory;
  let database: Database;
  let events: SqliteEventStore;

  beforeEach(async () => {
    world = new StoryWorld();
    story = await world.story();
    database = openDatabase(':memory:');
    events = new SqliteEventStore(database);
  });
  afterEach(async () => {
    await events.close();
    database.close();
    world.close();
  });

  const history = async (): Promise<HistoryQuery> => {
    await story.appendTo(events);
    const all = await events.readAll('' as never, 1000);
    return new HistoryQuery(await projectInto(new MemoryReadModelStore(), all), events, world.vault);
  };
  const typesOf = (shapes: readonly AuditEventShape[]): readonly string[] => shapes.map(({ type }) => type);

  it('is its own events from the confirmed upgrade on, and those of its invoices, payments and mails, in order', async () => {
    story.workspace('ws', 'ann').workspace('other', 'ann').upgrade(UPGRADE).upgrade(OTHER).periodEnds('sub');
    const { events: listed, next } = await (await history()).list('sub');
    expect(typesOf(listed)).toStrictEqual([
      'UpgradeRequested',
      'PaymentRequested',
      'PaymentSettled',
      'SubscriptionOpened',
      'PlanUpgraded',
      'UpgradeCompleted',
      'InvoiceIssued',
      'MailSent',
      'SubscriptionRenewed',
      'InvoiceIssued',
      'MailSent',
      'PaymentRequested',
    ]);
    expect(next).toBeNull();
    expect(listed.map(({ position }) => position)).toStrictEqual(listed.map(({ position }) => position).sort());
  });

  it('pages through without a miss or a double', async () => {
    story.workspace('ws', 'ann').workspace('other', 'ann').upgrade(UPGRADE).upgrade(OTHER).periodEnds('sub');
    const query = await history();
    const whole = (await query.list('sub')).events;
    const paged: AuditEventShape[] = [];
    let cursor: string | null = null;
    do {
      const page = await query.list('sub', { limit: 3, cursor });
      paged.push(...page.events);
      cursor = page.next;
    } while (cursor !== null);
    expect(paged).toStrictEqual(whole);
  });

  it('gives each event as it was stored, with who, when and its place in the chain', async () => {
    story.workspace('ws', 'ann').upgrade(UPGRADE);
    const { events: listed } = await (await history()).list('sub');
    const upgraded = listed.find(({ type }) => type === 'PlanUpgraded');
    const [opened, stored] = await events.readStream('subscription-sub');
    expect(upgraded).toStrictEqual({
      position: stored?.position,
      revision: 1,
      stream: 'subscription-sub',
      type: 'PlanUpgraded',
      version: 2,
      recordedAt: '2026-01-31T12:00:00.000Z',
      effectiveOn: '2026-01-31',
      actor: { id: 'ann', role: 'member' },
      commandId: 'c',
      correlationId: 'c',
      causationId: 'c',
      data: stored?.data,
      hash: stored?.metadata.hash,
      previousHash: opened?.metadata.hash,
    });
    expect(stored && isChained(stored, upgraded?.previousHash ?? '')).toBe(true);
  });

  it('opens personal data, withholds the tokens of cards, and says what was erased', async () => {
    story.workspace('ws', 'ann').upgrade(UPGRADE);
    const query = await history();
    const dataOf = async (type: string): Promise<unknown> =>
      (await query.list('sub')).events.find((event) => event.type === type)?.data;
    expect(await dataOf('SubscriptionOpened')).toMatchObject({
      billingDetails: { name: 'Acme SAS', address: { city: 'Paris' } },
      paymentMethod: { brand: 'visa', lastFour: '4242', token: '[withheld]' },
    });
    expect(await dataOf('PaymentRequested')).toMatchObject({
      paymentMethod: { brand: 'visa', lastFour: '4242', token: '[withheld]' },
      amount: 67_45,
    });
    expect(await dataOf('MailSent')).toMatchObject({ to: 'ann@acme.example' });
    expect(await dataOf('InvoiceIssued')).toMatchObject({ buyer: { name: 'Acme SAS' }, lines: [{ amount: 67_45 }] });

    await world.vault.destroyKey('person-ann');
    await world.vault.destroyKey('billing');
    expect(await dataOf('MailSent')).toMatchObject({ to: '[erased]' });
    expect(await dataOf('SubscriptionOpened')).toMatchObject({ billingDetails: '[erased]', paymentMethod: '[erased]' });
    expect(await dataOf('InvoiceIssued')).toMatchObject({ buyer: { name: 'Acme SAS' } });
  });

  it('counts an event from the day that it states, else from its day in the zone of the subscription', async () => {
    story.workspace('ws', 'ann', 'bob').on('2026-01-31', '23:30').upgrade(UPGRADE);
    story.on('2026-02-03', '23:30').owner('sub', 'CancelPlan');
    story.owner('sub', 'ReassignBillingOwner', { to: 'bob', isMember: true, hasEmail: true });
    const { events: listed } = await (await history()).list('sub');
    expect(listed.map(({ type, effectiveOn }) => [type, effectiveOn])).toStrictEqual([
      ['UpgradeRequested', '2026-02-01'],
      ['PaymentRequested', '2026-02-01'],
      ['PaymentSettled', '2026-02-01'],
      ['SubscriptionOpened', '2026-02-01'],
      ['PlanUpgraded', '2026-01-31'],
      ['UpgradeCompleted', '2026-02-01'],
      ['InvoiceIssued', '2026-01-31'],
      ['MailSent', '2026-02-01'],
      ['CancellationScheduled', '2026-02-28'],
      ['BillingOwnerReassigned', '2026-02-04'],
    ]);
  });

  it('counts the days of the past in the zone that was in force then', async () => {
    story.workspace('ws', 'ann', 'bob').upgrade(UPGRADE);
    const { billingDetails } = story.subscription('sub').account;
    const toPagoPago = { billingDetails, currency: null, locale: null, timeZone: 'Pacific/Pago_Pago' };
    story.on('2026-02-03', '23:30').owner('sub', 'ChangeBillingDetails', toPagoPago);
    story.periodEnds('sub').settleRenewal('sub', true).on('2026-03-05', '08:00');
    story.owner('sub', 'ReassignBillingOwner', { to: 'bob', isMember: true, hasEmail: true });
    const { events: listed } = await (await history()).list('sub');
    const days = listed.flatMap(({ type, effectiveOn }) =>
      type === 'BillingDetailsChanged' || type === 'BillingOwnerReassigned' ? [[type, effectiveOn]] : [],
    );
    expect(days).toStrictEqual([
      ['BillingDetailsChanged', '2026-02-04'],
      ['BillingOwnerReassigned', '2026-03-04'],
    ]);
  });

  it('has the failed payment of an upgrade that never became a subscription (D6)', async () => {
    story.workspace('ws', 'ann').requestUpgrade(UPGRADE).failUpgrade('sub');
    expect(typesOf((await (await history()).list('sub')).events)).toStrictEqual([
      ...['UpgradeRequested', 'PaymentRequested', 'PaymentFailed', 'UpgradeFailed'],
    ]);
  });

  it('is empty for a subscription that never was', async () => {
    story.workspace('ws', 'ann');
    expect(await (await history()).list('sub')).toStrictEqual({ events: [], next: null });
  });
});

describe('reading the rows of a history', () => {
  it('takes revisions that follow one another in one stream at once', () => {
    const row = (stream: string, revision: number) => ({
      subscriptionId: 's',
      stream,
      revision,
      position: '' as never,
    });
    expect(
      runsOf([row('a', 0), row('b', 7), row('a', 1), row('b', 9), row('a', 2), row('b', 8), row('b', 12)]),
    ).toStrictEqual([
      { stream: 'a', fromRevision: 0, maxCount: 3 },
      { stream: 'b', fromRevision: 7, maxCount: 3 },
      { stream: 'b', fromRevision: 12, maxCount: 1 },
    ]);
  });
});
