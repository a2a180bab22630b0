import {
  addDays,
  chargeAfterTrial,
  isPaidAfterTrial,
  nextDue,
  presentOwnerOf,
  Refusal,
  refuseUnlessTeamsCanBeSuperseded,
  refuseWhilePaymentIsOpen,
  supersededPlans,
  teamsOf,
  totalOf,
  type ActiveSubscription,
  type Due,
  type Superseded,
} from '#domain';
import { decide, seatsTakenIn } from './run.js';
import { placeOf, rootFor, streamFor, type Stream, type SystemState } from './world.js';

/** What passes when something else that is due has been done. */
const PASSING: ReadonlySet<string> = new Set(['payment.pending', 'payment.past_due', 'subscription.renewal_due']);

/** Each day in turn, and on each day everything that is due, until nothing is left. */
export const advance = (system: SystemState, days: number): void => {
  for (let day = 0; day < days; day += 1) {
    system.today = addDays(system.today, 1);
    while (doWhatIsDue(system));
  }
};

const doWhatIsDue = (system: SystemState): boolean => {
  let hasDone = false;
  for (const stream of [...system.streams.values()]) {
    const due = nextDue(stream.state);
    if (due === null || due.on > system.today || stream.state.status !== 'active') continue;
    hasDone = tried(() => doStep(system, stream, stream.state as ActiveSubscription, due)) || hasDone;
  }
  return hasDone;
};

const tried = (step: () => void): boolean => {
  try {
    step();
    return true;
  } catch (error) {
    if (error instanceof Refusal && PASSING.has(error.code)) return false;
    throw error;
  }
};

const doStep = (system: SystemState, { id }: Stream, state: ActiveSubscription, { what, step }: Due): void => {
  const { today } = system;
  if (what === 'retry')
    decide(system, id, { type: 'RetryRenewalPayment', data: { today, paymentId: `${id} ${step}` } });
  else if (what === 'trialEnding' && today < state.current.period.end)
    decide(system, id, { type: 'AnnounceTrialEnd', data: { today } });
  else renew(system, id, state);
};

const renew = (system: SystemState, id: string, state: ActiveSubscription): void => {
  const supersedes = supersededAtTrialEnd(system, state);
  const seatsTaken = seatsTakenIn(system, state.account.spaceId);
  const data = { today: system.today, catalog: system.catalog, seatsTaken, supersedes };
  decide(system, id, { type: 'RenewSubscription', data });
};

/** D2: the plans of the teams end first, each with its credit recorded, and the organization takes up what is recorded. */
const supersededAtTrialEnd = (system: SystemState, state: ActiveSubscription): readonly Superseded[] => {
  const { account, trial } = state;
  if (trial === null || account.spaceKind !== 'organization' || !isPaidAfterTrial(state)) return [];
  refuseWhilePaymentIsOpen(state);
  const plan = { subscriptionId: account.subscriptionId, ownerId: presentOwnerOf(state), currency: account.currency };
  let charge = chargeAfterTrial(state, system.catalog);
  const all: Superseded[] = [];
  for (const [, cover] of teamsOf(rootFor(system, placeOf(system, account.spaceId)).state)) {
    const team = streamFor(system, cover.subscriptionId).state;
    if (team.status !== 'active') continue;
    const found = { state: team, today: system.today };
    refuseUnlessTeamsCanBeSuperseded([found]);
    for (const superseded of supersededPlans({ ...plan, charge }, [found])) {
      decide(system, cover.subscriptionId, {
        type: 'SupersedeSubscription',
        data: { by: account.subscriptionId, superseded },
      });
      charge -= totalOf(superseded.funds);
      all.push(superseded);
    }
  }
  return all;
};
