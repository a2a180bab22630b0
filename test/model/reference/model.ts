import { type Books } from '../books.js';
import { type Card, type Cycle, type History, type PlanName, type Step, type World } from '../steps.js';
import { booksOf } from './books-of.js';
import { textOf } from './calendar.js';
import { change, undoChange } from './change.js';
import { beginNextDay } from './day.js';
import { cancel, endTrial, undoCancellation } from './ending.js';
import { addMembers, appointAdministrator, claim, createSpace, handOver, removeMember } from './people.js';
import { protectPrice, recordPayment, replaceCard } from './payments.js';
import { type Refusal } from './refusals.js';
import { start, startManual } from './start.js';
import {
  type Billed,
  newState,
  nothingBilled,
  type Pending,
  seatsUsed,
  type Space,
  type State,
  type Subscription,
} from './state.js';

/** `day` is the day that the step has reached. */
export type Outcome =
  | ({ readonly accepted: true; readonly day: string } & Billed)
  | { readonly accepted: false; readonly day: string; readonly code: Refusal };

/** A space's present plan. */
export interface PlanView {
  readonly subscription: string;
  readonly status: 'trial' | 'active' | 'pastDue';
  readonly plan: PlanName;
  readonly cycle: Cycle;
  readonly seats: number;
  readonly seatsUsed: number;
  readonly overLimit: boolean;
  readonly currency: string;
  readonly priceVersion: string;
  readonly periodStart: string;
  readonly periodEnd: string;
  readonly pending: Pending | null;
  readonly cancelling: boolean;
  /** Null while the owner is missing. */
  readonly owner: string | null;
  readonly manual: boolean;
  readonly card: Card | 'none';
}

type Command = Exclude<Step, { do: 'advance' }>;

const COMMANDS = {
  createSpace,
  addMembers,
  removeMember,
  appointAdministrator,
  start,
  startManual,
  change,
  undoChange,
  cancel,
  undoCancellation,
  endTrial,
  claim,
  handOver,
  replaceCard,
  recordPayment,
  protectPrice,
};

const take = (state: State, step: Command): Refusal | null =>
  (COMMANDS[step.do] as (state: State, step: Command) => Refusal | null)(state, step);

const statusOf = (subscription: Subscription): PlanView['status'] => {
  if (subscription.fact.trial) return 'trial';
  return subscription.unpaid === null ? 'active' : 'pastDue';
};

const viewOf = (space: Space, subscription: Subscription): PlanView => {
  const { fact } = subscription;
  return {
    subscription: subscription.id,
    status: statusOf(subscription),
    plan: fact.plan,
    cycle: fact.cycle,
    seats: fact.seats,
    seatsUsed: seatsUsed(space),
    overLimit: seatsUsed(space) > fact.seats,
    currency: subscription.currency,
    priceVersion: fact.version.name,
    periodStart: textOf(fact.periodStart),
    periodEnd: textOf(fact.periodEnd),
    pending: subscription.pending,
    cancelling: subscription.cancelling,
    owner: subscription.owner,
    manual: subscription.manual,
    card: subscription.card,
  };
};

/** The billing rules in the plainest way: every day of every subscription is written down, and amounts are added up. */
export class ReferenceModel {
  private readonly state: State;

  constructor(world: World) {
    this.state = newState(world);
  }

  get today(): string {
    return textOf(this.state.today);
  }

  apply(step: Step): Outcome {
    const { state } = this;
    state.order += 1;
    state.billed = nothingBilled();
    let refusal: Refusal | null = null;
    if (step.do === 'advance') for (let day = 0; day < step.days; day += 1) beginNextDay(state);
    else refusal = take(state, step);
    if (refusal !== null) return { accepted: false, day: this.today, code: refusal };
    return { accepted: true, day: this.today, ...state.billed };
  }

  /** Null on Basic. */
  planOf(space: string): PlanView | null {
    const found = this.state.spaces.get(space);
    return found?.subscription ? viewOf(found, found.subscription) : null;
  }

  membersOf(space: string): string[] {
    return [...(this.state.spaces.get(space)?.members.keys() ?? [])];
  }

  /** Those who take one (D1). */
  seatsUsedIn(space: string): number {
    const found = this.state.spaces.get(space);
    return found === undefined ? 0 : seatsUsed(found);
  }

  books(): Books {
    return booksOf(this.state);
  }
}

export const run = ({ world, steps }: History): { model: ReferenceModel; outcomes: Outcome[] } => {
  const model = new ReferenceModel(world);
  return { model, outcomes: steps.map((step) => model.apply(step)) };
};
