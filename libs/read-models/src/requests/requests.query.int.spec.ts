import { salesDecider, supportDecider, type Sealed } from '#domain';
import { InvalidCursor } from '../shapes/page.js';
import type { BillingStory } from '../testing/billing-story.js';
import { projected } from '../testing/projected.js';
import { StoryWorld } from '../testing/story-world.js';
import { RequestsQuery } from './requests.query.js';

const WISH = { call: 'POST /v1/spaces/ws/subscription/change', body: { seats: 30 } };
const HELP = { subject: 'Our invoice', message: 'Please add our order number.' };

describe('what our staff are asked for', () => {
  let world: StoryWorld;
  let story: BillingStory;

  beforeEach(async () => {
    world = new StoryWorld();
    story = (await world.story()).workspace('ws', 'ann', 'bob');
  });
  afterEach(() => world.close());

  const query = async () => new RequestsQuery(await projected(story.events), world.vault);
  const asked = (requestId: string, memberId: string, request: Sealed) => ({
    ...{ requestId, spaceId: 'ws', memberId, subscriptionId: 'sub', request },
  });
  const askSales = async (requestId: string, memberId = 'bob'): Promise<void> => {
    const data = asked(requestId, memberId, await world.vault.seal(`person-${memberId}`, WISH));
    story.decide('sales-ws', salesDecider, { type: 'RequestSales', data: { ...data, subject: 'manualPlan' } });
  };
  const askSupport = async (requestId: string, memberId = 'bob'): Promise<void> => {
    const data = asked(requestId, memberId, await world.vault.seal(`person-${memberId}`, HELP));
    story.decide('support-ws', supportDecider, { type: 'RequestSupport', data });
  };

  it('R28: is listed for sales with what it is about and who asks, opened', async () => {
    await askSales('one');
    expect(await (await query()).ofSales()).toStrictEqual({
      requests: [
        {
          requestId: 'one',
          space: { id: 'ws', name: 'The ws' },
          subscriptionId: 'sub',
          from: { memberId: 'bob', name: 'Bob', email: 'bob@acme.example' },
          requestedAt: '2026-01-31T12:00:00.000Z',
          request: WISH,
          subject: 'manualPlan',
        },
      ],
      next: null,
    });
  });

  it('R46: is listed for support apart, also from people outside, of whom nothing is known', async () => {
    await askSales('one');
    await askSupport('two', 'gil');
    const { requests } = await (await query()).ofSupport();
    expect(requests).toMatchObject([
      { requestId: 'two', from: { memberId: 'gil', name: null, email: null }, request: HELP },
    ]);
  });

  it('is listed page by page, the newest first', async () => {
    for (const requestId of ['one', 'two', 'three']) await askSales(requestId);
    const requests = await query();
    const first = await requests.ofSales({ limit: 2 });
    const second = await requests.ofSales({ limit: 2, cursor: first.next });
    const ids = [first, second].map((page) => page.requests.map(({ requestId }) => requestId));
    expect([ids, second.next]).toStrictEqual([[['three', 'two'], ['one']], null]);
    await expect(requests.ofSales({ cursor: '!' })).rejects.toThrow(InvalidCursor);
  });

  it('says that there was a request, and no more, when the person was erased', async () => {
    await askSales('one');
    await world.vault.destroyKey('person-bob');
    const { requests } = await (await query()).ofSales();
    expect(requests).toMatchObject([{ requestId: 'one', from: { memberId: 'bob', name: null }, request: null }]);
  });
});
