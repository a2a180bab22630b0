import { changePlan, MAY, opened, priced, upgraded } from '../testing/index.js';
import { replay } from '../kernel/decider.js';
import type { Bill } from './bill.js';
import { subscriptionDecider } from './subscription.decider.js';
import { firstTerm } from './term.js';

/** Of each kind of currency the price of one seat of Premium, and what changes cost, in minor units. */
const CURRENCIES = [
  // ¥1500 and ¥3400: five seats are ¥7500 and ¥17000.
  { currency: 'JPY', price: 1_500, seatsUp: 3_629, planUp: [8_226, -3_629], year: [75_000, -3_629] },
  // €13.49 and €30.49: five seats are €67.45 and €152.45.
  { currency: 'EUR', price: 13_49, seatsUp: 32_64, planUp: [73_77, -32_64], year: [674_50, -32_64] },
  // 4.125 and 9.250 dinars: five seats are 20.625 and 46.250 dinars.
  { currency: 'KWD', price: 4_125, seatsUp: 9_980, planUp: [22_379, -9_980], year: [206_250, -9_980] },
];

/** Fifteen of 31 days are left on 17 May. */
const today = '2026-05-17';

const billFor = (currency: string, unitPrice: number, asked: Partial<Parameters<typeof changePlan>[0]>): Bill => {
  const history = [
    opened({ currency }),
    upgraded({ ...priced({ term: firstTerm('2026-05-01', 'monthly'), period: MAY, unitPrice }) }),
  ];
  const [event] = subscriptionDecider.decide(changePlan({ today, ...asked }), replay(subscriptionDecider, history));
  if (event?.type !== 'PaidChangeRequested') throw new Error('a paid change was expected');
  return event.data.bill;
};

const amounts = ({ lines }: Bill): number[] => lines.map(({ amount }) => amount);

describe.each(CURRENCIES)(
  'money with the decimals of $currency (section 9)',
  ({ currency, price, seatsUp, planUp, year }) => {
    it('D12 seats up for fifteen of 31 days', () => {
      const bill = billFor(currency, price, { seats: 10 });
      expect([bill.currency, amounts(bill), bill.net]).toStrictEqual([currency, [seatsUp], seatsUp]);
    });

    it('D13 a higher plan for fifteen of 31 days', () => {
      const bill = billFor(currency, price, { plan: 'business' });
      expect([bill.currency, amounts(bill)]).toStrictEqual([currency, planUp]);
    });

    it('D13, R17 a year instead of fifteen of 31 days', () => {
      const bill = billFor(currency, price, { cycle: 'annual' });
      expect([bill.currency, amounts(bill)]).toStrictEqual([currency, year]);
    });
  },
);
