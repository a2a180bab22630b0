import fc from 'fast-check';
import {
  premium,
  renewalFailed,
  seatsChanged,
  supersede,
  teamPlan,
  teamStarted,
  billOf,
  charge,
} from '../testing/index.js';
import { addDays, type LocalDate } from '../kernel/local-date.js';
import { evolveSubscription } from './evolve.js';
import { totalOf } from './funds.js';
import type { SubscriptionEvent, TeamPlan } from './index.js';
import { netOfChange, openAmount, unused } from './ledger.js';
import type { ActiveSubscription } from './subscription.state.js';
import { supersededPlans, supersedeSubscription } from './supersede.js';

const dayOfApril = (day: number): LocalDate => addDays('2026-04-01', day);

interface Draw {
  readonly unitPrice: number;
  readonly moreSeatsOn: number;
  readonly isPastDue: boolean;
  readonly isOurs: boolean;
}

const draws = fc.array(
  fc.record<Draw>({
    unitPrice: fc.integer({ min: 1, max: 100_00 }),
    moreSeatsOn: fc.integer({ min: 0, max: 29 }),
    isPastDue: fc.boolean(),
    isOurs: fc.boolean(),
  }),
  { minLength: 1, maxLength: 4 },
);

/** A team that has got five seats more on some day, and paid for everything or, past due, for its first five alone. */
const teamOf = ({ unitPrice, moreSeatsOn, isPastDue, isOurs }: Draw, i: number, today: LocalDate): TeamPlan => {
  const account = { ownerId: isOurs ? 'alice' : 'mia' };
  const start = teamStarted(String(i), { account, plan: { unitPrice } });
  const { state } = teamPlan(start);
  const effectiveOn = dayOfApril(moreSeatsOn);
  if (effectiveOn > today || state.status !== 'active') return teamPlan(start, today);
  const net = netOfChange(state.ledger, effectiveOn, 10 * unitPrice);
  const period = { start: effectiveOn, end: state.current.period.end };
  const bill = billOf('change', net, charge(premium(5), { period, unitPrice, amount: net }));
  const paymentId = isPastDue ? null : `pay_more_${i}`;
  const subscriptionId = `sub_${i}`;
  const more = seatsChanged({ subscriptionId, unitPrice, effectiveOn, bill, paymentId });
  const open = isPastDue && net > 0 ? [renewalFailed({ subscriptionId })] : [];
  return teamPlan([...start, more, ...open], today);
};

const activeOf = ({ state }: TeamPlan): ActiveSubscription => {
  if (state.status !== 'active') throw new Error('the team has a plan');
  return state;
};

describe('what teams get back for an organization adds up to the cent (D2, section 10, 3)', () => {
  it('whatever they have paid, whoever has paid it, and however little the organization is charged', () =>
    fc.assert(
      fc.property(draws, fc.integer({ min: 0, max: 29 }), fc.integer({ min: 0, max: 500_00 }), (all, day, charged) => {
        const teams = all.map((draw, i) => teamOf(draw, i, dayOfApril(day)));
        const plan = { subscriptionId: 'sub_org', ownerId: 'alice', currency: 'EUR', charge: charged };
        const supersedes = supersededPlans(plan, teams);
        expect(totalOf(supersedes.flatMap(({ funds }) => funds))).toBeLessThanOrEqual(charged);
        supersedes.forEach((superseded, i) => {
          const state = activeOf(teams[i]!);
          const [end] = supersedeSubscription(supersede({ superseded }), state);
          const onInvoice = 0 - (superseded.line?.amount ?? 0);
          const given = onInvoice - (end!.data.credit?.net ?? 0);
          const { reducesOpen = 0, refunds = [] } = end!.data.credit ?? {};
          expect(given).toBe(unused(state.ledger, superseded.effectiveOn));
          expect(totalOf(superseded.funds)).toBe(onInvoice);
          expect(onInvoice + reducesOpen + totalOf(refunds)).toBe(given);
          expect(reducesOpen + end!.data.writtenOff).toBe(openAmount(state.ledger));
          expect(all[i]!.isOurs || onInvoice === 0).toBe(true);
          const events: readonly SubscriptionEvent[] = [end!];
          expect(events.reduce(evolveSubscription, state)).toMatchObject({ status: 'ended', reason: 'superseded' });
        });
      }),
    ));
});
