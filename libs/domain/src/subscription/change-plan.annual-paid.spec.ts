import {
  annualTerm,
  billOf,
  changeFailed,
  changePlan,
  changeRequested,
  charge,
  cycleChanged,
  cycleRequested,
  detailsChanged,
  failChange,
  premium,
  renew,
  renewed,
  settleChange,
  specFor,
  started,
} from '../testing/index.js';
import { subscriptionDecider } from './subscription.decider.js';

const given = specFor(subscriptionDecider);

describe('a new cycle and its payment', () => {
  it('D13 happens as it was asked for and priced, once it is paid', () =>
    given(...started(), cycleRequested())
      .when(settleChange())
      .then(cycleChanged()));

  it('writes nothing the second time', () =>
    given(...started(), cycleRequested(), cycleChanged())
      .when(settleChange())
      .thenNothing());

  it('the same command twice is charged once: the first waits for its payment', () =>
    given(...started(), cycleRequested())
      .when(changePlan({ cycle: 'annual' }))
      .thenRefused('payment.pending', { paymentId: 'pay_change' }));

  it('the same command writes nothing once the payment is settled', () =>
    given(...started(), cycleRequested(), cycleChanged())
      .when(changePlan({ cycle: 'annual' }))
      .thenNothing());

  it('D6 when the payment fails, the month goes on as it was', () => {
    given(...started(), cycleRequested())
      .when(failChange())
      .then(changeFailed());
    given(...started(), cycleRequested(), changeFailed())
      .when(renew())
      .then(renewed());
    given(...started(), cycleRequested(), changeFailed())
      .when(changePlan({ cycle: 'annual', paymentId: 'pay_2' }))
      .then(cycleRequested({ paymentId: 'pay_2' }));
  });

  it('takes the time zone that was chosen last: a new term begins in it', () => {
    given(...started(), detailsChanged({ timeZone: 'Asia/Tokyo' }), cycleRequested())
      .when(settleChange())
      .then(cycleChanged({ timeZone: 'Asia/Tokyo' }));
  });
});

describe('the year that follows', () => {
  const annual = [...started(), cycleChanged()];

  it('D13 is renewed after a year, on its own anchor', () => {
    given(...annual)
      .when(renew())
      .thenNothing();
    given(...annual)
      .when(renew({ today: '2027-04-16' }))
      .then(
        renewed({
          ...annualTerm({ k: 1, period: { start: '2027-04-16', end: '2028-04-16' } }),
          from: premium(5, 'annual'),
          to: premium(5, 'annual'),
        }),
      );
  });

  it('D12 takes more seats for the days that are left of it, at a tenth of a year for every monthly price', () =>
    given(...annual)
      .when(changePlan({ seats: 10, today: '2026-04-16', paymentId: 'pay_2' }))
      .then(
        changeRequested({
          from: premium(5, 'annual'),
          to: premium(10, 'annual'),
          unitPrice: 134_90,
          bill: billOf(
            'change',
            674_50,
            charge(premium(5, 'annual'), { period: annualTerm().period, unitPrice: 134_90, amount: 674_50 }),
          ),
          paymentId: 'pay_2',
        }),
      ));

  it('D12 takes one day of 365 on its last', () =>
    given(...annual)
      .when(changePlan({ seats: 10, today: '2027-04-15' }))
      .then(
        changeRequested({
          from: premium(5, 'annual'),
          to: premium(10, 'annual'),
          effectiveOn: '2027-04-15',
          unitPrice: 134_90,
          bill: billOf(
            'change',
            // 674.50 / 365 = 1.848
            1_85,
            charge(premium(5, 'annual'), {
              period: { start: '2027-04-15', end: '2027-04-16' },
              unitPrice: 134_90,
              amount: 1_85,
            }),
          ),
        }),
      ));
});
