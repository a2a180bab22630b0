import { CATALOG, dearerFrom, Example } from './example.js';

describe('a trial', () => {
  it('D11 is free for 30 days, and the day after is the anchor of what is paid', () => {
    const example = new Example('2026-04-01');
    expect(example.start({ trial: true })).toEqual([]);
    expect(example.plan()).toMatchObject({ status: 'trial', periodStart: '2026-04-01', periodEnd: '2026-05-01' });
    expect(example.until('2026-04-30')).toEqual([]);
    expect(example.until('2026-05-01')).toEqual([
      'invoice trialEnded 2026-05-01 67.45',
      '  charge premium monthly 5: 2026-05-01 to 2026-06-01: 67.45',
    ]);
    expect(example.until('2026-06-30')).toEqual([
      'invoice renewal 2026-06-01 67.45',
      '  charge premium monthly 5: 2026-06-01 to 2026-07-01: 67.45',
    ]);
    expect(example.until('2026-07-01')).toHaveLength(2);
  });

  it('D11 ends on Basic without an invoice when there is no card', () => {
    const example = new Example('2026-04-01');
    example.start({ trial: true, card: 'none' });
    expect(example.until('2026-05-01')).toEqual([]);
    expect(example.isOnBasic()).toBe(true);
  });

  it('D11 starts what is paid when a card came in time', () => {
    const example = new Example('2026-04-01');
    example.start({ trial: true, card: 'none' });
    example.until('2026-04-30');
    expect(example.take({ do: 'replaceCard', space: 'studio', by: 'ada', card: 'ok' })).toEqual([]);
    expect(example.until('2026-05-01')[0]).toBe('invoice trialEnded 2026-05-01 67.45');
  });

  it('D11 takes changes at once and for nothing, up and down and both in one', () => {
    const example = new Example('2026-04-01');
    example.start({ trial: true, plan: 'business' });
    expect(example.change({ plan: 'premium', seats: 10 })).toEqual([]);
    expect(example.plan()).toMatchObject({ plan: 'premium', seats: 10, pending: null });
    expect(example.change({ cycle: 'annual', seats: 4 })).toEqual([]);
    // Ten months of four seats: 10 × 53.96.
    expect(example.until('2026-05-01')[0]).toBe('invoice trialEnded 2026-05-01 539.60');
  });

  it('R3 keeps enough seats for the members when seats change', () => {
    const example = new Example('2026-04-01');
    example.start({ trial: true });
    example.join(2);
    expect(example.change({ seats: 3 })).toEqual(['refused: tooFewSeats']);
    expect(example.change({ seats: 4 })).toEqual([]);
  });

  it('D11 is paid at the prices of the first paid day', () => {
    const example = new Example('2026-04-01', [CATALOG, dearerFrom('2026-04-20')]);
    example.start({ trial: true });
    expect(example.until('2026-05-01')[0]).toBe('invoice trialEnded 2026-05-01 75.00');
  });

  it('D11 ends at once when it is ended, and costs nothing on its last day', () => {
    const example = new Example('2026-04-01');
    example.start({ trial: true });
    example.until('2026-04-30');
    expect(example.does('endTrial')).toEqual([]);
    expect(example.isOnBasic()).toBe(true);
    expect(example.until('2026-06-01')).toEqual([]);
    expect(example.does('endTrial')).toEqual(['refused: notUpgraded']);
  });

  it('D11 runs to its last day when it is cancelled', () => {
    const example = new Example('2026-04-01');
    example.start({ trial: true });
    example.does('cancel');
    example.until('2026-04-30');
    expect(example.plan()).toMatchObject({ status: 'trial', cancelling: true });
    expect(example.until('2026-05-01')).toEqual([]);
    expect(example.isOnBasic()).toBe(true);
  });

  it('D11 comes once per space; what is paid can start at any time', () => {
    const example = new Example('2026-04-01');
    example.start({ trial: true });
    example.does('endTrial');
    expect(example.start({ trial: true })).toEqual(['refused: trialAlreadyUsed']);
    expect(example.start()[0]).toBe('invoice start 2026-04-01 67.45');
    expect(example.does('endTrial')).toEqual(['refused: notInTrial']);
  });

  it('D11 follows the length in the catalog: 14 days', () => {
    const example = new Example('2026-02-20', [{ ...CATALOG, trialDays: 14 }]);
    example.start({ trial: true });
    expect(example.until('2026-03-06')[0]).toBe('invoice trialEnded 2026-03-06 67.45');
  });

  it('D16 treats a first payment that fails like a renewal', () => {
    const example = new Example('2026-04-01');
    example.start({ trial: true, card: 'failsOnRenewal' });
    example.until('2026-05-01');
    expect(example.plan().status).toBe('pastDue');
    example.until('2026-05-08');
    expect(example.isOnBasic()).toBe(true);
  });
});
