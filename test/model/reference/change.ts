import { type Line } from '../books.js';
import { type Change, type Plainly } from '../steps.js';
import { smaller } from './amounts.js';
import { cardPays } from './cards.js';
import { issueCreditNote, issueInvoice, lineOf, payInvoice } from './documents.js';
import { note, setPending } from './lifecycle.js';
import {
  beginToday,
  owedForDaysLeft,
  owedForPeriod,
  paidFact,
  periodAt,
  type Terms,
  trialFact,
  unusedCredit,
} from './owed.js';
import { tierProblem, type Version, versionOn } from './prices.js';
import { type Refusal } from './refusals.js';
import { planFor } from './rights.js';
import { MANUAL_SEATS_MIN } from './start.js';
import { type DayFact, type Pending, seatsUsed, type State, type Subscription } from './state.js';

type Direction = 'up' | 'down' | 'same';

const directionOf = (from: number, to: number): Direction => {
  if (to === from) return 'same';
  return to > from ? 'up' : 'down';
};

const directionsOf = (version: Version, now: Terms, next: Terms): Direction[] => [
  directionOf(version.plans[now.plan].rank, version.plans[next.plan].rank),
  directionOf(now.cycle === 'annual' ? 1 : 0, next.cycle === 'annual' ? 1 : 0),
  directionOf(now.seats, next.seats),
];

/** What an increase leaves of the decrease that waits (D14). */
const rebased = (pending: Pending, now: Terms, next: Terms): Pending | null => {
  const left: { -readonly [Part in keyof Pending]: Pending[Part] } = { ...pending };
  // A plan or a cycle chosen anew is not given up again at the renewal.
  if (next.plan !== now.plan) delete left.plan;
  if (next.cycle !== now.cycle) delete left.cycle;
  // Of the seats D14 says it in so many words: after an increase the target stays.
  return Object.keys(left).length === 0 ? null : left;
};

/** A credit line takes no more than the charge above it; what is left goes back by a credit note. */
interface Bill {
  readonly lines: readonly Line[];
  readonly rest: readonly Line[];
  readonly invoicedForPeriod: bigint;
}

const billOfNewTerm = (state: State, subscription: Subscription, next: DayFact): Bill => {
  const credit = unusedCredit(state, subscription);
  const onInvoice = smaller(credit, next.periodPrice);
  const old = subscription.fact;
  const daysLeft = { from: state.today, to: old.periodEnd };
  const charge = { kind: 'charge', amount: next.periodPrice, from: state.today, to: next.periodEnd } as const;
  const rest = lineOf(subscription, old, { kind: 'rest', amount: onInvoice - credit, ...daysLeft });
  return {
    lines: [
      lineOf(subscription, next, charge),
      lineOf(subscription, old, { kind: 'credit', amount: -onInvoice, ...daysLeft }),
    ],
    rest: rest.amount === 0n ? [] : [rest],
    invoicedForPeriod: next.periodPrice,
  };
};

const billInPeriod = (state: State, subscription: Subscription, next: DayFact): Bill => {
  const old = subscription.fact;
  const daysLeft = { from: state.today, to: old.periodEnd };
  const invoicedForPeriod = owedForPeriod(state, subscription, next);
  const net = invoicedForPeriod - subscription.invoiced;
  if (next.plan === old.plan) {
    const added = { kind: 'charge', amount: net, seats: next.seats - old.seats, ...daysLeft } as const;
    return { lines: [lineOf(subscription, next, added)], rest: [], invoicedForPeriod };
  }
  const charge = owedForDaysLeft(state, next);
  return {
    lines: [
      lineOf(subscription, next, { kind: 'charge', amount: charge, ...daysLeft }),
      lineOf(subscription, old, { kind: 'credit', amount: net - charge, ...daysLeft }),
    ],
    rest: [],
    invoicedForPeriod,
  };
};

/** A year that follows a month is a new term with a new anchor, at the prices of its first day (D4, D13). */
const factAfter = (state: State, { fact: now, currency }: Subscription, next: Terms): DayFact => {
  if (next.cycle === now.cycle) return paidFact(next, { version: now.version, currency, period: now });
  const version = versionOn(state.versions, state.today);
  return paidFact(next, { version, currency, period: periodAt(state.today, 0, next.cycle) });
};

const increaseProblem = (subscription: Subscription, next: Terms): Refusal | null => {
  if (subscription.unpaid !== null) return 'paymentIsOpen';
  return next.seats < seatsUsed(subscription.space) ? 'tooFewSeats' : null;
};

const isPayable = ({ manual, card }: Subscription, { lines }: Bill): boolean => {
  const due = lines.reduce((sum, line) => sum + line.amount, 0n);
  return due <= 0n || manual || cardPays(card, 'confirmed');
};

/** D12, D13: now, and paid now. */
const increase = (state: State, subscription: Subscription, next: Terms): Refusal | null => {
  const { fact: now } = subscription;
  const problem = increaseProblem(subscription, next);
  if (problem !== null) return problem;
  const newTerm = next.cycle !== now.cycle;
  const fact = factAfter(state, subscription, next);
  const bill = (newTerm ? billOfNewTerm : billInPeriod)(state, subscription, fact);
  if (!isPayable(subscription, bill)) return 'paymentFailed';

  if (newTerm) {
    subscription.anchor = state.today;
    subscription.monthsFromAnchor = 0;
    subscription.marks.clear();
  }
  if (subscription.pending !== null) {
    setPending(state, subscription, rebased(subscription.pending, now, next));
  }
  subscription.invoiced = bill.invoicedForPeriod;
  beginToday(state, subscription, fact);
  const invoice = issueInvoice(state, subscription, { reason: 'change', lines: bill.lines });
  if (!subscription.manual) payInvoice(state, invoice);
  issueCreditNote(state, subscription, { reason: 'change', lines: bill.rest, unpaid: null });
  return null;
};

/** At the renewal, and free of charge until then: only the parts that go down are kept. */
const schedule = (state: State, subscription: Subscription, next: Terms): Refusal | null => {
  const { fact: now } = subscription;
  if (subscription.cancelling) return 'cancellationIsScheduled';
  if (subscription.manual && next.cycle !== 'annual') return 'manualIsAnnual';
  if (subscription.manual && next.seats < MANUAL_SEATS_MIN) return 'manualNeedsTwentySeats';
  const pending: Pending = {
    ...(next.plan !== now.plan && { plan: next.plan }),
    ...(next.cycle !== now.cycle && { cycle: next.cycle }),
    ...(next.seats !== now.seats && { seats: next.seats }),
  };
  setPending(state, subscription, pending);
  return null;
};

/** Both ways, at once and free (D11); there is no renewal that could keep the seats that members need. */
const changeInTrial = (state: State, subscription: Subscription, next: Terms): Refusal | null => {
  const { fact: now } = subscription;
  const isSame = next.plan === now.plan && next.cycle === now.cycle && next.seats === now.seats;
  if (!isSame && next.seats < seatsUsed(subscription.space)) return 'tooFewSeats';
  beginToday(state, subscription, trialFact(next, now.version, now));
  return null;
};

const tierProblemOf = (state: State, now: DayFact, next: Terms): Refusal | null => {
  if (next.seats === now.seats) return null;
  const opensTerm = !now.trial && now.cycle === 'monthly' && next.cycle === 'annual';
  return tierProblem(opensTerm ? versionOn(state.versions, state.today) : now.version, next.seats);
};

const carryOut = (state: State, subscription: Subscription, next: Terms): Refusal | null => {
  const { fact: now } = subscription;
  const directions = directionsOf(now.version, now, next);
  if (now.trial) return changeInTrial(state, subscription, next);
  const up = directions.includes('up');
  const down = directions.includes('down');
  if (up && down) return 'mixedChange';
  if (up) return increase(state, subscription, next);
  return down ? schedule(state, subscription, next) : null;
};

/** A request for what is there already is accepted and changes nothing. */
export const change = (state: State, step: Change): Refusal | null => {
  const subscription = planFor(state, step);
  if (typeof subscription === 'string') return subscription;
  const { fact: now } = subscription;
  const next: Terms = {
    plan: step.plan ?? now.plan,
    cycle: step.cycle ?? now.cycle,
    seats: step.seats ?? now.seats,
  };
  const refusal = tierProblemOf(state, now, next) ?? carryOut(state, subscription, next);
  if (refusal === null) note(state, subscription, { action: 'change', by: step.by });
  return refusal;
};

export const undoChange = (state: State, step: Plainly): Refusal | null => {
  const subscription = planFor(state, step);
  if (typeof subscription === 'string') return subscription;
  setPending(state, subscription, null);
  note(state, subscription, { action: 'undoChange', by: step.by });
  return null;
};
