import { amountsOf, readStory } from '#test/support/history';
import { useQuittance } from '#test/support/quittance';

/** An organization of four, in which the teams `design` and `sales` are upgraded by whoever is told. */
describe('an organization that takes the place of its teams', () => {
  const quittance = useQuittance({ now: '2026-04-01' });

  const upgradedTeam = async (spaceId: string, owner: string): Promise<string> => {
    await quittance.team('acme', { spaceId, members: [owner, 'eli'] });
    return quittance.upgrade(spaceId, { by: owner, seats: 2 });
  };

  it('D2 credits the unused days of the same owner against its first invoice', async () => {
    await quittance.organization({ members: ['ann', 'bob'] });
    const team = await upgradedTeam('design', 'ann');
    await quittance.advance('2026-04-16');
    const ann = await quittance.signIn('ann');
    const request = { plan: 'premium', cycle: 'monthly' as const, seats: 5 };
    const subscriptionId = await quittance.upgrade('acme', { by: 'ann', ...request });
    await quittance.settle();
    // 67.45 for the organization, less half of the team's 26.98.
    expect((await quittance.invoices('acme')).map(amountsOf)).toEqual([[[67_45, -13_49], 53_96]]);
    expect(await ann.tab('design')).toMatchObject({ state: 'covered' });
    expect((await readStory(quittance, team)).subscription).toEqual([
      '2026-04-01 SubscriptionOpened system',
      '2026-04-01 PlanUpgraded system',
      '2026-04-16 SupersedeRequested system',
      '2026-04-16 SubscriptionEnded system',
    ]);
    expect((await readStory(quittance, subscriptionId)).payments).toEqual([['2026-04-16', 'start', 53_96, 'settled']]);
  });

  it('D6 leaves the teams as they were when its payment is declined', async () => {
    await quittance.organization({ members: ['ann', 'bob'] });
    const team = await upgradedTeam('design', 'ann');
    await quittance.advance('2026-04-16');
    const ann = await quittance.signIn('ann');
    const refused = await ann.refusal(() => quittance.upgrade('acme', { by: 'ann', token: 'tok_declined' }));
    expect(refused.status).toBe(402);
    expect(await ann.billing('design')).toMatchObject({ state: 'active', renewsOn: '2026-05-01' });
    await ann.change('design', { seats: 5 });
    expect((await readStory(quittance, team)).subscription.slice(2)).toEqual([
      '2026-04-16 SupersedeRequested system',
      '2026-04-16 SupersedeCalledOff system',
      '2026-04-16 PaidChangeRequested ann',
      '2026-04-16 SeatsChanged system',
    ]);
  });

  it('D2 supersedes nothing in its trial, and the teams at its paid start', async () => {
    await quittance.organization({ members: ['ann', 'bob'] });
    await upgradedTeam('design', 'ann');
    await quittance.advance('2026-04-11');
    await quittance.upgrade('acme', { by: 'ann', trial: true, seats: 5 });
    const ann = await quittance.signIn('ann');
    await quittance.advance('2026-05-10');
    expect(await ann.billing('design')).toMatchObject({ state: 'active', renewsOn: '2026-06-01' });
    await quittance.advance('2026-05-11');
    // The team's May: 26.98, of which 21 of 31 days are unused: 26.98 less round(26.98 × 10/31) = 26.98 - 8.70.
    expect((await quittance.invoices('acme')).map(amountsOf)).toEqual([[[67_45, -18_28], 49_17]]);
    expect(await ann.tab('design')).toMatchObject({ state: 'covered' });
    await quittance.advance('2026-08-01');
    expect((await quittance.invoices('acme')).map(amountsOf)).toEqual([
      [[67_45, -18_28], 49_17],
      [[67_45], 67_45],
      [[67_45], 67_45],
    ]);
  });

  it('D2 that starts on the very day on which a team renews credits the whole of the new period', async () => {
    await quittance.organization({ members: ['ann', 'bob'] });
    await upgradedTeam('design', 'ann');
    await quittance.upgrade('acme', { by: 'ann', trial: true, seats: 5 });
    // Both are due at the midnight of 1 May.
    await quittance.advance('2026-05-02');
    expect((await quittance.invoices('acme')).map(amountsOf)).toEqual([[[67_45, -26_98], 40_47]]);
  });
});
