import fc from 'fast-check';
import type { Catalog, Cycle } from '../catalog/catalog.js';
import { seatPrice, versionInForce } from '../catalog/catalog.js';
import { addDays, type LocalDate } from '../kernel/local-date.js';
import { Refusal } from '../kernel/refusal.js';
import { bill, wholePeriodLine } from '../subscription/bill.js';
import { nextDue, type Due } from '../subscription/due.js';
import { openAmount } from '../subscription/ledger.js';
import type { OpenSubscription } from '../subscription/open-subscription.js';
import type { Caller } from '../subscription/rights.js';
import { subscriptionDecider, type SubscriptionCommand } from '../subscription/subscription.decider.js';
import type { SubscriptionEvent } from '../subscription/subscription.events.js';
import { billingOwnerOf, type ActiveSubscription, type Subscription } from '../subscription/subscription.state.js';
import { firstTerm, periodOf } from '../subscription/term.js';
import { trialPeriod } from '../subscription/trial.js';
import { catalogVersion, dearerFromMay, PLANS, soldPlan, TIERS } from './catalog.builders.js';
import { adam, alice, mia, sally } from './people.js';
import { card, opened, premium } from './subscription.builders.js';
import {
  cancelPlan,
  changeDetails,
  changePlan,
  endTrial,
  failChange,
  openSubscription,
  reassignOwner,
  recordRenewalFailure,
  renew,
  replaceCard,
  settleChange,
  undoCancellation,
  undoChange,
} from './subscription.commands.js';

/** Three price lists: in the last one the highest plan is the cheapest, so that a credit can exceed a charge. */
export const PRICE_LISTS: Catalog = [
  catalogVersion(),
  dearerFromMay(),
  catalogVersion({
    version: '2026-08',
    effectiveFrom: '2026-08-15',
    trialDays: 1,
    plans: { ...PLANS, enterprise: soldPlan('Enterprise', 3, { EUR: 17 }) },
  }),
];

const PEOPLE = [alice, adam, mia] as const;

export const ownerOf = (state: Subscription): Caller =>
  PEOPLE.find(({ memberId }) => memberId === billingOwnerOf(state)) ?? alice;

/** What a command needs to know of the moment in which it is given. */
export interface Moment {
  readonly today: LocalDate;
  readonly state: Subscription;
  /** Of the payment that the command may lead to. */
  readonly paymentId: string;
}

export type CommandOf = (moment: Moment) => SubscriptionCommand;

/** One thing that happens some days after the one before it. */
export interface Happening {
  readonly afterDays: number;
  /** Whether what falls due on the way is paid at the first try. */
  readonly isCollected: boolean;
  readonly command: CommandOf;
}

/** How it begins: on a day, with a trial or without, with a card or not yet. */
export interface Beginning {
  readonly anchorOn: LocalDate;
  readonly cycle: Cycle;
  readonly isTrial: boolean;
  readonly hasCard: boolean;
}

export interface Lived {
  readonly events: readonly SubscriptionEvent[];
  readonly states: readonly Subscription[];
  /** Those after each happening: what fell due on the way has been tried. */
  readonly settled: readonly Subscription[];
}

/** Mostly the owner of the moment; the others are refused. */
const callers = fc.oneof(
  { weight: 5, arbitrary: fc.constant((state: Subscription) => ownerOf(state)) },
  { weight: 1, arbitrary: fc.constantFrom<Caller>(...PEOPLE).map((person) => () => person) },
);

const changes: fc.Arbitrary<CommandOf> = fc
  .record({
    caller: callers,
    parts: fc.record(
      {
        plan: fc.constantFrom('premium', 'premium', 'business', 'enterprise'),
        cycle: fc.constantFrom<Cycle>('monthly', 'annual'),
        seats: fc.constantFrom(...TIERS.slice(0, 12)),
      },
      { requiredKeys: [] },
    ),
    seatsTaken: fc.integer({ min: 1, max: 6 }),
  })
  .map(
    ({ caller, parts, seatsTaken }) =>
      ({ today, state, paymentId }) =>
        changePlan({ ...parts, seatsTaken, catalog: PRICE_LISTS, today, paymentId, by: caller(state) }),
  );

const byCaller = (make: (data: { by: Caller; today: LocalDate }) => SubscriptionCommand): fc.Arbitrary<CommandOf> =>
  callers.map(
    (caller) =>
      ({ today, state }) =>
        make({ by: caller(state), today }),
  );

const pendingPaymentOf = (state: Subscription): string =>
  (state.status === 'active' ? state.pendingPayment?.paymentId : undefined) ?? 'pay_none';

const zones = fc.constantFrom('Europe/Paris', 'Pacific/Kiritimati', 'Pacific/Pago_Pago');

export const commands: fc.Arbitrary<CommandOf> = fc.oneof(
  { weight: 10, arbitrary: changes },
  { weight: 6, arbitrary: fc.constant<CommandOf>(({ state }) => settleChange(pendingPaymentOf(state))) },
  { weight: 2, arbitrary: fc.constant<CommandOf>(({ state }) => failChange(pendingPaymentOf(state))) },
  { weight: 1, arbitrary: byCaller(cancelPlan) },
  { weight: 3, arbitrary: byCaller(undoCancellation) },
  { weight: 1, arbitrary: byCaller(undoChange) },
  { weight: 1, arbitrary: byCaller((data) => reassignOwner({ ...data, to: 'adam' })) },
  { weight: 1, arbitrary: fc.constant<CommandOf>(({ state, today }) => endTrial({ by: ownerOf(state), today })) },
  {
    weight: 2,
    arbitrary: fc.constant<CommandOf>(({ state, today, paymentId }) =>
      replaceCard({ by: ownerOf(state), today, paymentId, paymentMethod: card(paymentId) }),
    ),
  },
  {
    weight: 1,
    arbitrary: zones.map(
      (timeZone): CommandOf =>
        ({ state, today }) =>
          changeDetails({ by: ownerOf(state), today, timeZone }),
    ),
  },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom(null, '2026-06-15' as const)
      .map((until): CommandOf => () => ({ type: 'ProtectPrice', data: { by: sally, until } })),
  },
);

export const happenings: fc.Arbitrary<Happening[]> = fc.array(
  fc.record({
    afterDays: fc.integer({ min: 0, max: 25 }),
    isCollected: fc.integer({ min: 0, max: 9 }).map((number) => number > 0),
    command: commands,
  }),
  { minLength: 10, maxLength: 40 },
);

export const beginnings: fc.Arbitrary<Beginning> = fc.record({
  anchorOn: fc.constantFrom<LocalDate>('2026-01-31', '2026-02-28', '2026-04-01', '2026-04-30', '2026-08-20'),
  cycle: fc.constantFrom<Cycle>('monthly', 'monthly', 'annual'),
  isTrial: fc.boolean(),
  hasCard: fc.boolean(),
});

const opening = ({ anchorOn: today, cycle, isTrial, hasCard }: Beginning): OpenSubscription => {
  const version = versionInForce(PRICE_LISTS, today);
  const selection = premium(2, cycle);
  const account = opened({ paymentMethod: hasCard || !isTrial ? card() : null }).data;
  if (isTrial) {
    const priced = trialPeriod(version, selection, { today, currency: 'EUR' });
    return openSubscription({ account, selection, priced, bill: null, paymentId: null });
  }
  const term = firstTerm(today, cycle);
  const unitPrice = seatPrice(version, 'premium', cycle, 'EUR');
  const priced = { term, k: 0, period: periodOf(term, 0), catalogVersion: version.version, unitPrice };
  const line = wholePeriodLine(selection, priced.period, unitPrice);
  return openSubscription({ account, selection, priced, bill: bill('start', 'EUR', [line]) });
};

export const decideOrRefuse = (command: SubscriptionCommand, state: Subscription): readonly SubscriptionEvent[] => {
  try {
    return subscriptionDecider.decide(command, state);
  } catch (error) {
    // Refused, so nothing is written. Anything else, a broken invariant above all, fails the property.
    if (error instanceof Refusal) return [];
    throw error;
  }
};

/** The answer of the gateway to what is being collected; null when nothing is. */
const answer = (state: Subscription, today: LocalDate, isCollected: boolean): SubscriptionCommand | null => {
  if (state.status !== 'active') return null;
  const { current, ledger, pastDue } = state;
  const open = openAmount(ledger);
  const isAwaited = open > 0 && (pastDue === null || pastDue.retry !== null);
  if (!isAwaited) return null;
  const { index: term } = current.term;
  const paymentId = pastDue?.retry?.paymentId ?? `pay_${term}_${current.k}`;
  const about = { paymentId, invoiceNumber: `FA_${term}_${current.k}`, term, k: current.k, today };
  return isCollected
    ? { type: 'RecordPaymentReceived', data: { ...about, net: open } }
    : recordRenewalFailure({ ...about, reason: 'card_declined' });
};

const dueCommand = ({ what, on: today, step }: Due, seatsTaken: number): SubscriptionCommand => {
  switch (what) {
    case 'renewal':
      return renew({ today, seatsTaken, catalog: PRICE_LISTS });
    case 'retry':
      return { type: 'RetryRenewalPayment', data: { today, paymentId: `pay_${step}` } };
    case 'trialEnding':
      return { type: 'AnnounceTrialEnd', data: { today } };
  }
};

/** A subscription that lives through everything in turn. What is due happens on its own day, as the system does it. */
export const live = (beginning: Beginning, list: readonly Happening[]): Lived => {
  const events: SubscriptionEvent[] = [];
  const states: Subscription[] = [subscriptionDecider.initialState()];
  const settled: Subscription[] = [];
  const now = (): Subscription => states.at(-1)!;
  const run = (command: SubscriptionCommand | null): void => {
    if (command === null) return;
    const decided = decideOrRefuse(command, now());
    events.push(...decided);
    states.push(decided.reduce(subscriptionDecider.evolve, now()));
  };
  const letDueHappen = (today: LocalDate, { isCollected }: Happening): void => {
    for (let due = nextDue(now()); due !== null && due.on <= today; due = nextDue(now())) {
      const before = events.length;
      run(settleChange(pendingPaymentOf(now())));
      run(dueCommand(due, (events.length % 12) + 1));
      if (events.length === before) throw new Error(`${due.step} is due on ${due.on} and never happens`);
      run(answer(now(), due.on, isCollected));
    }
  };
  run(opening(beginning));
  let today = beginning.anchorOn;
  list.forEach((happening, i) => {
    today = addDays(today, happening.afterDays);
    letDueHappen(today, happening);
    run(happening.command({ today, state: now(), paymentId: `pay_change_${i}` }));
    run(answer(now(), today, happening.isCollected));
    settled.push(now());
  });
  return { events, states, settled };
};

export const activeOf = (states: readonly Subscription[]): ActiveSubscription[] =>
  states.filter((state) => state.status === 'active');
