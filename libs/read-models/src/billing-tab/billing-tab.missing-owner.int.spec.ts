import { subscriptionDecider, type LocalDate } from '#domain';
import type { BillingStory } from '../testing/billing-story.js';
import { projected } from '../testing/projected.js';
import { StoryWorld } from '../testing/story-world.js';
import { BillingTabQuery } from './billing-tab.query.js';
import type { BillingTab, OwnersBillingTab } from './billing-tab.shape.js';

describe('the billing tab while the owner is missing (D8)', () => {
  let world: StoryWorld;
  let story: BillingStory;

  beforeEach(async () => {
    world = new StoryWorld();
    story = await world.story();
  });
  afterEach(() => world.close());

  const tabOf = async (callerId: string): Promise<BillingTab | null> => {
    const query = new BillingTabQuery(await projected(story.events), world.vault);
    return query.forCaller('ws', callerId, () => story.day as LocalDate);
  };
  const byAnn = { memberId: 'ann', administersFromOutside: false };
  /** Ann, who owns the plan and administers the space with Bob, is forced out by the directory. */
  const leave = (...administrators: readonly string[]): void => {
    story.workspace('ws', 'ann', 'bob', 'cleo').upgrade({ spaceId: 'ws', subscriptionId: 'sub', by: 'ann', seats: 5 });
    for (const memberId of administrators)
      story.space('ws', { type: 'AppointAdministrator', data: { memberId, by: byAnn } });
    const by = { memberId: 'directory', administersFromOutside: true };
    const gone = { memberId: 'ann', isBillingOwner: true, isForced: true, by };
    story.space('ws', { type: 'RemoveMember', data: gone });
    const data = { memberId: 'ann', isMember: false, today: story.day as LocalDate };
    story.decide('subscription-sub', subscriptionDecider, { type: 'NoteOwnerPresence', data });
  };
  const seen = { state: 'active', billingOwner: { name: null } };

  it('names nobody, and offers administrators to claim the role', async () => {
    leave('bob');
    expect(await tabOf('bob')).toMatchObject({ ...seen, actions: ['contactSupport', 'claimOwnership'] });
    expect(await tabOf('cleo')).toMatchObject({ ...seen, actions: ['contactSupport'] });
    expect(await tabOf('bob')).not.toHaveProperty('plan');
  });

  it('offers it to every member where nobody administers the space', async () => {
    leave();
    expect(await tabOf('cleo')).toMatchObject({ ...seen, actions: ['contactSupport', 'claimOwnership'] });
  });

  it('R40: shows nothing to the owner who is missing, also when he is back and it is not noted yet', async () => {
    leave('bob');
    expect(await tabOf('ann')).toBeNull();
    story.members('ws', 'bob', 'ann');
    expect(await tabOf('ann')).toMatchObject({ ...seen, actions: ['contactSupport'] });
  });

  it('D9: shows the plan to administrators where the policy lets them see it', async () => {
    leave('bob');
    const by = { memberId: 'sam', isMember: false, isAdministrator: false, isSales: true };
    const policy = { name: 'owner-and-admins', version: 1 };
    story.decide('subscription-sub', subscriptionDecider, { type: 'AdoptPolicy', data: { by, policy } });
    const tab = (await tabOf('bob')) as OwnersBillingTab;
    expect(tab).toMatchObject({ state: 'ownerMissing', states: ['ownerMissing', 'active'], plan: 'premium' });
    expect(tab.billingOwner).toEqual({ memberId: 'ann', name: null, email: null });
    expect(tab.actions.slice(-2)).toEqual(['cancelPlan', 'claimOwnership']);
  });
});
