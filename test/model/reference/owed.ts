import { type Cycle, type PlanName } from '../steps.js';
import { rounded } from './amounts.js';
import { addMonths, type Day } from './calendar.js';
import { monthsOf, unitPriceIn, type Version } from './prices.js';
import { type DayFact, type State, type Subscription } from './state.js';

export interface Terms {
  readonly plan: PlanName;
  readonly cycle: Cycle;
  readonly seats: number;
}

interface PeriodDays {
  readonly periodStart: Day;
  readonly periodEnd: Day;
}

const lengthOf = (period: PeriodDays): bigint => BigInt(period.periodEnd - period.periodStart);

/** The period that begins so many months after the anchor, always counted from the anchor itself. */
export const periodAt = (anchor: Day, monthsFromAnchor: number, cycle: Cycle): PeriodDays => ({
  periodStart: addMonths(anchor, monthsFromAnchor),
  periodEnd: addMonths(anchor, monthsFromAnchor + monthsOf(cycle)),
});

export const paidFact = (
  terms: Terms,
  { version, currency, period }: { version: Version; currency: string; period: PeriodDays },
): DayFact => {
  const unitPrice = unitPriceIn(version, { ...terms, currency });
  return {
    plan: terms.plan,
    cycle: terms.cycle,
    seats: terms.seats,
    version,
    unitPrice,
    periodPrice: unitPrice * BigInt(terms.seats),
    periodStart: period.periodStart,
    periodEnd: period.periodEnd,
    trial: false,
  };
};

export const trialFact = (terms: Terms, version: Version, period: PeriodDays): DayFact => ({
  plan: terms.plan,
  cycle: terms.cycle,
  seats: terms.seats,
  version,
  unitPrice: 0n,
  periodPrice: 0n,
  periodStart: period.periodStart,
  periodEnd: period.periodEnd,
  trial: true,
});

/** From today on the subscription is what `fact` says. */
export const beginToday = (state: State, subscription: Subscription, fact: DayFact): void => {
  subscription.fact = fact;
  subscription.days[state.today - subscription.firstDay] = fact;
};

const factOn = (subscription: Subscription, day: Day): DayFact => {
  const fact = subscription.days[day - subscription.firstDay];
  if (fact === undefined) throw new Error(`${subscription.id} has no day ${day}`);
  return fact;
};

/** A day costs its share of the period: the period's price divided by the period's days. Rounded once, at the end. */
export const owedForDaysUsed = (state: State, subscription: Subscription): bigint => {
  const period = subscription.fact;
  let sharesOfPeriod = 0n;
  for (let day = period.periodStart; day < state.today; day += 1) {
    sharesOfPeriod += factOn(subscription, day).periodPrice;
  }
  return rounded(sharesOfPeriod, lengthOf(period));
};

/** The whole period, if from today on it is what `next` says. */
export const owedForPeriod = (state: State, subscription: Subscription, next: DayFact): bigint => {
  let sharesOfPeriod = 0n;
  for (let day = next.periodStart; day < next.periodEnd; day += 1) {
    const fact = day < state.today ? factOn(subscription, day) : next;
    sharesOfPeriod += fact.periodPrice;
  }
  return rounded(sharesOfPeriod, lengthOf(next));
};

/** The days left of the period, today included, by themselves. */
export const owedForDaysLeft = (state: State, fact: DayFact): bigint => {
  let sharesOfPeriod = 0n;
  for (let day = state.today; day < fact.periodEnd; day += 1) sharesOfPeriod += fact.periodPrice;
  return rounded(sharesOfPeriod, lengthOf(fact));
};

/** What was billed for the present period and is not used by today. */
export const unusedCredit = (state: State, subscription: Subscription): bigint =>
  subscription.invoiced - owedForDaysUsed(state, subscription);
