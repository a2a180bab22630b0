import type { BillingStory } from '../testing/billing-story.js';
import { projected } from '../testing/projected.js';
import { StoryWorld } from '../testing/story-world.js';
import { BillingTabQuery } from './billing-tab.query.js';
import type { BillingTab } from './billing-tab.shape.js';

describe('the billing tab by the terms of the plan', () => {
  let world: StoryWorld;
  let story: BillingStory;

  beforeEach(async () => {
    world = new StoryWorld();
    story = await world.story();
  });
  afterEach(() => world.close());

  const upgraded = (): BillingStory =>
    story.workspace('ws', 'ann', 'bob', 'cleo').upgrade({ spaceId: 'ws', subscriptionId: 'sub', by: 'ann', seats: 5 });

  /** What the tab would be if the plan had been arranged otherwise. */
  const tabOn = async (terms: object, callerId: string): Promise<BillingTab | null> => {
    const events = story.events.map((event) =>
      event.type === 'SubscriptionOpened' ? { ...event, data: { ...event.data, ...terms } } : event,
    );
    const query = new BillingTabQuery(await projected(events), world.vault);
    return query.forCaller('ws', callerId, () => '2026-02-03');
  };

  it('R28: offers the owner of a manually billed plan no change and no cancellation', async () => {
    upgraded();
    expect(await tabOn({ collection: 'manual' }, 'ann')).toMatchObject({
      collection: 'manual',
      actions: [
        'editPaymentMethod',
        'seeSeatsUsed',
        'editBillingDetails',
        'assignBillingOwner',
        'downloadLatestInvoice',
        'contactSupport',
      ],
    });
  });

  it('D5: offers every member the upgrade when a manually billed plan has ended', async () => {
    upgraded().owner('sub', 'CancelPlan').periodEnds('sub');
    const actions = ['startUpgrade', 'contactSupport'];
    expect(await tabOn({ collection: 'manual' }, 'bob')).toMatchObject({ state: 'ended', actions });
    const owners = ['startUpgrade', 'downloadLatestInvoice', 'contactSupport'];
    expect(await tabOn({ collection: 'manual' }, 'ann')).toMatchObject({ collection: 'manual', actions: owners });
  });

  it('D9: shows an administrator everything where the policy says so, and offers all but handing over', async () => {
    const by = { memberId: 'ann', administersFromOutside: false };
    upgraded().space('ws', { type: 'AppointAdministrator', data: { memberId: 'bob', by } });
    const policy = { name: 'owner-and-admins', version: 1 };
    expect(await tabOn({ policy }, 'bob')).toMatchObject({
      subscriptionId: 'sub',
      latestInvoice: { number: 'FA-2026-000001' },
      actions: [
        'changePlan',
        'editPaymentMethod',
        'seeSeatsUsed',
        'editBillingDetails',
        'downloadLatestInvoice',
        'contactSupport',
        'cancelPlan',
      ],
    });
    const hidden = { state: 'active', actions: ['contactSupport'], billingOwner: { name: 'Ann' } };
    const space = { id: 'ws', kind: 'workspace', name: 'The ws' };
    expect(await tabOn({ policy }, 'cleo')).toStrictEqual({ space, ...hidden });
    expect(await tabOn({ policy, collection: 'manual' }, 'bob')).toStrictEqual({ space, ...hidden });
  });
});
