import { subscriptionDecider } from '#domain';
import { dueSubscriptions } from '../port/due-index.js';
import { BillingStory } from '../testing/billing-story.js';
import { projected } from '../testing/projected.js';
import { covers, subscriptions, type CoverDocument, type SubscriptionDocument } from './subscription.document.js';

const UPGRADE = { spaceId: 'ws', subscriptionId: 'sub', by: 'ann', seats: 5 };
const AGAIN = { ...UPGRADE, subscriptionId: 'sub-2', by: 'bob' };

const paid = (): BillingStory => new BillingStory().workspace('ws', 'ann', 'bob').upgrade(UPGRADE);

const subscriptionOf = async (story: BillingStory, id = 'sub'): Promise<SubscriptionDocument | null> =>
  subscriptions.get(await projected(story.events), id);

const coverOf = async (story: BillingStory): Promise<CoverDocument | null> =>
  covers.get(await projected(story.events), 'ws');

describe('the projection of subscriptions', () => {
  it('keeps the state of the domain, with the revision and position of the last event', async () => {
    const story = paid().on('2026-02-03').owner('sub', 'ChangePlan', { seats: 2 });
    const last = story.events.at(-1);
    expect(last?.type).toBe('ChangeScheduled');
    expect(await subscriptionOf(story)).toMatchObject({
      subscriptionId: 'sub',
      state: story.state('subscription-sub', subscriptionDecider),
      revision: 2,
      position: last?.position,
    });
  });

  it('knows since when it is active, through changes and renewals', async () => {
    const story = paid().on('2026-02-03').owner('sub', 'ChangePlan', { seats: 10 }).settleChange('sub', true);
    story.periodEnds('sub').settleRenewal('sub', true);
    expect((await subscriptionOf(story))?.since).toStrictEqual({ active: '2026-01-31' });
  });

  it('knows since when a paid change waits for its payment, until that has an outcome', async () => {
    const story = paid().on('2026-02-03').owner('sub', 'ChangePlan', { seats: 10 });
    expect((await subscriptionOf(story))?.since).toStrictEqual({ active: '2026-01-31', paymentPending: '2026-02-03' });
    story.settleChange('sub', false);
    expect((await subscriptionOf(story))?.since).toStrictEqual({ active: '2026-01-31' });
  });

  it('D16: is past due since the first failure, not the last', async () => {
    const story = paid().periodEnds('sub').settleRenewal('sub', false);
    expect((await subscriptionOf(story))?.since).toStrictEqual({ active: '2026-01-31', pastDue: '2026-02-28' });
    story.on('2026-03-03').retry('sub', false);
    expect((await subscriptionOf(story))?.state).toMatchObject({ pastDue: { retriesFailed: 1 } });
    expect((await subscriptionOf(story))?.since.pastDue).toBe('2026-02-28');
  });

  it('keeps the last period after the end, and nothing but the end holds', async () => {
    const story = paid().on('2026-02-03').owner('sub', 'CancelPlan').periodEnds('sub');
    const document = await subscriptionOf(story);
    expect(document?.since).toStrictEqual({ ended: '2026-02-28' });
    expect(document?.state.status).toBe('ended');
    expect(document?.current?.period).toStrictEqual({ start: '2026-01-31', end: '2026-02-28' });
  });
});

describe('the index of what is due', () => {
  it('holds a living subscription at the first instant of its renewal day in its own zone', async () => {
    const store = await projected(paid().events);
    const due = { subscriptionId: 'sub', dueAt: '2026-02-27T23:00:00.000Z', what: 'renewal', step: 'renewal_0_0' };
    expect(await dueSubscriptions(store, { upTo: '2026-02-27T22:59:59.999Z', limit: 10 })).toStrictEqual([]);
    expect(await dueSubscriptions(store, { upTo: '2026-02-27T23:00:00.000Z', limit: 10 })).toStrictEqual([due]);
  });

  it('moves on with each renewal', async () => {
    const store = await projected(paid().periodEnds('sub').events);
    const next = { subscriptionId: 'sub', dueAt: '2026-03-30T22:00:00.000Z', what: 'renewal', step: 'renewal_0_1' };
    expect(await dueSubscriptions(store, { upTo: '2027-01-01T00:00:00.000Z', limit: 10 })).toStrictEqual([next]);
  });

  it('follows a change of zone from the next boundary on, however the zones lie', async () => {
    const story = paid();
    const { billingDetails } = story.subscription('sub').account;
    const moveTo = (timeZone: string): unknown =>
      story.owner('sub', 'ChangeBillingDetails', { billingDetails, currency: null, locale: null, timeZone });
    const dueAt = async (): Promise<string | undefined> =>
      (await dueSubscriptions(await projected(story.events), { upTo: '9999-01-01T00:00:00.000Z', limit: 1 }))[0]?.dueAt;

    // It is 28 February in Kiritimati already, from 10:00 of the 27th in UTC: the renewal still waits for Paris.
    story.on('2026-02-27', '20:00');
    moveTo('Pacific/Kiritimati');
    expect(await dueAt()).toBe('2026-02-27T23:00:00.000Z');
    story.periodEnds('sub').settleRenewal('sub', true);
    expect(await dueAt()).toBe('2026-03-30T10:00:00.000Z');
    moveTo('Pacific/Pago_Pago');
    expect(await dueAt()).toBe('2026-03-30T10:00:00.000Z');
    story.periodEnds('sub').settleRenewal('sub', true);
    expect(await dueAt()).toBe('2026-04-30T11:00:00.000Z');
    moveTo('Pacific/Kiritimati');
    story.periodEnds('sub');
    expect(await dueAt()).toBe('2026-05-30T10:00:00.000Z');
  });

  it('holds a cancelled plan until it has ended', async () => {
    const story = paid().on('2026-02-03').owner('sub', 'CancelPlan');
    const never = { upTo: '9999-01-01T00:00:00.000Z', limit: 10 };
    expect(await dueSubscriptions(await projected(story.events), never)).toHaveLength(1);
    expect(await dueSubscriptions(await projected(story.periodEnds('sub').events), never)).toStrictEqual([]);
  });

  it('gives the longest overdue first, page by page', async () => {
    const story = paid().on('2026-01-15').workspace('early', 'ann');
    story.upgrade({ ...UPGRADE, spaceId: 'early', subscriptionId: 'sub-early' });
    story
      .on('2026-01-31')
      .workspace('same', 'ann')
      .upgrade({ ...UPGRADE, spaceId: 'same', subscriptionId: 'sub-same' });
    const store = await projected(story.events);
    const upTo = '2026-03-01T00:00:00.000Z';
    const [first] = await dueSubscriptions(store, { upTo, limit: 1 });
    expect(first?.subscriptionId).toBe('sub-early');
    const rest = await dueSubscriptions(store, { upTo, limit: 10, after: first! });
    expect(rest.map(({ subscriptionId }) => subscriptionId)).toStrictEqual(['sub', 'sub-same']);
  });
});

describe('the cover of a space', () => {
  it('is requested with all that was confirmed, then live', async () => {
    const story = new BillingStory().workspace('ws', 'ann', 'bob').requestUpgrade(UPGRADE);
    expect(await coverOf(story)).toMatchObject({
      subscriptionId: 'sub',
      status: 'requested',
      previous: null,
      request: { account: { ownerId: 'ann' }, selection: { seats: 5 } },
    });
    story.completeUpgrade('sub');
    expect(await coverOf(story)).toMatchObject({ subscriptionId: 'sub', status: 'live', request: null });
  });

  it('D6: leaves no trace of a first upgrade that failed', async () => {
    const story = new BillingStory().workspace('ws', 'ann').requestUpgrade(UPGRADE).failUpgrade('sub');
    expect(await coverOf(story)).toBeNull();
  });

  it('falls back to the ended subscription when the next upgrade fails', async () => {
    const story = paid().owner('sub', 'CancelPlan').periodEnds('sub');
    expect(await coverOf(story)).toMatchObject({ subscriptionId: 'sub', status: 'ended' });
    story.requestUpgrade(AGAIN);
    expect(await coverOf(story)).toMatchObject({ subscriptionId: 'sub-2', status: 'requested', previous: 'sub' });
    story.failUpgrade('sub-2');
    expect(await coverOf(story)).toMatchObject({ subscriptionId: 'sub', status: 'ended', request: null });
  });

  it('follows the next upgrade that succeeds', async () => {
    const story = paid().owner('sub', 'CancelPlan').periodEnds('sub').upgrade(AGAIN);
    expect(await coverOf(story)).toMatchObject({ subscriptionId: 'sub-2', status: 'live', previous: 'sub' });
  });
});
