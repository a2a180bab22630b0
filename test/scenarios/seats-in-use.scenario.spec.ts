import { useQuittance } from '#test/support/quittance';

/** `m1` to `m<count>`. */
const people = (count: number): string[] => Array.from({ length: count }, (_, i) => `m${i + 1}`);

describe('the seats that members take', () => {
  const quittance = useQuittance({ now: '2026-04-01' });

  /** Of each fact about the use of the seats: the day, the members and seats, the mark, and whether they exceed. */
  const usage = async (subscriptionId: string) =>
    (await quittance.events(subscriptionId))
      .filter(({ type }) => type === 'SeatUsageChanged')
      .map(({ data }) => [data['effectiveOn'], data['members'], data['seats'], data['mark'], data['isOverLimit']]);

  const join = async (spaceId: string, ...members: readonly string[]): Promise<void> => {
    for (const member of members) await quittance.member(spaceId, member);
    await quittance.settle();
  };

  const leave = async (spaceId: string, memberId: string): Promise<void> => {
    await (await quittance.signIn('m1')).removeMember(spaceId, memberId);
    await quittance.settle();
  };

  it('D15 cross three marks, each told once a period, and service continues beyond the last', async () => {
    await quittance.workspace({ members: people(8) });
    const id = await quittance.upgrade('work', { by: 'm1', seats: 10 });
    await join('work', 'm9');
    expect(await usage(id)).toEqual([['2026-04-01', 9, 10, 'nearlyUsed', false]]);
    await quittance.advance('2026-04-10');
    await join('work', 'm10', 'm11');
    expect(await usage(id)).toEqual([
      ['2026-04-01', 9, 10, 'nearlyUsed', false],
      ['2026-04-10', 10, 10, 'reached', false],
      ['2026-04-10', 11, 10, 'exceeded', true],
    ]);
    expect(await quittance.billing('work')).toMatchObject({
      ...{ state: 'overLimit', states: ['overLimit', 'active'], seats: { purchased: 10, used: 11 } },
      since: { overLimit: '2026-04-10' },
    });

    await leave('work', 'm11');
    expect(await quittance.billing('work')).toMatchObject({ state: 'active' });
    await join('work', 'm11');
    // Told in this period already: beyond the seats again, and no mark.
    expect((await usage(id)).slice(3)).toEqual([
      ['2026-04-10', 10, 10, null, false],
      ['2026-04-10', 11, 10, null, true],
    ]);
    await leave('work', 'm11');
    await quittance.advance('2026-05-02');
    await join('work', 'm11');
    expect((await usage(id)).at(-1)).toEqual(['2026-05-02', 11, 10, 'exceeded', true]);
  });

  it('D15 tell only the highest of several marks that one step crosses', async () => {
    await quittance.workspace({ members: people(4) });
    const id = await quittance.upgrade('work', { by: 'm1', seats: 5 });
    // Four of five are 80 %, five of five are all of them.
    await join('work', 'm5');
    expect(await usage(id)).toEqual([['2026-04-01', 5, 5, 'reached', false]]);
  });

  it('D15 fit again when seats are added, and the marks of the new number are crossed in their turn', async () => {
    await quittance.workspace({ members: people(5) });
    const id = await quittance.upgrade('work', { by: 'm1', seats: 5 });
    await join('work', 'm6');
    expect(await quittance.billing('work')).toMatchObject({ state: 'overLimit' });
    await (await quittance.signIn('m1')).change('work', { seats: 10 });
    expect(await quittance.billing('work')).toMatchObject({ state: 'active', states: ['active'] });
    await join('work', 'm7', 'm8', 'm9');
    expect(await usage(id)).toEqual([
      ['2026-04-01', 6, 5, 'exceeded', true],
      ['2026-04-01', 9, 10, 'nearlyUsed', false],
    ]);
  });

  it('D1 D15 are not taken by guests of an organization, until they get an address of its domain', async () => {
    await quittance.organization({ members: people(4) });
    const id = await quittance.upgrade('acme', { by: 'm1', seats: 5 });
    await join('acme', 'gus@far.example', 'gil@far.example');
    expect(await usage(id)).toEqual([]);
    await join('acme', 'gus', 'gil');
    expect(await usage(id)).toEqual([
      ['2026-04-01', 5, 5, 'reached', false],
      ['2026-04-01', 6, 5, 'exceeded', true],
    ]);
  });

  it('D15 are told of a plan that lives, and of none before it or after it', async () => {
    await quittance.workspace({ members: people(3) });
    const id = await quittance.upgrade('work', { by: 'm1', seats: 4 });
    await (await quittance.signIn('m1')).cancel('work');
    await quittance.advance('2026-05-02');
    await join('work', 'm4', 'm5', 'm6');
    expect(await usage(id)).toEqual([]);
  });
});
