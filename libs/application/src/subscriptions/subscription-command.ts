import {
  active,
  existing,
  refuse,
  seatsTaken,
  subscriptionDecider,
  type Caller,
  type ExistingSpace,
  type LocalDate,
  type Subscription,
  type SubscriptionCommand,
  type SubscriptionEvent,
} from '#domain';
import type { Actor } from '#event-store';
import type { CommandContext } from '../kernel/context.js';
import { coverOfSpace } from '../kernel/covers.js';
import type { Days } from '../kernel/days.js';
import { type Decisions, type Decision } from '../kernel/decide-and-append.js';
import { type People } from '../kernel/people.js';
import { subscriptionStream } from '../kernel/streams.js';

/** What every command about a space's subscription is decided with. */
export interface Situation {
  readonly space: ExistingSpace;
  readonly seatsTaken: number;
  readonly state: Subscription;
  readonly by: Caller;
  /** The day in the subscription's time zone. */
  readonly today: LocalDate;
}

export type SubscriptionDecision = Decision<Subscription, SubscriptionEvent> & { readonly subscriptionId: string };

interface SubscriptionRequest {
  readonly spaceId: string;
  readonly context: CommandContext;
  readonly command: (situation: Situation) => SubscriptionCommand | Promise<SubscriptionCommand>;
  readonly check?: (events: readonly SubscriptionEvent[]) => void;
}

/** Finds the subscription of a space and decides a command on it. */
export class SubscriptionCommands {
  constructor(
    private readonly decisions: Decisions,
    private readonly people: People,
    private readonly days: Days,
  ) {}

  /** @throws Refusal `space.unknown`, `subscription.none`, and what the command itself is refused with. */
  async decide({ spaceId, context, command, check }: SubscriptionRequest): Promise<SubscriptionDecision> {
    const space = existing(await this.people.space(spaceId));
    const subscriptionId = await this.#subscriptionOf(space);
    const by = callerOf(space, context.actor);
    const decision = await this.decisions.decide({
      stream: subscriptionStream(subscriptionId),
      decider: subscriptionDecider,
      command: (state) => command({ space, seatsTaken: seatsTaken(space), state, by, today: this.#today(state) }),
      context,
      ...(check === undefined ? {} : { check }),
    });
    return { ...decision, subscriptionId };
  }

  async #subscriptionOf(space: ExistingSpace): Promise<string> {
    const { spaceId } = space;
    const cover = await coverOfSpace(this.decisions, space);
    if (cover === null) return refuse('subscription.none', { spaceId });
    // The very first payment is still open: there is nothing to command yet.
    return cover.status === 'requested' ? refuse('payment.pending', { spaceId }) : cover.subscriptionId;
  }

  #today(state: Subscription): LocalDate {
    return this.days.todayIn(active(state).account.timeZone);
  }
}

/** Sales staff act as such, whatever they are to the space. */
const callerOf = (space: ExistingSpace, { id: memberId, role }: Actor): Caller => ({
  memberId,
  isMember: space.members.has(memberId),
  isAdministrator: space.administrators.has(memberId),
  isSales: role === 'sales',
});
