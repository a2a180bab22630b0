import {
  cancellationScheduled,
  cancellationUndone,
  changePlan,
  changeRequested,
  changeScheduled,
  cycleChanged,
  cycleRequested,
  ended,
  planRaised,
  premium,
  renew,
  seatsChanged,
  settleChange,
  specFor,
  started,
  undoCancellation,
} from '../testing/index.js';
import { subscriptionDecider } from './subscription.decider.js';

const given = specFor(subscriptionDecider);

const cancelled = [...started(), cancellationScheduled()];
const endOfTheYear = cancellationScheduled({ effectiveOn: '2027-04-16' });

describe('an increase of a plan that ends (R48)', () => {
  it('R48 seats up leave the end where it was', () =>
    given(...cancelled, changeRequested())
      .when(settleChange())
      .then(seatsChanged()));

  it('R48 a higher plan leaves the end where it was', () =>
    given(...cancelled, planRaised())
      .when(renew())
      .then(ended()));

  it('R48, D13 monthly to annual is taken: the year that is paid for can be used', () =>
    given(...cancelled)
      .when(changePlan({ cycle: 'annual' }))
      .then(cycleRequested()));

  it('R48, D13 with the new term the end moves to its last boundary, and a fact says so', () =>
    given(...cancelled, cycleRequested())
      .when(settleChange())
      .then(cycleChanged(), endOfTheYear));

  it('R48, D14 a pending decrease and the end both move with the new term', () =>
    given(...started(), changeScheduled(), cancellationScheduled(), cycleRequested())
      .when(settleChange())
      .then(
        cycleChanged(),
        changeScheduled({
          from: premium(5, 'annual'),
          to: premium(3, 'annual'),
          effectiveOn: '2027-04-16',
          replaces: premium(3),
        }),
        endOfTheYear,
      ));

  it('R48 the plan ends there, and can be used until then', () => {
    const history = [...cancelled, cycleChanged(), endOfTheYear];
    given(...history)
      .when(renew({ today: '2027-04-15' }))
      .thenNothing();
    given(...history)
      .when(renew({ today: '2027-04-16' }))
      .then(ended({ effectiveOn: '2027-04-16' }));
  });

  it('D10 the end can be taken back until then', () =>
    given(...cancelled, cycleChanged(), endOfTheYear)
      .when(undoCancellation({ today: '2027-04-15' }))
      .then({ ...cancellationUndone(), data: { subscriptionId: 'sub_1', renewsOn: '2027-04-16' } }));

  it('without a cancellation nothing is said of an end', () =>
    given(...started(), cycleRequested())
      .when(settleChange())
      .then(cycleChanged()));
});
