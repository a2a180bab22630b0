import {
  billOf,
  business,
  cancellationScheduled,
  catalogVersion,
  changePlan,
  changeRequested,
  charge,
  dearerFromMay,
  enterprise,
  mia,
  paymentFor,
  PLANS,
  premium,
  priced,
  renew,
  specFor,
  trialChanged,
  trialConverted,
  trialling,
  undoChange,
} from '../testing/index.js';
import { subscriptionDecider } from './subscription.decider.js';
import { newTermOn, periodOf } from './term.js';

const given = specFor(subscriptionDecider);

describe('ChangePlan in a trial (D11)', () => {
  it.each([
    { what: 'more seats', parts: { seats: 10 }, to: premium(10), unitPrice: 13_49 },
    { what: 'fewer seats', parts: { seats: 3 }, to: premium(3), unitPrice: 13_49 },
    { what: 'a higher plan', parts: { plan: 'business' }, to: business(5), unitPrice: 30_49 },
    { what: 'a year', parts: { cycle: 'annual' as const }, to: premium(5, 'annual'), unitPrice: 134_90 },
    {
      what: 'everything at once',
      parts: { plan: 'enterprise', cycle: 'annual' as const, seats: 2 },
      to: enterprise(2, 'annual'),
      unitPrice: 450_00,
    },
  ])('D11 takes $what at once, for nothing', ({ parts, to, unitPrice }) =>
    given(...trialling())
      .when(changePlan(parts))
      .then(trialChanged({ to, unitPrice })),
  );

  it('D11 takes a lower plan at once, for nothing', () =>
    given(...trialling({}, { to: business(5), unitPrice: 30_49 }))
      .when(changePlan({ plan: 'premium' }))
      .then(trialChanged({ from: business(5), to: premium(5) })));

  it('D11 takes months instead of a year at once, for nothing', () =>
    given(...trialling({}, { to: premium(5, 'annual'), unitPrice: 134_90 }))
      .when(changePlan({ cycle: 'monthly' }))
      .then(trialChanged({ from: premium(5, 'annual'), to: premium(5) })));

  it('D11 is never mixed: more seats on a lower plan are free like everything else', () =>
    given(...trialling({}, { to: business(5), unitPrice: 30_49 }))
      .when(changePlan({ plan: 'premium', seats: 10 }))
      .then(trialChanged({ from: business(5), to: premium(10) })));

  it('D11 needs no payment method', () =>
    given(...trialling({ paymentMethod: null }))
      .when(changePlan({ seats: 10 }))
      .then(trialChanged()));

  it('writes nothing the second time', () =>
    given(...trialling(), trialChanged())
      .when(changePlan({ seats: 10 }))
      .thenNothing());

  it('counts from its first day where that has not begun yet in its own zone', () =>
    given(...trialling())
      .when(changePlan({ seats: 10, today: '2026-03-31' }))
      .then(trialChanged({ effectiveOn: '2026-04-01' })));

  it('counts from the last change', () =>
    given(...trialling(), trialChanged())
      .when(changePlan({ plan: 'business' }))
      .then(trialChanged({ from: premium(10), to: business(10), unitPrice: 30_49 })));

  it('D14 leaves nothing pending that could be undone', () =>
    given(...trialling(), trialChanged({ to: premium(3) }))
      .when(undoChange())
      .thenNothing());

  it('is taken on a trial that was cancelled: it can be used until its last day', () =>
    given(...trialling(), cancellationScheduled())
      .when(changePlan({ seats: 10, today: '2026-04-30' }))
      .then(trialChanged({ effectiveOn: '2026-04-30' })));

  it('D4 takes the price and the tiers that the trial captured, whatever was published since', () => {
    const catalog = [catalogVersion(), dearerFromMay({ effectiveFrom: '2026-04-02', tiers: [2, 5, 9] })];
    given(...trialling())
      .when(changePlan({ seats: 10, catalog }))
      .then(trialChanged());
    given(...trialling())
      .when(changePlan({ seats: 9, catalog }))
      .thenRefused('seats.not_a_tier', { seats: 9, below: 5, above: 10 });
    given(...trialling())
      .when(changePlan({ cycle: 'annual', catalog }))
      .then(trialChanged({ to: premium(5, 'annual'), unitPrice: 134_90 }));
  });
});

describe('a change that a trial refuses', () => {
  it('R3 below the members: it would take effect at once', () => {
    given(...trialling())
      .when(changePlan({ seats: 3, seatsTaken: 4 }))
      .thenRefused('seats.below_members', { seats: 3, members: 4 });
    given(...trialling())
      .when(changePlan({ seats: 3, seatsTaken: 3 }))
      .then(trialChanged({ to: premium(3) }));
  });

  it('R3 a change that leaves more members than seats', () =>
    given(...trialling())
      .when(changePlan({ plan: 'business', seatsTaken: 6 }))
      .thenRefused('seats.below_members', { seats: 5, members: 6 }));

  it('R13, R14, D3 seats that are no tier', () => {
    given(...trialling())
      .when(changePlan({ seats: 1 }))
      .thenRefused('seats.one_seat', { above: 2 });
    given(...trialling())
      .when(changePlan({ seats: 7 }))
      .thenRefused('seats.not_a_tier', { seats: 7, below: 5, above: 10 });
    given(...trialling())
      .when(changePlan({ seats: 501 }))
      .thenRefused('contact_sales', { reason: 'above_last_tier', seats: 501, largest: 500 });
  });

  it('R11 a plan that is not sold, or not in this currency', () => {
    given(...trialling())
      .when(changePlan({ plan: 'basic' }))
      .thenRefused('plan.unknown', { plan: 'basic', plans: ['premium', 'business', 'enterprise'] });
    const catalog = [
      catalogVersion({ plans: { ...PLANS, business: { ...PLANS['business']!, monthlyPerSeat: { JPY: 3_400 } } } }),
    ];
    given(...trialling())
      .when(changePlan({ plan: 'business', catalog }))
      .thenRefused('currency.unknown', { currency: 'EUR', currencies: ['JPY'] });
  });

  it('R38 from somebody who is not the owner', () =>
    given(...trialling())
      .when(changePlan({ seats: 10, by: mia }))
      .thenRefused('rights.not_allowed', { action: 'changePlan', role: 'member' }));

  it('on the day after, when the paid plan is due', () =>
    given(...trialling())
      .when(changePlan({ seats: 10, today: '2026-05-01' }))
      .thenRefused('subscription.renewal_due', { renewsOn: '2026-05-01' }));
});

describe('what a changed trial becomes (D11)', () => {
  it('D11 is paid as it was left', () =>
    given(...trialling(), trialChanged(), trialChanged({ from: premium(10), to: business(10), unitPrice: 30_49 }))
      .when(renew())
      .then(trialConverted({ to: business(10), unitPrice: 30_49 })));

  it('D11, R17 is a year when a year was chosen in it', () => {
    const term = newTermOn(priced().term, '2026-05-01', 'annual');
    given(...trialling(), trialChanged({ to: premium(5, 'annual'), unitPrice: 134_90 }))
      .when(renew())
      .then(trialConverted({ to: premium(5, 'annual'), term, period: periodOf(term, 0), unitPrice: 134_90 }));
  });

  it('D11 is months when months were chosen instead of a year', () =>
    given(
      ...trialling({}, { to: premium(5, 'annual'), unitPrice: 134_90 }),
      trialChanged({ from: premium(5, 'annual'), to: premium(5) }),
    )
      .when(renew())
      .then(trialConverted()));

  it('D12 afterwards a change is charged', () =>
    given(...trialling(), trialConverted(), paymentFor(trialConverted()))
      .when(changePlan({ seats: 10, today: '2026-05-17' }))
      .then(
        changeRequested({
          effectiveOn: '2026-05-17',
          // 67.45 × 15/31 = 32.637
          bill: billOf(
            'change',
            32_64,
            charge(premium(5), { period: { start: '2026-05-17', end: '2026-06-01' }, unitPrice: 13_49, amount: 32_64 }),
          ),
        }),
      ));
});
