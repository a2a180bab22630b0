import { CATALOG, dearerFrom, Example } from './example.js';

/** The first words of every document: `invoice renewal 2026-02-28 67.45`. */
const documents = (words: readonly string[]): string[] => words.filter((line) => !line.startsWith('  '));

describe('periods', () => {
  it('section 9: an anchor on the 31st renews on the last day of a shorter month', () => {
    const example = new Example('2026-01-31');
    example.start();
    expect(documents(example.until('2026-05-31'))).toEqual([
      'invoice renewal 2026-02-28 67.45',
      'invoice renewal 2026-03-31 67.45',
      'invoice renewal 2026-04-30 67.45',
      'invoice renewal 2026-05-31 67.45',
    ]);
  });

  it('section 9: a year from 29 February 2024 renews on the 28th, and on the 29th in 2028', () => {
    const example = new Example('2024-02-29');
    example.start({ cycle: 'annual' });
    expect(documents(example.until('2028-02-29'))).toEqual([
      'invoice renewal 2025-02-28 674.50',
      'invoice renewal 2026-02-28 674.50',
      'invoice renewal 2027-02-28 674.50',
      'invoice renewal 2028-02-29 674.50',
    ]);
  });

  it('section 9: one jump of 25 months is 25 steps of a month', () => {
    const jump = new Example('2026-01-31');
    jump.start();
    jump.until('2028-02-29');
    const steps = new Example('2026-01-31');
    steps.start();
    for (let day = 0; day < 759; day += 1) steps.take({ do: 'advance', days: 1 });
    expect(steps.model.today).toBe('2028-02-29');
    expect(steps.model.books().documents).toEqual(jump.model.books().documents);
    expect(jump.model.books().documents).toHaveLength(26);
  });
});

describe('prices of a renewal', () => {
  it('D4 are those in force on its first day, not a day later', () => {
    const example = new Example('2026-04-01', [CATALOG, dearerFrom('2026-06-01')]);
    example.start();
    expect(documents(example.until('2026-06-01'))).toEqual([
      'invoice renewal 2026-05-01 67.45',
      'invoice renewal 2026-06-01 75.00',
    ]);
  });

  it('D4 stay when they are protected, for a plan chosen at the renewal too, until they are not', () => {
    const example = new Example('2026-04-01', [CATALOG, dearerFrom('2026-05-01')]);
    example.start({ plan: 'business' });
    expect(example.take({ do: 'protectPrice', space: 'studio', by: 'ada', protect: true })).toEqual([
      'refused: notAllowed',
    ]);
    example.take({ do: 'protectPrice', space: 'studio', by: 'sales', protect: true });
    expect(documents(example.until('2026-05-01'))).toEqual(['invoice renewal 2026-05-01 152.45']);
    example.change({ plan: 'premium' });
    expect(documents(example.until('2026-06-01'))).toEqual(['invoice renewal 2026-06-01 67.45']);
    example.take({ do: 'protectPrice', space: 'studio', by: 'sales', protect: false });
    expect(documents(example.until('2026-07-01'))).toEqual(['invoice renewal 2026-07-01 75.00']);
  });
});

describe('seats down', () => {
  it('D12 waits for the renewal, without an invoice and without a refund', () => {
    const example = new Example('2026-04-01');
    example.start({ seats: 10 });
    example.until('2026-04-16');
    expect(example.change({ seats: 5 })).toEqual([]);
    expect(example.plan()).toMatchObject({ seats: 10, pending: { seats: 5 } });
    expect(documents(example.until('2026-05-01'))).toEqual(['invoice renewal 2026-05-01 67.45']);
    expect(example.plan()).toMatchObject({ seats: 5, pending: null });
  });

  it('D12 keeps the smallest tier that fits: eight members, 20 seats, 5 wished, 10 stay', () => {
    const example = new Example('2026-04-01');
    example.start({ seats: 20 });
    example.join(6);
    expect(example.change({ seats: 5 })).toEqual([]);
    expect(documents(example.until('2026-05-01'))).toEqual(['invoice renewal 2026-05-01 134.90']);
  });

  it('D12 keeps a tier that ten members fill: 20 seats, 5 wished, 10 stay', () => {
    const example = new Example('2026-04-01');
    example.start({ seats: 20 });
    example.join(8);
    example.change({ seats: 5 });
    expect(documents(example.until('2026-05-01'))).toEqual(['invoice renewal 2026-05-01 134.90']);
  });

  it('D12 never adds seats: twelve members, 10 seats, 5 wished, 10 stay', () => {
    const example = new Example('2026-04-01');
    example.start({ seats: 10 });
    example.join(10);
    example.change({ seats: 5 });
    expect(documents(example.until('2026-05-01'))).toEqual(['invoice renewal 2026-05-01 134.90']);
    expect(example.plan()).toMatchObject({ seats: 10, seatsUsed: 12, overLimit: true });
  });

  it('D14 is replaced by a newer one, all of it', () => {
    const example = new Example('2026-04-01');
    example.start({ plan: 'business', seats: 10 });
    example.change({ seats: 5 });
    example.change({ plan: 'premium' });
    expect(example.plan().pending).toEqual({ plan: 'premium' });
    expect(documents(example.until('2026-05-01'))).toEqual(['invoice renewal 2026-05-01 134.90']);
  });

  it('D14 can be undone', () => {
    const example = new Example('2026-04-01');
    example.start({ seats: 10 });
    example.change({ seats: 5 });
    expect(example.does('undoChange')).toEqual([]);
    expect(documents(example.until('2026-05-01'))).toEqual(['invoice renewal 2026-05-01 134.90']);
  });
});

describe('an increase while a decrease waits', () => {
  it('D14 of seats keeps the target of the seats: 10 to 15 now, 5 at the renewal', () => {
    const example = new Example('2026-04-01');
    example.start({ seats: 10 });
    example.change({ seats: 5 });
    example.until('2026-04-16');
    expect(documents(example.change({ seats: 15 }))).toEqual(['invoice change 2026-04-16 33.73']);
    expect(example.plan().pending).toEqual({ seats: 5 });
    expect(documents(example.until('2026-05-01'))).toEqual(['invoice renewal 2026-05-01 67.45']);
  });

  it('D14 of seats is followed by a plan that goes down: Premium for 15 instead of 10', () => {
    const example = new Example('2026-04-01');
    example.start({ plan: 'business', seats: 10 });
    example.change({ plan: 'premium' });
    example.change({ seats: 15 });
    expect(documents(example.until('2026-05-01'))).toEqual(['invoice renewal 2026-05-01 202.35']);
  });

  it('D14 of the plan leaves nothing of a plan that was to go down, so the change is undone', () => {
    const example = new Example('2026-04-01');
    example.start({ plan: 'business' });
    example.change({ plan: 'premium' });
    example.change({ plan: 'enterprise' });
    expect(example.plan().pending).toBeNull();
    expect(documents(example.until('2026-05-01'))).toEqual(['invoice renewal 2026-05-01 224.95']);
  });

  it('D14 of the plan leaves the seats that were to go down: Enterprise for 5', () => {
    const example = new Example('2026-04-01');
    example.start({ plan: 'business', seats: 10 });
    example.change({ plan: 'premium', seats: 5 });
    example.change({ plan: 'enterprise' });
    expect(example.plan().pending).toEqual({ seats: 5 });
    expect(documents(example.until('2026-05-01'))).toEqual(['invoice renewal 2026-05-01 224.95']);
  });

  it('D14 of the cycle moves the decrease to the renewal of the new year', () => {
    const example = new Example('2026-04-01');
    example.start({ seats: 10 });
    example.change({ seats: 5 });
    example.change({ cycle: 'annual' });
    expect(documents(example.until('2027-04-01'))).toEqual(['invoice renewal 2027-04-01 674.50']);
  });
});

describe('annual to monthly', () => {
  it('D13 waits for the renewal and keeps the anchor day: 28 February, then 29 March', () => {
    const example = new Example('2024-02-29');
    example.start({ cycle: 'annual' });
    expect(example.change({ cycle: 'monthly' })).toEqual([]);
    expect(documents(example.until('2025-04-29'))).toEqual([
      'invoice renewal 2025-02-28 67.45',
      'invoice renewal 2025-03-29 67.45',
      'invoice renewal 2025-04-29 67.45',
    ]);
  });

  it('D13 takes plan and seats down at the same time', () => {
    const example = new Example('2026-04-01');
    example.start({ plan: 'business', cycle: 'annual', seats: 10 });
    example.change({ plan: 'premium', cycle: 'monthly', seats: 3 });
    expect(example.until('2027-04-01')).toEqual([
      'invoice renewal 2027-04-01 40.47',
      '  charge premium monthly 3: 2027-04-01 to 2027-05-01: 40.47',
    ]);
  });
});

describe('a cancellation', () => {
  it('R48 D10 lets the plan run to its renewal, which does not happen', () => {
    const example = new Example('2026-04-01');
    example.start();
    expect(example.does('cancel')).toEqual([]);
    expect(example.does('cancel')).toEqual([]);
    expect(example.until('2026-04-30')).toEqual([]);
    expect(example.isOnBasic()).toBe(false);
    expect(example.until('2026-05-01')).toEqual([]);
    expect(example.isOnBasic()).toBe(true);
  });

  it('D10 can be undone until then', () => {
    const example = new Example('2026-04-01');
    example.start();
    example.does('cancel');
    example.until('2026-04-30');
    example.does('undoCancellation');
    expect(documents(example.until('2026-05-01'))).toEqual(['invoice renewal 2026-05-01 67.45']);
  });

  it('D14 leaves a decrease waiting and lets no other wait, but more can be bought', () => {
    const example = new Example('2026-04-01');
    example.start({ seats: 10 });
    example.change({ seats: 5 });
    example.does('cancel');
    expect(example.plan()).toMatchObject({ pending: { seats: 5 }, cancelling: true });
    expect(example.change({ seats: 4 })).toEqual(['refused: cancellationIsScheduled']);
    expect(documents(example.change({ seats: 15 }))).toEqual(['invoice change 2026-04-01 67.45']);
    example.until('2026-05-01');
    expect(example.isOnBasic()).toBe(true);
  });

  it('R10 lets the space be upgraded again', () => {
    const example = new Example('2026-04-01');
    example.start();
    expect(example.start()).toEqual(['refused: alreadyUpgraded']);
    example.does('cancel');
    example.until('2026-05-10');
    expect(documents(example.start({ seats: 2 }))).toEqual(['invoice start 2026-05-10 26.98']);
    expect(documents(example.until('2026-06-10'))).toEqual(['invoice renewal 2026-06-10 26.98']);
  });
});
