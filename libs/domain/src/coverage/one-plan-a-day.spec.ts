import fc from 'fast-check';
import { OrganizationWorld, type Covered, type Luck, type SpaceId } from '../testing/index.js';

const spaces = fc.constantFrom<SpaceId>('org_1', 'team_a', 'team_b');

/** Three times out of four. */
const mostly = (value: boolean) => fc.constantFrom(value, value, value, !value);

type Move =
  | { readonly what: 'request'; readonly spaceId: SpaceId; readonly isTrial: boolean; readonly ownerId: string }
  | { readonly what: 'carryOn'; readonly which: number; readonly luck: Luck }
  | { readonly what: 'free'; readonly which: number }
  | { readonly what: 'cancel'; readonly spaceId: SpaceId; readonly isAtOnce: boolean }
  | { readonly what: 'days'; readonly count: number };

const is = <What extends Move['what']>(what: What): fc.Arbitrary<What> => fc.constant(what);

const moves = fc.array(
  fc.oneof<fc.WeightedArbitrary<Move>[]>(
    {
      weight: 4,
      arbitrary: fc.record({
        what: is('request'),
        spaceId: spaces,
        isTrial: mostly(false),
        ownerId: fc.constantFrom('alice', 'mia'),
      }),
    },
    {
      weight: 8,
      arbitrary: fc.record({
        what: is('carryOn'),
        which: fc.nat({ max: 2 }),
        luck: fc.record<Luck>({ isPaid: mostly(true), crashes: mostly(false) }),
      }),
    },
    { weight: 2, arbitrary: fc.record({ what: is('free'), which: fc.nat({ max: 5 }) }) },
    { weight: 1, arbitrary: fc.record({ what: is('cancel'), spaceId: spaces, isAtOnce: fc.boolean() }) },
    { weight: 3, arbitrary: fc.record({ what: is('days'), count: fc.constantFrom(1, 2, 7, 14, 30) }) },
  ),
  { minLength: 10, maxLength: 60, size: 'max' },
);

const play = (world: OrganizationWorld, move: Move): void => {
  switch (move.what) {
    case 'request':
      world.request(move.spaceId, move);
      break;
    case 'carryOn':
      world.carryOn(move.which, move.luck);
      break;
    case 'free':
      world.free(move.which);
      break;
    case 'cancel':
      world.cancel(move.spaceId, move.isAtOnce);
      break;
    case 'days':
      for (let day = 0; day < move.count; day += 1) world.nextDay();
  }
};

/** What covers a team: its own plans, and those of its organization. */
const coversOf = (world: OrganizationWorld, teamId: SpaceId): readonly Covered[] =>
  world.covered().filter(({ spaceId, start, end }) => (spaceId === teamId || spaceId === 'org_1') && start < end);

const overlaps = (covers: readonly Covered[]): readonly (readonly [Covered, Covered])[] =>
  covers.flatMap((one, i) =>
    covers
      .slice(i + 1)
      .filter((other) => one.start < other.end && other.start < one.end)
      .map((other) => [one, other] as const),
  );

const RUNS = 300;

describe('an organization with two teams (I4)', () => {
  it('at most one subscription covers a team on a day, in whatever order everything happens', () => {
    let supersededCount = 0;
    fc.assert(
      fc.property(moves, fc.array(fc.boolean(), { maxLength: 7 }), (sequence, declines) => {
        const world = new OrganizationWorld(declines);
        for (const move of sequence) play(world, move);
        world.finishUpgrades();
        expect(overlaps(coversOf(world, 'team_a'))).toStrictEqual([]);
        expect(overlaps(coversOf(world, 'team_b'))).toStrictEqual([]);
        supersededCount += world.supersededCount;
      }),
      { numRuns: RUNS },
    );
    // The sequences reach what they are to prove.
    expect(supersededCount).toBeGreaterThan(0);
  });

  const paid: Luck = { isPaid: true, crashes: false };
  const upgraded = (world: OrganizationWorld, spaceId: SpaceId, isTrial = false): void => {
    world.request(spaceId, { isTrial, ownerId: 'alice' });
    for (let step = 0; step < 5; step += 1) world.carryOn(0, paid);
  };

  it('D2 the plans of both teams end on the day on which that of the organization begins', () => {
    const world = new OrganizationWorld([]);
    upgraded(world, 'team_a');
    world.nextDay();
    upgraded(world, 'team_b');
    world.nextDay();
    upgraded(world, 'org_1');
    expect(world.covered()).toStrictEqual([
      { subscriptionId: 'sub_1', spaceId: 'team_a', start: '2026-04-01', end: '2026-04-03' },
      { subscriptionId: 'sub_2', spaceId: 'team_b', start: '2026-04-02', end: '2026-04-03' },
      { subscriptionId: 'sub_3', spaceId: 'org_1', start: '2026-04-03', end: '2026-04-04' },
    ]);
  });

  it('D2, D11 or on the first paid day after its trial, though their own renewal is due on that day', () => {
    const world = new OrganizationWorld([]);
    upgraded(world, 'team_a');
    upgraded(world, 'org_1', true);
    for (let day = 0; day < 30; day += 1) world.nextDay();
    expect(world.covered()).toStrictEqual([
      { subscriptionId: 'sub_1', spaceId: 'team_a', start: '2026-04-01', end: '2026-05-01' },
      { subscriptionId: 'sub_2', spaceId: 'org_1', start: '2026-05-01', end: '2026-05-02' },
    ]);
  });

  it('D6 and go on when the organization is not paid for', () => {
    const world = new OrganizationWorld([]);
    upgraded(world, 'team_a');
    world.request('org_1', { isTrial: false, ownerId: 'alice' });
    for (let step = 0; step < 5; step += 1) world.carryOn(0, { isPaid: false, crashes: false });
    for (let day = 0; day < 30; day += 1) world.nextDay();
    expect(world.covered()).toStrictEqual([
      { subscriptionId: 'sub_1', spaceId: 'team_a', start: '2026-04-01', end: '2026-05-02' },
    ]);
  });
});
