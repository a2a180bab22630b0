import { Example } from './example.js';

/** Five seats of Premium from 1 April, whose renewal of 1 May (31 days) is not paid. */
const pastDue = (): Example => {
  const example = new Example('2026-04-01');
  example.start({ card: 'failsOnRenewal' });
  example.until('2026-05-01');
  return example;
};

const replaceCard = (example: Example, card: 'ok' | 'declined' | 'failsOnRenewal'): string[] =>
  example.take({ do: 'replaceCard', space: 'studio', by: 'ada', card });

const paymentDays = (example: Example): string[] =>
  example.model
    .books()
    .entries.filter(({ kind }) => kind === 'payment')
    .map(({ day }) => day);

describe('a renewal that is not paid', () => {
  it('D16 leaves an open invoice and a plan past due', () => {
    const example = new Example('2026-04-01');
    example.start({ card: 'failsOnRenewal' });
    expect(example.until('2026-05-01')[0]).toBe('invoice renewal 2026-05-01 67.45');
    expect(example.plan().status).toBe('pastDue');
    expect(paymentDays(example)).toEqual(['2026-04-01']);
  });

  it('D16 ends the plan seven days later: 67.45 × 7 / 31 = 15.23 stay, 52.22 are credited', () => {
    const example = pastDue();
    expect(example.until('2026-05-07')).toEqual([]);
    expect(example.plan().status).toBe('pastDue');
    expect(example.until('2026-05-08')).toEqual([
      'credit note unpaid 2026-05-08 52.22',
      '  credit premium monthly 5: 2026-05-08 to 2026-06-01: -52.22',
      '  refunded 0.00, reduces 52.22',
    ]);
    expect(example.isOnBasic()).toBe(true);
    expect(example.model.books().entries.slice(-2)).toEqual([
      {
        day: '2026-05-08',
        kind: 'reduction',
        invoice: 'invoice 2026-2',
        creditNote: 'creditNote 2026-1',
        amount: 52_22n,
      },
      { day: '2026-05-08', kind: 'writeOff', invoice: 'invoice 2026-2', creditNote: null, amount: 15_23n },
    ]);
  });

  it('D16 is tried again 3, 5 and 7 days later, in one jump too', () => {
    const example = new Example('2026-04-01');
    example.start({ card: 'failsOnRenewal' });
    const outcome = example.model.apply({ do: 'advance', days: 60 });
    const failed = (day: string): object => ({ invoice: 'invoice 2026-2', day, paid: false });
    expect(outcome).toMatchObject({
      tries: [failed('2026-05-01'), failed('2026-05-04'), failed('2026-05-06'), failed('2026-05-08')],
    });
  });

  it('D16 is paid by a new card at once, and billed only once', () => {
    const example = pastDue();
    example.until('2026-05-02');
    expect(replaceCard(example, 'ok')).toEqual([]);
    expect(example.plan().status).toBe('active');
    expect(paymentDays(example)).toEqual(['2026-04-01', '2026-05-02']);
    expect(example.until('2026-06-01')).toHaveLength(2);
    expect(paymentDays(example)).toEqual(['2026-04-01', '2026-05-02', '2026-06-01']);
  });

  it('D16 is not paid by a card that cannot pay either, and the days count on', () => {
    const example = pastDue();
    example.until('2026-05-06');
    expect(replaceCard(example, 'declined')).toEqual([]);
    expect(replaceCard(example, 'failsOnRenewal')).toEqual([]);
    expect(example.plan().status).toBe('pastDue');
    expect(example.until('2026-05-08')[0]).toBe('credit note unpaid 2026-05-08 52.22');
  });

  it('D16 sells nothing meanwhile, but lets a decrease and a cancellation wait', () => {
    const example = pastDue();
    expect(example.change({ seats: 10 })).toEqual(['refused: paymentIsOpen']);
    expect(example.change({ cycle: 'annual' })).toEqual(['refused: paymentIsOpen']);
    expect(example.change({ seats: 3 })).toEqual([]);
    expect(example.does('cancel')).toEqual([]);
    expect(example.plan()).toMatchObject({ status: 'pastDue', cancelling: true, seats: 5 });
  });

  it('D16 can be of a year of 366 days: 674.50 × 7 / 366 = 12.90 stay', () => {
    const example = new Example('2026-04-01');
    example.start({ cycle: 'annual', card: 'failsOnRenewal' });
    example.until('2027-04-01');

    expect(example.until('2027-04-08')[0]).toBe('credit note unpaid 2027-04-08 661.60');
  });

  it('R10 D16 frees the space for another upgrade', () => {
    const example = pastDue();
    example.until('2026-05-08');
    expect(example.start()[0]).toBe('invoice start 2026-05-08 67.45');
  });
});

describe('an upgrade that is not paid', () => {
  it('D6 R23 leaves nothing', () => {
    const example = new Example('2026-04-01');
    expect(example.start({ card: 'declined' })).toEqual(['refused: paymentFailed']);
    expect(example.start({ card: 'none' })).toEqual(['refused: cardMissing']);
    expect(example.isOnBasic()).toBe(true);
    expect(example.model.books().documents).toEqual([]);
  });
});
