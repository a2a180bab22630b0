import { type Card, type Start, type StartManual } from '../steps.js';
import { cardPays } from './cards.js';
import { issueInvoice, lineOf, payInvoice } from './documents.js';
import { note, setOwner } from './lifecycle.js';
import { beginToday, paidFact, periodAt, trialFact } from './owed.js';
import { tierProblem, unitPriceIn, versionOn } from './prices.js';
import { type Refusal } from './refusals.js';
import { mayStart } from './rights.js';
import {
  type DayFact,
  type Invoice,
  type InvoiceReason,
  seatsUsed,
  type Space,
  type State,
  type Subscription,
} from './state.js';
import { creditLines, endSuperseded, type Superseded, supersededBy } from './supersede.js';

export const MANUAL_SEATS_MIN = 20;

/** Whether the space can have a plan at all now (D2, D5). */
const spaceProblem = (space: Space, by: string): Refusal | null => {
  if (by !== 'sales' && !mayStart(space, by)) return 'notAllowed';
  if (space.subscription !== null) return 'alreadyUpgraded';
  if (space.organization !== null && space.organization.subscription !== null) return 'alreadyCovered';
  if (space.teams.some((team) => team.subscription?.manual)) return 'contactSales';
  return null;
};

const termsProblem = (state: State, space: Space, step: Start | StartManual): Refusal | null => {
  const tier = tierProblem(versionOn(state.versions, state.today), step.seats);
  if (tier !== null) return tier;
  if (step.seats < seatsUsed(space)) return 'tooFewSeats';
  return space.members.has(step.owner) ? null : 'notAMember';
};

const newSubscription = (
  state: State,
  space: Space,
  { step, fact, card }: { step: Start | StartManual; fact: DayFact; card: Card | 'none' },
): Subscription => {
  const ordinal = state.subscriptions.filter((other) => other.space === space).length + 1;
  const subscription: Subscription = {
    id: `${space.id} ${ordinal}`,
    space,
    currency: step.currency,
    manual: step.do === 'startManual',
    owner: null,
    card,
    priceProtected: false,
    firstDay: state.today,
    days: [],
    fact,
    anchor: state.today,
    monthsFromAnchor: 0,
    invoiced: 0n,
    pending: null,
    cancelling: false,
    unpaid: null,
    marks: new Set(),
    endedOn: null,
  };
  state.subscriptions.push(subscription);
  space.subscription = subscription;
  setOwner(state, subscription, step.owner);
  note(state, subscription, { action: step.do, by: step.by });
  beginToday(state, subscription, fact);
  return subscription;
};

/** The first invoice of a plan that pays from today; plans of teams end, their credits go on it. */
export const firstInvoice = (
  state: State,
  subscription: Subscription,
  { reason, superseded }: { reason: InvoiceReason; superseded: readonly Superseded[] },
): Invoice => {
  const { fact } = subscription;
  const charge = lineOf(subscription, fact, {
    kind: 'charge',
    amount: fact.periodPrice,
    from: fact.periodStart,
    to: fact.periodEnd,
  });
  subscription.invoiced = fact.periodPrice;
  const invoice = issueInvoice(state, subscription, { reason, lines: [charge, ...creditLines(state, superseded)] });
  endSuperseded(state, superseded);
  return invoice;
};

const startTrial = (state: State, space: Space, step: Start): void => {
  const version = versionOn(state.versions, state.today);
  const period = { periodStart: state.today, periodEnd: state.today + version.trialDays };
  newSubscription(state, space, { step, fact: trialFact(step, version, period), card: step.card });
  space.hadTrial = true;
};

const firstFact = (state: State, step: Start | StartManual): DayFact =>
  paidFact(step, {
    version: versionOn(state.versions, state.today),
    currency: step.currency,
    period: periodAt(state.today, 0, step.cycle),
  });

/** Nothing exists before the payment has succeeded (R23, D6). */
const startPaid = (state: State, space: Space, step: Start): Refusal | null => {
  if (step.card === 'none') return 'cardMissing';
  const charge = unitPriceIn(versionOn(state.versions, state.today), step) * BigInt(step.seats);
  const superseded = supersededBy(state, space, { owner: step.owner, currency: step.currency, charge });
  const credited = superseded.reduce((sum, { onInvoice }) => sum + onInvoice, 0n);
  if (charge > credited && !cardPays(step.card, 'confirmed')) return 'paymentFailed';
  const subscription = newSubscription(state, space, { step, fact: firstFact(state, step), card: step.card });
  payInvoice(state, firstInvoice(state, subscription, { reason: 'start', superseded }));
  return null;
};

export const start = (state: State, step: Start): Refusal | null => {
  const space = state.spaces.get(step.space);
  if (space === undefined) return 'unknownSpace';
  const problem = step.by === 'sales' ? 'notAllowed' : spaceProblem(space, step.by);
  if (problem !== null) return problem;
  const termsRefused = termsProblem(state, space, step);
  if (termsRefused !== null) return termsRefused;
  if (!step.trial) return startPaid(state, space, step);
  if (space.hadTrial) return 'trialAlreadyUsed';
  startTrial(state, space, step);
  return null;
};

const manualProblem = (state: State, space: Space, step: StartManual): Refusal | null => {
  if (step.by !== 'sales') return mayStart(space, step.by) ? 'contactSales' : 'notAllowed';
  const problem = spaceProblem(space, step.by) ?? termsProblem(state, space, step);
  if (problem !== null) return problem;
  if (step.cycle !== 'annual') return 'manualIsAnnual';
  return step.seats < MANUAL_SEATS_MIN ? 'manualNeedsTwentySeats' : null;
};

export const startManual = (state: State, step: StartManual): Refusal | null => {
  const space = state.spaces.get(step.space);
  if (space === undefined) return 'unknownSpace';
  const problem = manualProblem(state, space, step);
  if (problem !== null) return problem;
  const fact = firstFact(state, step);
  const { owner, currency } = step;
  const superseded = supersededBy(state, space, { owner, currency, charge: fact.periodPrice });
  const subscription = newSubscription(state, space, { step, fact, card: 'none' });
  firstInvoice(state, subscription, { reason: 'start', superseded });
  return null;
};
