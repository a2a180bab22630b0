import { issueInvoice, lineOf } from './documents.js';
import { endPlan, setPending } from './lifecycle.js';
import { beginToday, paidFact, periodAt, type Terms } from './owed.js';
import { collect, retry } from './payments.js';
import { monthsOf, tierThatFits, type Version, versionOn } from './prices.js';
import { firstInvoice } from './start.js';
import { seatsUsed, type Space, type State, type Subscription } from './state.js';
import { supersededBy } from './supersede.js';

/** What the next period is about: what waits comes into effect, and seats that members still need stay (D12). */
const termsAfterRenewal = (subscription: Subscription, version: Version): Terms => {
  const { fact: now, pending } = subscription;
  const seats = pending?.seats ?? now.seats;
  const members = seatsUsed(subscription.space);
  return {
    plan: pending?.plan ?? now.plan,
    cycle: pending?.cycle ?? now.cycle,
    seats: tierThatFits(version, { seats, present: now.seats, members }),
  };
};

const renew = (state: State, subscription: Subscription): void => {
  const { fact: now, anchor, currency } = subscription;
  const version = subscription.priceProtected ? now.version : versionOn(state.versions, state.today);
  const terms = termsAfterRenewal(subscription, version);
  subscription.monthsFromAnchor += monthsOf(now.cycle);
  const period = periodAt(anchor, subscription.monthsFromAnchor, terms.cycle);
  const fact = paidFact(terms, { version, currency, period });
  beginToday(state, subscription, fact);
  setPending(state, subscription, null);
  subscription.marks.clear();
  subscription.invoiced = fact.periodPrice;
  const charge = lineOf(subscription, fact, {
    kind: 'charge',
    amount: fact.periodPrice,
    from: fact.periodStart,
    to: fact.periodEnd,
  });
  collect(state, subscription, issueInvoice(state, subscription, { reason: 'renewal', lines: [charge] }));
};

/** D11: the chosen plan starts on the day after the trial, and that day is the anchor. */
const startPaying = (state: State, subscription: Subscription): void => {
  const { currency, owner, space } = subscription;
  const period = periodAt(state.today, 0, subscription.fact.cycle);
  const version = versionOn(state.versions, state.today);
  const fact = paidFact(subscription.fact, { version, currency, period });
  subscription.anchor = state.today;
  subscription.marks.clear();
  beginToday(state, subscription, fact);
  const superseded = supersededBy(state, space, { owner, currency, charge: fact.periodPrice });
  collect(state, subscription, firstInvoice(state, subscription, { reason: 'trialEnded', superseded }));
};

const atEndOfPeriod = (state: State, subscription: Subscription): void => {
  if (subscription.cancelling) endPlan(state, subscription);
  else if (!subscription.fact.trial) renew(state, subscription);
  else if (subscription.card === 'none') endPlan(state, subscription);
  else startPaying(state, subscription);
};

const beginDayOf = (state: State, subscription: Subscription): void => {
  if (state.today === subscription.fact.periodEnd) atEndOfPeriod(state, subscription);
  else retry(state, subscription);
  if (subscription.endedOn === null) subscription.days[state.today - subscription.firstDay] = subscription.fact;
};

/** Organizations last: a plan of a team that is due on the day on which its organization begins to pay is due first. */
export const beginNextDay = (state: State): void => {
  state.today += 1;
  const spaces = [...state.spaces.values()];
  for (const space of spaces) if (space.kind !== 'organization') beginDayIn(state, space);
  for (const space of spaces) if (space.kind === 'organization') beginDayIn(state, space);
};

const beginDayIn = (state: State, { subscription }: Space): void => {
  if (subscription !== null) beginDayOf(state, subscription);
};
