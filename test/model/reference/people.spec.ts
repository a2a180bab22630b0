import { Example } from './example.js';

const STUDIO = { space: 'studio', by: 'ada' };

describe('seats', () => {
  it('R3 R4 D1 cover a workspace, a team, or an organization without its guests', () => {
    const example = new Example('2026-04-01');
    example.join(2);
    expect(example.start({ seats: 3 })).toEqual(['refused: tooFewSeats']);
    expect(example.start({ seats: 4 })[0]).toBe('invoice start 2026-04-01 53.96');
    expect(example.start({ space: 'design', by: 'dan', seats: 2 })[0]).toBe('invoice start 2026-04-01 26.98');
    example.join(3, { space: 'acme', takesSeat: false, prefix: 'guest' });
    expect(example.start({ space: 'acme', by: 'otto', seats: 3 })).toEqual(['refused: tooFewSeats']);
    expect(example.start({ space: 'acme', by: 'otto', seats: 4 })[0]).toBe('invoice start 2026-04-01 53.96');
  });

  it('R13 R14 D3 are bought in tiers', () => {
    const example = new Example('2026-04-01');
    expect(example.start({ seats: 1 })).toEqual(['refused: oneSeat']);
    expect(example.start({ seats: 12 })).toEqual(['refused: notATier']);
    expect(example.start({ seats: 60 })).toEqual(['refused: contactSales']);
  });
});

describe('marks', () => {
  it('D15 are sent at 90 %, when reached and when exceeded, once each', () => {
    const example = new Example('2026-04-01');
    example.start({ seats: 10 });
    expect(example.join(6)).toEqual([]);
    expect(example.join(1, { prefix: 'ninth' })).toEqual(['mark: nearly']);
    expect(example.join(1, { prefix: 'tenth' })).toEqual(['mark: reached']);
    expect(example.join(1, { prefix: 'eleventh' })).toEqual(['mark: exceeded']);
    expect(example.join(1, { prefix: 'twelfth' })).toEqual([]);
  });

  it('D15 send only the highest that one step crosses', () => {
    const example = new Example('2026-04-01');
    example.start({ seats: 10 });
    expect(example.join(9)).toEqual(['mark: exceeded']);
  });

  it('D15 never say nearly of few seats: four of five are 80 %', () => {
    const example = new Example('2026-04-01');
    example.start({ seats: 5 });
    expect(example.join(2)).toEqual([]);
    expect(example.join(1, { prefix: 'fifth' })).toEqual(['mark: reached']);
  });

  it('D15 are not repeated when somebody leaves and comes back, until the next period', () => {
    const example = new Example('2026-04-01');
    example.start({ seats: 5 });
    expect(example.join(3)).toEqual(['mark: reached']);
    example.take({ do: 'removeMember', space: 'studio', person: 'new2', forced: false });
    expect(example.join(3)).toEqual([]);
    example.until('2026-05-01');
    example.take({ do: 'removeMember', space: 'studio', person: 'new2', forced: false });
    expect(example.join(3)).toEqual(['mark: reached']);
  });

  it('D1 D15 are not crossed by a guest', () => {
    const example = new Example('2026-04-01');
    example.start({ space: 'acme', by: 'olga', seats: 4 });
    expect(example.join(3, { space: 'acme', takesSeat: false })).toEqual([]);
    expect(example.join(1, { space: 'acme', prefix: 'fifth' })).toEqual(['mark: exceeded']);
    expect(example.plan('acme')).toMatchObject({ seatsUsed: 5, overLimit: true });
  });
});

describe('who may', () => {
  it('D5 R25 start: any member, naming a colleague or himself, and no outsider', () => {
    const example = new Example('2026-04-01');
    expect(example.start({ by: 'olga' })).toEqual(['refused: notAllowed']);
    expect(example.start({ by: 'sales' })).toEqual(['refused: notAllowed']);
    expect(example.start({ by: 'bob', owner: 'olga' })).toEqual(['refused: notAMember']);
    expect(example.start({ by: 'bob', owner: 'ada' })).toHaveLength(2);
    expect(example.plan().owner).toBe('ada');
  });

  it('R32 R39 change and cancel: the owner, not the one who started, not an administrator', () => {
    const example = new Example('2026-04-01');
    example.start({ by: 'ada', owner: 'bob' });
    expect(example.change({ seats: 10 })).toEqual(['refused: notAllowed']);
    expect(example.does('cancel')).toEqual(['refused: notAllowed']);
    expect(example.does('cancel', 'studio', 'bob')).toEqual([]);
  });

  it('R33 R40 hand over: the owner, to a member; the former owner has no say from then on', () => {
    const example = new Example('2026-04-01');
    example.start();
    expect(example.take({ do: 'handOver', ...STUDIO, to: 'olga' })).toEqual(['refused: notAMember']);
    expect(example.take({ do: 'handOver', space: 'studio', by: 'bob', to: 'bob' })).toEqual(['refused: notAllowed']);
    expect(example.take({ do: 'handOver', ...STUDIO, to: 'bob' })).toEqual([]);
    expect(example.change({ seats: 10 })).toEqual(['refused: notAllowed']);
    expect(example.change({ seats: 10 }, { by: 'bob' })).toHaveLength(2);
  });

  it('R31 administer an organization: who owned its plan still does when somebody else owns it', () => {
    const example = new Example('2026-04-01');
    example.start({ space: 'acme', by: 'otto' });
    example.take({ do: 'handOver', space: 'acme', by: 'otto', to: 'bea' });
    const appoint = { do: 'appointAdministrator', space: 'acme', by: 'otto', person: 'dan' } as const;
    expect(example.take(appoint)).toEqual([]);
    expect(example.does('cancel', 'acme', 'otto')).toEqual(['refused: notAllowed']);
  });

  it('R31 appoint administrators: the owner of the organization, who is one, and those', () => {
    const example = new Example('2026-04-01');
    const appoint = (by: string, person: string): string[] =>
      example.take({ do: 'appointAdministrator', space: 'acme', by, person });
    expect(appoint('otto', 'dan')).toEqual(['refused: notAllowed']);
    example.start({ space: 'acme', by: 'otto' });
    expect(appoint('otto', 'dan')).toEqual([]);
    expect(appoint('dan', 'bea')).toEqual([]);
    expect(appoint('dan', 'stranger')).toEqual(['refused: notAMember']);
  });
});

describe('an owner who leaves', () => {
  it('D8 is refused until he has handed over', () => {
    const example = new Example('2026-04-01');
    example.start();
    const leave = { do: 'removeMember', space: 'studio', person: 'ada', forced: false } as const;
    expect(example.take(leave)).toEqual(['refused: ownerMustHandOver']);
    example.take({ do: 'handOver', ...STUDIO, to: 'bob' });
    expect(example.take(leave)).toEqual([]);
  });

  it('D8 is missing when a directory removed him; renewals go on, an administrator claims', () => {
    const example = new Example('2026-04-01');
    example.start({ space: 'acme', by: 'otto' });
    expect(example.does('claim', 'acme', 'olga')).toEqual(['refused: ownerIsNotMissing']);
    example.take({ do: 'removeMember', space: 'acme', person: 'otto', forced: true });
    expect(example.plan('acme').owner).toBeNull();
    expect(example.does('cancel', 'acme', 'otto')).toEqual(['refused: notAllowed']);
    expect(example.until('2026-05-01')[0]).toBe('invoice renewal 2026-05-01 67.45');
    expect(example.does('claim', 'acme', 'dan')).toEqual(['refused: notAllowed']);
    expect(example.does('claim', 'acme', 'olga')).toEqual([]);
    expect(example.does('cancel', 'acme', 'olga')).toEqual([]);
  });

  it('D2 D8 of a team is refunded when the organization begins to pay', () => {
    const example = new Example('2026-04-01');
    example.start({ space: 'design', by: 'olga' });
    example.take({ do: 'removeMember', space: 'design', person: 'olga', forced: true });
    example.until('2026-04-16');
    expect(example.start({ space: 'acme', by: 'olga' })[2]).toBe('credit note superseded 2026-04-16 33.72');
  });
});

describe('spaces', () => {
  it('R1 R2 have one name each, and a team its organization', () => {
    const example = new Example('2026-04-01');
    const space = { do: 'createSpace', members: [], administrators: [] } as const;
    expect(example.take({ ...space, space: 'acme', kind: 'organization', organization: null })).toEqual([
      'refused: spaceExists',
    ]);
    expect(example.take({ ...space, space: 'ops', kind: 'team', organization: 'nowhere' })).toEqual([
      'refused: unknownSpace',
    ]);
    expect(example.does('cancel', 'nowhere')).toEqual(['refused: unknownSpace']);
    expect(example.does('cancel')).toEqual(['refused: notUpgraded']);
  });
});
