import type { LocalDate } from '#domain';
import type { BillingStory } from '../testing/billing-story.js';
import { projected } from '../testing/projected.js';
import { StoryWorld } from '../testing/story-world.js';
import { BillingTabQuery } from './billing-tab.query.js';
import type { BillingTab, OwnersBillingTab } from './billing-tab.shape.js';

const UPGRADE = { spaceId: 'ws', subscriptionId: 'sub', by: 'ann', seats: 5 };
const TEAM = { spaceId: 'team', organizationId: 'org' };
const EUR_67_45 = { amount: '67.45', minor: 67_45, currency: 'EUR' };

describe('the billing tab', () => {
  let world: StoryWorld;
  let story: BillingStory;

  beforeEach(async () => {
    world = new StoryWorld();
    story = await world.story();
  });
  afterEach(() => world.close());

  const tabOf = async (callerId: string, spaceId = 'ws', today = story.day): Promise<BillingTab | null> => {
    const query = new BillingTabQuery(await projected(story.events), world.vault);
    return query.forCaller(spaceId, callerId, () => today as LocalDate);
  };
  const ownersTab = async (callerId = 'ann', today = story.day): Promise<OwnersBillingTab> =>
    (await tabOf(callerId, 'ws', today)) as OwnersBillingTab;
  const paid = (): BillingStory => story.workspace('ws', 'ann', 'bob', 'cleo').upgrade(UPGRADE);

  it('shows the owner everything', async () => {
    const last = paid().events.findLast(({ stream }) => stream === 'subscription-sub');
    const { latestInvoice, ...tab } = await ownersTab();
    expect(latestInvoice).toMatchObject({ number: 'FA-2026-000001', status: 'paid', total: EUR_67_45 });
    expect(tab).toStrictEqual({
      space: { id: 'ws', kind: 'workspace', name: 'The ws' },
      subscriptionId: 'sub',
      state: 'active',
      states: ['active'],
      since: { active: '2026-01-31' },
      plan: 'premium',
      cycle: 'monthly',
      collection: 'automatic',
      seats: { purchased: 5, used: 3 },
      pricePerSeat: { amount: '13.49', minor: 13_49, currency: 'EUR' },
      price: EUR_67_45,
      period: { start: '2026-01-31', end: '2026-02-28' },
      renewsOn: '2026-02-28',
      endsOn: null,
      pendingChange: null,
      billingOwner: { memberId: 'ann', name: 'Ann', email: 'ann@acme.example' },
      billingDetails: {
        name: 'Acme SAS',
        email: 'billing@acme.example',
        address: { city: 'Paris' },
        locale: 'fr',
        timeZone: 'Europe/Paris',
        currency: 'EUR',
      },
      paymentMethod: { brand: 'visa', lastFour: '4242' },
      actions: [
        'changePlan',
        'editPaymentMethod',
        'seeSeatsUsed',
        'editBillingDetails',
        'assignBillingOwner',
        'downloadLatestInvoice',
        'contactSupport',
        'cancelPlan',
      ],
      revision: 1,
      position: last?.position,
    });
  });

  it('R36, R39: shows another member, administrator or not, the state and whom to ask, and nothing else', async () => {
    paid().space('ws', {
      type: 'AppointAdministrator',
      data: { memberId: 'bob', by: { memberId: 'ann', administersFromOutside: false } },
    });
    const seen = {
      space: { id: 'ws', kind: 'workspace', name: 'The ws' },
      state: 'active',
      actions: ['contactSupport'],
      billingOwner: { name: 'Ann' },
    };
    expect(await tabOf('bob')).toStrictEqual(seen);
    expect(await tabOf('cleo')).toStrictEqual(seen);
  });

  it('tells an outsider nothing, nor of a space that is not there', async () => {
    paid();
    expect(await tabOf('eve')).toBeNull();
    expect(await tabOf('ann', 'nowhere')).toBeNull();
  });

  it('D5: offers every member the upgrade of a space that was never upgraded', async () => {
    story.workspace('ws', 'ann', 'bob');
    const none = { state: 'none', actions: ['startUpgrade', 'contactSupport'], billingOwner: null };
    expect(await tabOf('ann')).toStrictEqual({ space: { id: 'ws', kind: 'workspace', name: 'The ws' }, ...none });
    expect(await tabOf('bob')).toMatchObject(none);
  });

  it('shows a pending first payment to the owner to be, and to nobody else, not even who confirmed it for him', async () => {
    story.workspace('ws', 'ann', 'bob', 'cleo').requestUpgrade({ ...UPGRADE, ownerId: 'bob' });
    const pending = {
      state: 'paymentPending',
      states: ['paymentPending'],
      since: { paymentPending: '2026-01-31' },
      subscriptionId: 'sub',
      plan: 'premium',
      seats: { purchased: 5, used: 3 },
      price: EUR_67_45,
      renewsOn: null,
      billingOwner: { memberId: 'bob', name: 'Bob' },
      latestInvoice: null,
      actions: ['contactSupport'],
      revision: null,
    };
    expect(await tabOf('bob')).toMatchObject(pending);
    const others = {
      space: { id: 'ws', kind: 'workspace', name: 'The ws' },
      ...{ state: 'none', actions: ['contactSupport'], billingOwner: null },
    };
    expect(await tabOf('ann')).toStrictEqual(others);
    expect(await tabOf('cleo')).toStrictEqual(others);
  });

  it('D6: shows nothing of a first payment that was declined', async () => {
    story.workspace('ws', 'ann').requestUpgrade(UPGRADE).failUpgrade('sub');
    expect(await tabOf('ann')).toMatchObject({ state: 'none', actions: ['startUpgrade', 'contactSupport'] });
  });

  it('holds back what would be refused while a paid change waits for its payment', async () => {
    paid().on('2026-02-03').owner('sub', 'ChangePlan', { seats: 10 });
    const tab = await ownersTab();
    expect(tab).toMatchObject({ state: 'paymentPending', states: ['paymentPending', 'active'] });
    expect(tab.since).toStrictEqual({ active: '2026-01-31', paymentPending: '2026-02-03' });
    expect(tab.seats.purchased).toBe(5);
    expect(tab.actions).not.toContain('changePlan');
    expect(tab.actions).not.toContain('cancelPlan');
    expect(tab.actions).not.toContain('assignBillingOwner');
    expect(tab.actions).toContain('seeSeatsUsed');
  });

  it('D12: shows the raised seats and the latest of two invoices', async () => {
    paid().on('2026-02-14').owner('sub', 'ChangePlan', { seats: 10 }).settleChange('sub', true);
    const tab = await ownersTab();
    expect(tab).toMatchObject({ state: 'active', seats: { purchased: 10 }, price: { amount: '134.90' } });
    expect(tab.latestInvoice).toMatchObject({ number: 'FA-2026-000002', reason: 'change', total: { minor: 33_73 } });
  });

  it('D14: shows a pending decrease with its day, and offers to take it back', async () => {
    paid().on('2026-02-03').owner('sub', 'ChangePlan', { seats: 3 });
    const tab = await ownersTab();
    const pendingChange = { plan: 'premium', cycle: 'monthly', seats: 3, effectiveOn: '2026-02-28' };
    expect(tab.pendingChange).toStrictEqual(pendingChange);
    expect(tab.actions).toContain('undoChange');
    story.owner('sub', 'UndoChange');
    expect((await ownersTab()).actions).not.toContain('undoChange');
  });

  it('R48: says when a cancelled plan ends, and offers to take the cancellation back', async () => {
    paid().on('2026-02-03').owner('sub', 'CancelPlan');
    const tab = await ownersTab();
    expect(tab).toMatchObject({ state: 'active', renewsOn: null, endsOn: '2026-02-28' });
    expect(tab.actions).toContain('undoCancellation');
    expect(tab.actions).not.toContain('cancelPlan');
  });

  it('holds back what would be refused on the renewal day, until it is renewed', async () => {
    paid();
    expect((await ownersTab('ann', '2026-02-27')).actions).toContain('changePlan');
    expect((await ownersTab('ann', '2026-02-28')).actions).not.toContain('changePlan');
    expect((await ownersTab('ann', '2026-02-28')).actions).not.toContain('cancelPlan');
  });

  it('D16: is past due when a renewal could not be collected', async () => {
    paid().periodEnds('sub').settleRenewal('sub', false);
    const tab = await ownersTab();
    expect(tab).toMatchObject({ state: 'pastDue', states: ['pastDue', 'active'] });
    expect(tab.since).toStrictEqual({ active: '2026-01-31', pastDue: '2026-02-28' });
    expect(tab.latestInvoice).toMatchObject({ number: 'FA-2026-000002', status: 'open', amountDue: EUR_67_45 });
    expect(await tabOf('bob')).toMatchObject({ state: 'active' });
  });

  it('lets the last owner of an ended plan read on, and every member upgrade again', async () => {
    paid().owner('sub', 'CancelPlan').periodEnds('sub');
    expect(await tabOf('ann')).toMatchObject({
      state: 'ended',
      states: ['ended'],
      since: { ended: '2026-02-28' },
      subscriptionId: 'sub',
      plan: 'premium',
      price: EUR_67_45,
      period: { start: '2026-01-31', end: '2026-02-28' },
      renewsOn: null,
      endsOn: '2026-02-28',
      latestInvoice: { number: 'FA-2026-000001' },
      actions: ['startUpgrade', 'downloadLatestInvoice', 'contactSupport'],
    });
    expect(await tabOf('bob')).toMatchObject({ state: 'ended', actions: ['startUpgrade', 'contactSupport'] });
  });

  it('offers no upgrade to the last owner of an ended plan who has left the space', async () => {
    const byAnn = { memberId: 'ann', administersFromOutside: false };
    paid().space('ws', { type: 'AppointAdministrator', data: { memberId: 'bob', by: byAnn } });
    story.owner('sub', 'CancelPlan').periodEnds('sub');
    story.space('ws', {
      type: 'RemoveMember',
      data: { memberId: 'ann', isBillingOwner: false, isForced: false, by: byAnn },
    });
    expect(await tabOf('ann')).toMatchObject({ state: 'ended', actions: ['downloadLatestInvoice', 'contactSupport'] });
  });

  it('keeps showing the ended plan to its last owner while another upgrades again, then no more', async () => {
    paid().owner('sub', 'CancelPlan').periodEnds('sub');
    story.requestUpgrade({ ...UPGRADE, subscriptionId: 'sub-2', by: 'bob' });
    const reading = { state: 'ended', subscriptionId: 'sub', actions: ['downloadLatestInvoice', 'contactSupport'] };
    expect(await tabOf('ann')).toMatchObject(reading);
    expect(await tabOf('bob')).toMatchObject({ state: 'paymentPending', subscriptionId: 'sub-2' });
    story.completeUpgrade('sub-2');
    expect(await tabOf('ann')).toMatchObject({ state: 'active', billingOwner: { name: 'Bob' } });
    expect(await tabOf('ann')).not.toHaveProperty('subscriptionId');
  });

  it('R40: follows the owner at once when the role is handed over', async () => {
    paid().owner('sub', 'ReassignBillingOwner', { to: 'bob', isMember: true, hasEmail: true });
    expect(await tabOf('bob')).toMatchObject({ plan: 'premium', billingOwner: { memberId: 'bob', name: 'Bob' } });
    expect(await tabOf('ann')).toMatchObject({ actions: ['contactSupport'], billingOwner: { name: 'Bob' } });
    expect(await tabOf('ann')).not.toHaveProperty('plan');
  });

  it('shows the time zone that was chosen, from the moment it was', async () => {
    paid();
    const { billingDetails } = story.subscription('sub').account;
    story.owner('sub', 'ChangeBillingDetails', {
      billingDetails,
      currency: null,
      locale: null,
      timeZone: 'Asia/Tokyo',
    });
    expect(await tabOf('ann')).toMatchObject({
      billingDetails: { name: 'Acme SAS', timeZone: 'Asia/Tokyo' },
      period: { start: '2026-01-31', end: '2026-02-28' },
    });
  });

  it('shows nothing in the place of personal data that was erased', async () => {
    paid();
    await world.vault.destroyKey('person-ann');
    await world.vault.destroyKey('billing');
    expect(await tabOf('ann')).toMatchObject({
      billingOwner: { memberId: 'ann', name: null, email: null },
      billingDetails: null,
      paymentMethod: null,
    });
    expect(await tabOf('bob')).toMatchObject({ billingOwner: { name: null } });
  });

  describe('of a team', () => {
    const ORGANIZATION = { spaceId: 'org', subscriptionId: 'sub-org', by: 'cleo', seats: 5 };
    const TEAM_UPGRADE = { ...TEAM, subscriptionId: 'sub-team', by: 'dan', seats: 2 };
    const organized = (): BillingStory => story.organization('org', 'cleo', 'dan').team(TEAM, 'cleo', 'dan');

    it('R5: is covered by a paid organization, whose owner can act', async () => {
      organized().on('2026-02-03').upgrade(ORGANIZATION);
      const covered = { state: 'covered', actions: ['contactSupport'], billingOwner: { name: 'Cleo' } };
      expect(await tabOf('dan', 'team')).toStrictEqual({
        space: { id: 'team', kind: 'team', name: 'The team' },
        ...covered,
      });
      expect(await tabOf('cleo', 'team')).toMatchObject(covered);
      expect(await tabOf('cleo', 'org')).toMatchObject({ state: 'active', plan: 'premium' });
    });

    it('is covered no more when the plan of its organization has ended', async () => {
      organized().upgrade(ORGANIZATION).owner('sub-org', 'CancelPlan').periodEnds('sub-org');
      expect(await tabOf('dan', 'team')).toMatchObject({ state: 'none', actions: ['startUpgrade', 'contactSupport'] });
    });

    it('R6: has a plan of its own that the rest of the organization knows nothing of', async () => {
      organized().upgrade(TEAM_UPGRADE);
      expect(await tabOf('dan', 'team')).toMatchObject({ state: 'active', subscriptionId: 'sub-team' });
      expect(await tabOf('cleo', 'team')).toMatchObject({ state: 'active', billingOwner: { name: 'Dan' } });
      expect(await tabOf('cleo', 'org')).toMatchObject({ state: 'none', billingOwner: null });
    });

    it('offers no upgrade while its organization is being upgraded', async () => {
      organized().requestUpgrade(ORGANIZATION);
      expect(await tabOf('dan', 'team')).toMatchObject({ state: 'none', actions: ['contactSupport'] });
    });

    it('lets the last owner of its own ended plan read on when the organization covers it', async () => {
      organized().upgrade(TEAM_UPGRADE).owner('sub-team', 'CancelPlan').periodEnds('sub-team');
      story.on('2026-03-10').upgrade(ORGANIZATION);
      expect(await tabOf('dan', 'team')).toMatchObject({
        state: 'covered',
        states: ['covered'],
        since: { covered: '2026-03-10' },
        subscriptionId: 'sub-team',
        actions: ['downloadLatestInvoice', 'contactSupport'],
      });
    });

    it('R31: an administrator of the organization who is not in the team is an outsider to its billing', async () => {
      organized().team({ spaceId: 'other', organizationId: 'org' }, 'dan');
      expect(await tabOf('cleo', 'other')).toBeNull();
    });
  });
});
