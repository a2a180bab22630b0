import { useQuittance } from '#test/support/quittance';

describe('the preview of an upgrade that takes the place of a team', () => {
  const quittance = useQuittance({ now: '2026-04-01' });

  it('R39 shows the credit for the plan of another person as one amount, and the owner what it is for', async () => {
    await quittance.organization({ members: ['ann', 'bob'] });
    await quittance.team('acme', { spaceId: 'design', members: ['dora', 'eli'] });
    await quittance.upgrade('design', { by: 'dora', plan: 'business', seats: 2 });
    await quittance.advance('2026-04-16');
    const body = { plan: 'premium', cycle: 'monthly', seats: 5, billingOwnerId: 'dora' };
    const linesFor = async (who: string) => {
      const session = await quittance.signIn(who);
      const { body: preview } = await session.send<{
        lines: { plan: string; seats: number; amount: { minor: number } }[];
      }>('POST', '/v1/spaces/acme/subscription', { body, query: { preview: true } });
      return preview.lines.map(({ plan, seats, amount }) => [plan, seats, amount.minor]);
    };
    // Half of 60.98 is left.
    expect(await linesFor('bob')).toEqual([
      ['premium', 5, 67_45],
      ['premium', 5, -30_49],
    ]);
    expect(await linesFor('dora')).toEqual([
      ['premium', 5, 67_45],
      ['business', 2, -30_49],
    ]);
  });
});
