import {
  annualTerm,
  billOf,
  business,
  catalogVersion,
  changePlan,
  changeScheduled,
  charge,
  credit,
  cycleChanged,
  cycleRequested,
  dearerFromMay,
  firstPaidMonth,
  paymentFor,
  premium,
  priced,
  priceProtected,
  priceProtectionLifted,
  renew,
  renewed,
  renewedAndPaid,
  REST_OF_APRIL,
  specFor,
  started,
  trialConverted,
  trialling,
} from '../testing/index.js';
import { subscriptionDecider } from './subscription.decider.js';
import { firstTerm, periodOf } from './term.js';

const given = specFor(subscriptionDecider);

/** Premium costs 13.49, and from 1 May on 15.00. */
const catalog = [catalogVersion(), dearerFromMay()];
const JUNE = { start: '2026-06-01', end: '2026-07-01' } as const;
const dearer = { catalogVersion: '2026-05', unitPrice: 15_00 };

describe('the price of a renewal (D4)', () => {
  it('D4 is that of the version in force on its first day', () =>
    given(...started())
      .when(renew({ catalog }))
      .then(renewed({ catalogVersion: '2026-05', unitPrice: 15_00 })));

  it('D4 is that of its first day even when it comes late', () =>
    given(...started())
      .when(renew({ today: '2026-06-15', catalog: [catalogVersion(), dearerFromMay({ effectiveFrom: '2026-05-02' })] }))
      .then(renewed()));

  it('D4 is that of the newest version that has begun, of equals the last that was published', () => {
    const corrected = dearerFromMay({ version: '2026-05b' });
    const later = dearerFromMay({ version: '2026-05c', effectiveFrom: '2026-05-02' });
    given(...started())
      .when(renew({ catalog: [...catalog, corrected, later] }))
      .then(renewed({ ...dearer, catalogVersion: '2026-05b' }));
  });

  it('D4 never changes a period that has begun: the change of a seat is still priced by what it captured', () =>
    given(...started(), ...renewedAndPaid())
      .when(changePlan({ seats: 10, today: '2026-05-17', catalog }))
      .then(
        expect.objectContaining({
          // 67.45 × 15/31 = 32.637
          data: expect.objectContaining({ unitPrice: 13_49, bill: expect.objectContaining({ net: 32_64 }) }),
        }),
      ));

  it('is refused when no list is in force that day: nothing can be billed without a price', () =>
    given(...started())
      .when(renew({ catalog: [dearerFromMay({ effectiveFrom: '2026-05-02' })] }))
      .thenRefused('catalog.not_in_force', { day: '2026-05-01' }));
});

describe('the price of a renewal that is protected (D4)', () => {
  it('D4 is that of the list that the running period captured', () =>
    given(...started(), priceProtected())
      .when(renew({ catalog }))
      .then(renewed()));

  it('D4 stays so for as long as the plan lives', () =>
    given(...started(), priceProtected(), ...renewedAndPaid())
      .when(renew({ today: '2026-06-01', catalog }))
      .then(renewed({ k: 2, period: JUNE })));

  it.each(['2026-05-02', '2026-06-01'] as const)('D4 is protected on 1 May until %s', (until) =>
    given(...started(), priceProtected({ until }))
      .when(renew({ catalog }))
      .then(renewed()),
  );

  it.each(['2026-04-20', '2026-05-01'] as const)('D4 is protected on 1 May no more until %s', (until) =>
    given(...started(), priceProtected({ until }))
      .when(renew({ catalog }))
      .then(renewed(dearer)),
  );

  it('D4 is that of the list in force once the protection is over', () =>
    given(...started(), priceProtected({ until: '2026-06-01' }), ...renewedAndPaid())
      .when(renew({ today: '2026-06-01', catalog }))
      .then(renewed({ ...dearer, k: 2, period: JUNE })));

  it('D4 is protected on the first day of the period, however late the renewal comes', () =>
    given(...started(), priceProtected({ until: '2026-05-02' }))
      .when(renew({ today: '2026-06-17', catalog }))
      .then(renewed()));

  it('D4 is that of the list in force once the protection is lifted', () =>
    given(...started(), priceProtected(), priceProtectionLifted())
      .when(renew({ catalog }))
      .then(renewed(dearer)));

  it('D4 a protection that is given anew takes the place of the one before', () => {
    given(...started(), priceProtected(), priceProtected({ until: '2026-05-01' }))
      .when(renew({ catalog }))
      .then(renewed(dearer));
    given(...started(), priceProtected({ until: '2026-05-01' }), priceProtected())
      .when(renew({ catalog }))
      .then(renewed());
  });

  it('D4, D13 counts for a lower plan and for another cycle, which are renewals', () => {
    given(
      ...started({ to: business(5), unitPrice: 30_49 }),
      priceProtected(),
      changeScheduled({ from: business(5), to: premium(5) }),
    )
      .when(renew({ catalog }))
      .then(renewed({ from: business(5) }));
    const year = { term: firstTerm('2026-04-01', 'annual'), period: periodOf(firstTerm('2026-04-01', 'annual'), 0) };
    given(
      ...started({ ...year, to: premium(5, 'annual'), unitPrice: 134_90 }),
      priceProtected(),
      changeScheduled({ from: premium(5, 'annual'), to: premium(5), effectiveOn: '2027-04-01' }),
    )
      .when(renew({ today: '2027-04-01', catalog }))
      .then(
        renewed({
          ...priced({
            term: { index: 1, anchorOn: '2026-04-01', monthsFromAnchor: 12, cycle: 'monthly' },
            period: { start: '2027-04-01', end: '2027-05-01' },
          }),
          from: premium(5, 'annual'),
          effectiveOn: '2027-04-01',
        }),
      );
  });

  it('D4, D12 takes the tiers of the protected list', () =>
    given(...started({ to: premium(10) }), priceProtected(), changeScheduled({ from: premium(10), to: premium(3) }))
      .when(renew({ seatsTaken: 4, catalog: [catalogVersion(), dearerFromMay({ tiers: [2, 3, 6, 10] })] }))
      .then(renewed({ from: premium(10), to: premium(4), seatsKept: { requested: 3, members: 4 } })));
});

describe('a new term of a plan whose price is protected (D4)', () => {
  const inForce = [catalogVersion(), dearerFromMay({ effectiveFrom: '2026-04-10' })];

  it('D4 takes the list of its first day all the same: what is protected is the renewal', () =>
    given(...started(), priceProtected())
      .when(changePlan({ cycle: 'annual', catalog: inForce }))
      .then(
        cycleRequested({
          unitPrice: 150_00,
          newTerm: annualTerm({ catalogVersion: '2026-05', unitPrice: 150_00 }),
          bill: billOf(
            'change',
            716_28,
            charge(premium(5, 'annual'), { period: annualTerm().period, unitPrice: 150_00, amount: 750_00 }),
            credit(premium(5), { period: REST_OF_APRIL, unitPrice: 13_49, amount: -33_72 }),
          ),
        }),
      ));

  it('D4 keeps, from then on, the list that the new term captured', () => {
    const newest = dearerFromMay({ version: '2027-01', effectiveFrom: '2027-01-01' });
    given(
      ...started(),
      priceProtected(),
      cycleChanged({
        ...annualTerm({ catalogVersion: '2026-05', unitPrice: 150_00 }),
        bill: billOf('change', 716_28),
      }),
    )
      .when(renew({ today: '2027-04-16', catalog: [...inForce, newest] }))
      .then(
        renewed({
          ...annualTerm({ k: 1, period: { start: '2027-04-16', end: '2028-04-16' } }),
          catalogVersion: '2026-05',
          unitPrice: 150_00,
          from: premium(5, 'annual'),
          to: premium(5, 'annual'),
          effectiveOn: '2027-04-16',
        }),
      );
  });

  it('D4, D11 the plan after a trial takes the list of its first day', () =>
    given(...trialling(), priceProtected())
      .when(renew({ catalog }))
      .then(trialConverted(dearer)));

  it('D4, D11 its renewals keep that list', () => {
    const newest = dearerFromMay({ version: '2026-06', effectiveFrom: '2026-06-01' });
    const first = trialConverted(dearer);
    given(...trialling(), priceProtected(), first, paymentFor(first))
      .when(renew({ today: '2026-06-01', catalog: [...catalog, newest] }))
      .then(renewed({ ...firstPaidMonth({ k: 1, period: JUNE }), ...dearer }));
  });
});
