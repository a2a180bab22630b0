import { ApiError } from '#apps/cli';
import { useQuittance } from '#test/support/quittance';

/** What each of two commands that run at the same time came to: `done`, or the code of its refusal. */
const race = async (...commands: readonly Promise<unknown>[]): Promise<string[]> => {
  const ends = await Promise.allSettled(commands);
  return ends
    .map((end) => {
      if (end.status === 'fulfilled') return 'done';
      return end.reason instanceof ApiError ? end.reason.code : String(end.reason);
    })
    .sort();
};

describe('two people who do the same in the same moment', () => {
  const quittance = useQuittance({ now: '2026-04-01' });

  it('D5 upgrade one space once: the other hears that it is upgraded, and pays nothing', async () => {
    await quittance.workspace();
    const ends = await race(
      quittance.upgrade('work', { by: 'ann', seats: 5 }),
      quittance.upgrade('work', { by: 'bob', seats: 5 }),
    );
    expect(ends).toEqual(['done', 'upgrade.already_upgraded']);
    expect(await quittance.invoices('work')).toHaveLength(1);
    expect(await quittance.mails()).toHaveLength(1);
  });

  it('D5 leave the second to upgrade when the card of the first is declined', async () => {
    await quittance.workspace();
    const ends = await race(
      quittance.upgrade('work', { by: 'ann', token: 'tok_declined' }),
      quittance.upgrade('work', { by: 'bob', token: 'tok_ok' }),
    );
    expect(ends.at(-1)).not.toBe('payment.pending');
    expect(await quittance.billing('work')).toMatchObject({ state: 'active', billingOwner: { memberId: 'bob' } });
  });

  it('D2 never pay for a team and its organization both', async () => {
    await quittance.organization({ members: ['ann', 'bob'] });
    await quittance.team('acme', { spaceId: 'design', members: ['bob', 'eli'] });
    const ends = await race(quittance.upgrade('acme', { by: 'ann' }), quittance.upgrade('design', { by: 'bob' }));
    expect(ends[0]).toBe('done');
    expect(['upgrade.covered_by_organization', 'upgrade.teams_are_upgraded']).toContain(ends[1]);
    expect(await quittance.mails()).toHaveLength(1);
  });

  it('the same person, who confirms twice with one key, upgrades once and hears the same answer twice', async () => {
    await quittance.workspace();
    const [one, other] = await Promise.all(
      [1, 2].map(() => quittance.upgrade('work', { by: 'ann', key: 'confirm-1' })),
    );
    expect(one).toBe(other);
    expect(await quittance.invoices('work')).toHaveLength(1);
  });

  it('add seats once for each, and the period adds up', async () => {
    await quittance.workspace();
    await quittance.upgrade('work', { by: 'ann' });
    await quittance.advance('2026-04-16');
    const ann = await quittance.signIn('ann');
    const { revision } = await quittance.billing('work');
    const change = () => ann.change('work', { seats: 10 }, { revision: revision! });
    expect((await race(change(), change())).filter((end) => end === 'done')).toHaveLength(1);
    expect((await quittance.invoices('work')).map(({ net }) => net.minor)).toEqual([67_45, 33_73]);
  });
});
