import { type Terms, Example } from './example.js';

/** Five seats of Premium for the team `design` since 1 April, now it is the 16th: 33.73 used, 33.72 left. */
const teamOf = (owner: string, terms: Partial<Terms> = {}): Example => {
  const example = new Example('2026-04-01');
  example.start({ space: 'design', by: owner, owner, ...terms });
  example.until('2026-04-16');
  return example;
};

const startOrganization = (example: Example, terms: Partial<Terms> = {}): string[] =>
  example.start({ space: 'acme', by: 'olga', plan: 'business', seats: 10, ...terms });

const writtenOff = (example: Example): bigint[] =>
  example.model
    .books()
    .entries.filter(({ kind }) => kind === 'writeOff')
    .map(({ amount }) => amount);

describe('an organization that begins to pay', () => {
  it('D2 is credited what its owner has left of a team: 304.90 less 33.72', () => {
    const example = teamOf('olga');
    expect(startOrganization(example)).toEqual([
      'invoice start 2026-04-16 271.18',
      '  charge business monthly 10: 2026-04-16 to 2026-05-16: 304.90',
      '  credit premium monthly 5: 2026-04-16 to 2026-05-01: -33.72',
    ]);
    expect(example.isOnBasic('design')).toBe(true);
    expect(example.until('2026-05-01')).toEqual([]);
  });

  it('D2 pays in full when the team has another owner, who is refunded', () => {
    const example = teamOf('dan');
    expect(startOrganization(example)).toEqual([
      'invoice start 2026-04-16 304.90',
      '  charge business monthly 10: 2026-04-16 to 2026-05-16: 304.90',
      'credit note superseded 2026-04-16 33.72',
      '  credit premium monthly 5: 2026-04-16 to 2026-05-01: -33.72',
      '  refunded 33.72, reduces 0.00',
    ]);
  });

  it('D2 pays in full when the team paid in another currency: 7500 / 2 = 3750 yen go back', () => {
    const example = teamOf('olga', { currency: 'JPY' });
    expect(startOrganization(example).slice(2)).toEqual([
      'credit note superseded 2026-04-16 3750',
      '  credit premium monthly 5: 2026-04-16 to 2026-05-01: -3750',
      '  refunded 3750, reduces 0',
    ]);
  });

  it('section 9: is credited up to its charge, the rest is refunded', () => {
    const example = new Example('2026-01-01');
    example.start({ space: 'design', by: 'olga', plan: 'enterprise', cycle: 'annual', seats: 10 });
    example.until('2026-01-11');
    // Ten of 365 days are used: 4499.00 - 123.26 = 4375.74, of which 67.45 fit.
    expect(startOrganization(example, { plan: 'premium', seats: 5 })).toEqual([
      'invoice start 2026-01-11 0.00',
      '  charge premium monthly 5: 2026-01-11 to 2026-02-11: 67.45',
      '  credit enterprise annual 10: 2026-01-11 to 2027-01-01: -67.45',
      'credit note superseded 2026-01-11 4308.29',
      '  rest enterprise annual 10: 2026-01-11 to 2027-01-01: -4308.29',
      '  refunded 4308.29, reduces 0.00',
    ]);
  });

  it('D2 ends the plans of both teams, in the order in which they were created', () => {
    const example = teamOf('olga');
    example.start({ space: 'build', by: 'dan', seats: 2 });
    example.take({ do: 'addMembers', space: 'build', people: [{ person: 'olga', takesSeat: true }] });
    example.take({ do: 'handOver', space: 'build', by: 'dan', to: 'olga' });
    // The second team began today: 26.98 are left of 26.98.
    expect(startOrganization(example)[0]).toBe('invoice start 2026-04-16 244.20');
    expect(example.isOnBasic('build')).toBe(true);
  });

  it('D2 credits a second team with what the first has left of the charge, and refunds the rest', () => {
    const example = new Example('2026-04-01');
    example.start({ space: 'design', by: 'olga' });
    example.take({ do: 'addMembers', space: 'build', people: [{ person: 'olga', takesSeat: true }] });
    example.start({ space: 'build', by: 'olga' });
    // The first takes all of the charge.
    expect(startOrganization(example, { plan: 'premium', seats: 5 })).toEqual([
      'invoice start 2026-04-01 0.00',
      '  charge premium monthly 5: 2026-04-01 to 2026-05-01: 67.45',
      '  credit premium monthly 5: 2026-04-01 to 2026-05-01: -67.45',
      'credit note superseded 2026-04-01 67.45',
      '  credit premium monthly 5: 2026-04-01 to 2026-05-01: -67.45',
      '  refunded 67.45, reduces 0.00',
    ]);
  });

  it('D2 ends a team in trial free of charge', () => {
    const example = teamOf('dan', { trial: true });
    expect(startOrganization(example)).toHaveLength(2);
    expect(example.isOnBasic('design')).toBe(true);
  });

  it('D2 supersedes nothing in a trial, and everything on the day after', () => {
    const example = teamOf('olga');
    startOrganization(example, { trial: true });
    expect(example.isOnBasic('design')).toBe(false);
    expect(example.until('2026-05-15')).toHaveLength(2);
    // The team renewed on 1 May and used 15 of 31 days: 67.45 - 32.64 = 34.81.
    expect(example.until('2026-05-16')).toEqual([
      'invoice trialEnded 2026-05-16 270.09',
      '  charge business monthly 10: 2026-05-16 to 2026-06-16: 304.90',
      '  credit premium monthly 5: 2026-05-16 to 2026-06-01: -34.81',
    ]);
    expect(example.isOnBasic('design')).toBe(true);
  });

  it('D2 supersedes a team on the day of its renewal when it has been renewed, with all of its new period', () => {
    const example = new Example('2026-04-01');
    startOrganization(example, { trial: true });
    const covered = example.start({ space: 'design', by: 'olga' });
    expect(covered).toEqual(['refused: alreadyCovered']);
    const other = new Example('2026-04-01');
    other.start({ space: 'design', by: 'dan' });
    startOrganization(other, { trial: true });
    expect(other.until('2026-05-01')).toEqual([
      'invoice renewal 2026-05-01 67.45',
      '  charge premium monthly 5: 2026-05-01 to 2026-06-01: 67.45',
      'invoice trialEnded 2026-05-01 304.90',
      '  charge business monthly 10: 2026-05-01 to 2026-06-01: 304.90',
      'credit note superseded 2026-05-01 67.45',
      '  credit premium monthly 5: 2026-05-01 to 2026-06-01: -67.45',
      '  refunded 67.45, reduces 0.00',
    ]);
  });

  it('D6 supersedes nothing when its payment fails', () => {
    const example = teamOf('olga');
    expect(startOrganization(example, { card: 'declined' })).toEqual(['refused: paymentFailed']);
    expect(example.plan('design').status).toBe('active');
  });

  it('section 9: reduces what a team past due has not paid before anything is refunded', () => {
    const example = teamOf('dan', { card: 'failsOnRenewal' });
    example.until('2026-05-04');
    // Three of 31 days are used: 6.53 stay unpaid.
    expect(startOrganization(example).slice(2)).toEqual([
      'credit note superseded 2026-05-04 60.92',
      '  credit premium monthly 5: 2026-05-04 to 2026-06-01: -60.92',
      '  refunded 0.00, reduces 60.92',
    ]);
    expect(writtenOff(example)).toEqual([6_53n]);
  });

  it('D11 pays nothing by card on the day after its trial when the credits are enough', () => {
    const example = new Example('2026-04-02');
    example.start({ space: 'design', by: 'olga', cycle: 'annual', seats: 2 });
    startOrganization(example, { trial: true, plan: 'premium', seats: 10, card: 'failsOnRenewal' });
    // 269.80 less 30 of 365 days (22.18) is more than the charge.
    expect(example.until('2026-05-02').slice(0, 3)).toEqual([
      'invoice trialEnded 2026-05-02 0.00',
      '  charge premium monthly 10: 2026-05-02 to 2026-06-02: 134.90',
      '  credit premium annual 2: 2026-05-02 to 2027-04-02: -134.90',
    ]);
    expect(example.plan('acme').status).toBe('active');
  });

  it('D16 ends unpaid: of the 68.85 used in seven days 34.81 were credited, the rest is given up', () => {
    const example = teamOf('olga');
    startOrganization(example, { trial: true, card: 'failsOnRenewal' });
    expect(example.until('2026-05-16')[2]).toBe('invoice trialEnded 2026-05-16 270.09');
    // 304.90 less 68.85 (304.90 × 7 / 31).
    expect(example.until('2026-05-23').slice(-3)).toEqual([
      'credit note unpaid 2026-05-23 236.05',
      '  credit business monthly 10: 2026-05-23 to 2026-06-16: -236.05',
      '  refunded 0.00, reduces 236.05',
    ]);
    expect(writtenOff(example)).toEqual([34_04n]);
  });

  it('section 9: refunds what it did not use when the credit was more than that', () => {
    const example = new Example('2026-04-02');
    example.start({ space: 'design', by: 'olga', cycle: 'annual' });
    startOrganization(example, { trial: true, seats: 25, card: 'failsOnRenewal' });
    // The team used 30 of 365 days: 674.50 - 55.44 = 619.06, of 762.25 remain 143.19.
    expect(example.until('2026-05-02')[0]).toBe('invoice trialEnded 2026-05-02 143.19');
    // 762.25 × 7 / 31 = 172.12 are used, so 619.06 - 172.12 = 446.94 go back.
    expect(example.until('2026-05-09')).toEqual([
      'credit note unpaid 2026-05-09 590.13',
      '  credit business monthly 25: 2026-05-09 to 2026-06-02: -590.13',
      '  refunded 446.94, reduces 143.19',
    ]);
    expect(writtenOff(example)).toEqual([]);
  });

  it('D2 D8 does not take two missing owners for one: the team is refunded', () => {
    const example = teamOf('dan');
    startOrganization(example, { by: 'otto', owner: 'otto', trial: true });
    example.take({ do: 'removeMember', space: 'design', person: 'dan', forced: true });
    example.take({ do: 'removeMember', space: 'acme', person: 'otto', forced: true });
    // The trial ends after 15 of the 31 days that the team has paid for in May.
    expect(example.until('2026-05-16').slice(-3)).toEqual([
      'credit note superseded 2026-05-16 34.81',
      '  credit premium monthly 5: 2026-05-16 to 2026-06-01: -34.81',
      '  refunded 34.81, reduces 0.00',
    ]);
  });

  it('D2 R8 is for sales while a team is billed by invoice', () => {
    const example = new Example('2026-04-01');
    example.startManual({ space: 'design', owner: 'dan' });
    expect(startOrganization(example)).toEqual(['refused: contactSales']);
    expect(startOrganization(example, { trial: true })).toEqual(['refused: contactSales']);
  });

  it('D2 R5 covers its teams: none can be upgraded by itself', () => {
    const example = new Example('2026-04-01');
    startOrganization(example);
    expect(example.start({ space: 'design', by: 'dan' })).toEqual(['refused: alreadyCovered']);
    example.does('cancel', 'acme', 'olga');
    example.until('2026-05-01');
    expect(example.start({ space: 'design', by: 'dan' })[0]).toBe('invoice start 2026-05-01 67.45');
  });
});
