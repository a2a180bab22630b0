import {
  annualTerm,
  billOf,
  business,
  changePlan,
  changeRequested,
  changeScheduled,
  changeUndone,
  cycleChanged,
  cycleRequested,
  enterprise,
  premium,
  renew,
  renewed,
  settleChange,
  specFor,
  started,
  undoChange,
} from '../testing/index.js';
import type { Selection } from './bill.js';
import { subscriptionDecider } from './subscription.decider.js';

const given = specFor(subscriptionDecider);

/** Where the year ends that begins on 16 April. */
const effectiveOn = '2027-04-16';

describe('a pending decrease when a new term opens (D14)', () => {
  const fewer = changeScheduled();
  const fewerInAYear = changeScheduled({
    from: premium(5, 'annual'),
    to: premium(3, 'annual'),
    effectiveOn,
    replaces: premium(3),
  });

  it('D14 keeps its target, and happens at the end of the new term', () =>
    given(...started(), fewer, cycleRequested())
      .when(settleChange())
      .then(cycleChanged(), fewerInAYear));

  it('D14 writes nothing the second time', () =>
    given(...started(), fewer, cycleRequested(), cycleChanged(), fewerInAYear)
      .when(settleChange())
      .thenNothing());

  it('D14 happens there', () =>
    given(...started(), fewer, cycleChanged(), fewerInAYear)
      .when(renew({ today: effectiveOn }))
      .then(
        renewed({
          ...annualTerm({ k: 1, period: { start: effectiveOn, end: '2028-04-16' } }),
          from: premium(5, 'annual'),
          to: premium(3, 'annual'),
          effectiveOn,
        }),
      ));

  it('D14 can still be undone', () =>
    given(...started(), fewer, cycleChanged(), fewerInAYear)
      .when(undoChange())
      .then(changeUndone(premium(3, 'annual'))));

  it('D14 is asked for while a payment is open, and stays as it was when that fails', () =>
    given(...started(), fewer, cycleRequested())
      .when(changePlan({ seats: 2 }))
      .thenRefused('payment.pending', { paymentId: 'pay_change' }));
});

/** What is pending before, what an increase leads to, and what is pending afterwards; null when nothing is left. */
interface Case {
  readonly name: string;
  readonly from: Selection;
  readonly pending: Selection;
  readonly to: Selection;
  readonly left: Selection | null;
}

const CASES: readonly Case[] = [
  {
    name: 'seats down stay, and follow the cycle',
    from: premium(10),
    pending: premium(5),
    to: premium(10, 'annual'),
    left: premium(5, 'annual'),
  },
  {
    name: 'seats down stay below more seats',
    from: premium(10),
    pending: premium(5),
    to: premium(15, 'annual'),
    left: premium(5, 'annual'),
  },
  {
    name: 'seats down stay on a higher plan',
    from: premium(10),
    pending: premium(5),
    to: business(10, 'annual'),
    left: business(5, 'annual'),
  },
  {
    name: 'a lower plan stays, and follows the cycle',
    from: business(10),
    pending: premium(10),
    to: business(10, 'annual'),
    left: premium(10, 'annual'),
  },
  {
    name: 'a lower plan stays, and follows more seats',
    from: business(10),
    pending: premium(10),
    to: business(15, 'annual'),
    left: premium(15, 'annual'),
  },
  {
    name: 'a lower plan is undone when a higher one is chosen',
    from: business(10),
    pending: premium(10),
    to: enterprise(10, 'annual'),
    left: null,
  },
  {
    name: 'of a lower plan and fewer seats, the seats are left when a higher plan is chosen',
    from: business(10),
    pending: premium(5),
    to: enterprise(10, 'annual'),
    left: enterprise(5, 'annual'),
  },
  {
    name: 'months instead of a year stay, and follow more seats',
    from: premium(10, 'annual'),
    pending: premium(10),
    to: premium(15, 'annual'),
    left: premium(15),
  },
  {
    name: 'months instead of a year stay, and follow a higher plan',
    from: premium(10, 'annual'),
    pending: premium(10),
    to: business(10, 'annual'),
    left: business(10),
  },
  {
    name: 'months and fewer seats stay on a higher plan',
    from: premium(10, 'annual'),
    pending: premium(5),
    to: business(10, 'annual'),
    left: business(5),
  },
];

describe('a pending decrease after an increase (D14)', () => {
  it.each(CASES)('D14 $name', ({ from, pending, to, left }) => {
    const opensTerm = from.cycle !== to.cycle;
    const requested = changeRequested({
      from,
      to,
      bill: billOf('change', 1_00),
      newTerm: opensTerm ? annualTerm() : null,
    });
    const history = [...started({ to: from }), changeScheduled({ from, to: pending }), requested];
    const expected = left === null ? changeUndone(pending) : changeScheduled({ from: to, to: left, replaces: pending });
    const moved = left === null || !opensTerm ? expected : { ...expected, data: { ...expected.data, effectiveOn } };
    given(...history)
      .when(settleChange())
      .then(expect.anything(), moved as typeof expected);
  });
});
