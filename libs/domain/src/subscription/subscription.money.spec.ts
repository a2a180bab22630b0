import fc from 'fast-check';
import { booksOf, pricedUntil, roundedOver } from '../testing/period-books.js';
import { activeOf, beginnings, happenings, live, type Lived } from '../testing/subscription.life.js';
import { daysIn } from '../kernel/local-date.js';
import type { Bill } from './bill.js';
import type { Credit } from './credit.js';
import { totalOf } from './funds.js';
import { openAmount } from './ledger.js';
import type { SubscriptionEvent } from './subscription.events.js';

const holdsFor = (check: (lived: Lived) => void): void =>
  fc.assert(
    fc.property(beginnings, happenings, (beginning, list) => check(live(beginning, list))),
    { numRuns: 400 },
  );

/** Facts only: what a change that is asked for would cost is none. */
const facts = (events: readonly SubscriptionEvent[]): SubscriptionEvent[] =>
  events.filter(({ type }) => type !== 'PaidChangeRequested');

const billsOf = (events: readonly SubscriptionEvent[]): Bill[] =>
  facts(events).flatMap(({ data }) => ('bill' in data ? [data.bill] : []));

const creditsOf = (events: readonly SubscriptionEvent[]): Credit[] =>
  facts(events).flatMap(({ data }) => ('credit' in data && data.credit !== null ? [data.credit] : []));

const sum = (amounts: readonly number[]): number => amounts.reduce((total, amount) => total + amount, 0);

/** What each payment brought: minor units by payment. */
const collected = (events: readonly SubscriptionEvent[]): ReadonlyMap<string, number> =>
  new Map(
    facts(events).flatMap(({ type, data }): [string, number][] => {
      if (type === 'PaymentReceived') return [[data.paymentId, data.net]];
      if (!('bill' in data) || !('paymentId' in data) || data.paymentId === null) return [];
      return [[data.paymentId, data.bill.net]];
    }),
  );

describe('the money of any history (section 10)', () => {
  it('I2 the lines of each bill add up, and nothing due is negative', () =>
    holdsFor(({ events }) => {
      for (const { lines, net } of billsOf(events)) {
        expect(sum(lines.map(({ amount }) => amount))).toBe(net);
        expect(net).toBeGreaterThanOrEqual(0);
        const wrongSign = lines.filter(({ kind, amount }) => (kind === 'charge' ? amount < 0 : amount > 0));
        expect(wrongSign).toStrictEqual([]);
      }
    }));

  it('I2 a credit is what it reduces and what it refunds together, and gives something back', () =>
    holdsFor(({ events }) => {
      for (const { lines, net, reducesOpen, refunds } of creditsOf(events)) {
        expect(sum(lines.map(({ amount }) => amount))).toBe(net);
        expect(reducesOpen + totalOf(refunds)).toBe(-net);
        expect(net).toBeLessThan(0);
      }
    }));

  it('I3 each period is charged, less its credits, the price of its days, to the cent', () =>
    holdsFor(({ events }) => {
      for (const book of booksOf(events))
        expect([book.place, book.billed]).toStrictEqual([book.place, roundedOver(pricedUntil(book, book.until), book)]);
    }));

  it('M13 a credit never exceeds what was billed for the days that it covers, but for the rounding', () =>
    holdsFor(({ events }) => {
      for (const book of booksOf(events)) {
        for (const { on, amount, billedBefore } of book.credits) {
          const days = BigInt(daysIn(book.period));
          const coveredDays = BigInt(billedBefore) * days - pricedUntil(book, on);
          expect(BigInt(-amount) * days).toBeLessThan(coveredDays + days);
        }
      }
    }));

  it('I3 what was collected, less what was refunded, is what was billed, less what is open or written off', () =>
    holdsFor(({ events, states }) => {
      const refunded = sum(creditsOf(events).map(({ refunds }) => totalOf(refunds)));
      const billed = sum(booksOf(events).map((book) => book.billed));
      const open = sum(activeOf(states.slice(-1)).map(({ ledger }) => openAmount(ledger)));
      const writtenOff = sum(events.map((event) => (event.type === 'SubscriptionEnded' ? event.data.writtenOff : 0)));
      expect(sum([...collected(events).values()]) - refunded).toBe(billed - open - writtenOff);
    }));

  it('M11 no payment gives back more than it brought', () =>
    holdsFor(({ events }) => {
      const left = new Map(collected(events));
      for (const { paymentId, amount } of creditsOf(events).flatMap(({ refunds }) => refunds))
        left.set(paymentId, (left.get(paymentId) ?? 0) - amount);
      expect([...left].filter(([, amount]) => amount < 0)).toStrictEqual([]);
    }));

  it('section 9: the paid periods follow each other without a gap or an overlap, whatever cuts them', () =>
    holdsFor(({ events }) => {
      const books = booksOf(events);
      const trialEnds = events.flatMap((event) => (event.type === 'TrialStarted' ? [event.data.period.end] : []));
      const starts = books.map(({ period }) => period.start);
      const ends = [...trialEnds, ...books.map(({ until }) => until)];
      expect(trialEnds.length === 0 ? starts.slice(1) : starts).toStrictEqual(ends.slice(0, -1));
    }));

  it('D11 a trial is neither billed nor credited', () =>
    holdsFor(({ events }) => {
      const paidFrom = events.findIndex(({ type }) => type === 'TrialConverted' || type === 'PlanUpgraded');
      const inTrial = events.some(({ type }) => type === 'TrialStarted') ? events.slice(0, paidFrom) : [];
      expect([billsOf(inTrial), creditsOf(inTrial)]).toStrictEqual([[], []]);
    }));
});
