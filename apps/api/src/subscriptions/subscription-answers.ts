import { Injectable } from '@nestjs/common';
import { CommandBus, type Command } from '@nestjs/cqrs';
import { billOf, quoteOf, refuseIfQuoteIsStale, type CommandContext } from '#application';
import {
  applyIncrease,
  evolveSubscription,
  refuse,
  type ActiveSubscription,
  type LocalDate,
  type Subscription,
  type SubscriptionEvent,
} from '#domain';
import type { Grant } from '../access/index.js';
import { CommandAnswers, contextOf, outcomeFields, type CommandRequest, type Outcome } from '../commands/index.js';
import { Reply } from '../http/index.js';
import { Previews, type Preview } from './preview.js';

const ACCEPTED = 202;
const NO_COMMAND = 'preview';

/** What every command about a subscription leads to. */
interface SubscriptionOutcome extends Outcome {
  readonly subscriptionId: string;
  readonly payment?: 'none' | 'settled' | 'pending';
}

type MakeCommand<O extends SubscriptionOutcome> = (context: CommandContext) => Command<O>;

/** Answers a command about a subscription, or its preview. */
@Injectable()
export class SubscriptionAnswers {
  constructor(
    private readonly commands: CommandBus,
    private readonly answers: CommandAnswers,
    private readonly previews: Previews,
  ) {}

  answer<O extends SubscriptionOutcome>(
    request: CommandRequest,
    grant: Grant,
    command: MakeCommand<O>,
  ): Promise<Reply> {
    if (request.isPreview) return this.#preview(grant, command(contextOf(request, NO_COMMAND)));
    return this.answers.answer(request, async (context) => {
      const { subscriptionId, payment, ...outcome } = await this.commands.execute(command(context));
      const body = { subscriptionId, ...outcomeFields(outcome) };
      return payment === 'pending'
        ? { status: ACCEPTED, body: { ...body, state: 'paymentPending' } }
        : { status: 200, body };
    });
  }

  /** Of a command that never bills anything: a quote of amounts cannot be meant for it. */
  answerUnbilled<O extends SubscriptionOutcome>(
    request: CommandRequest,
    grant: Grant,
    { command, quote }: { readonly command: MakeCommand<O>; readonly quote: string | undefined },
  ): Promise<Reply> {
    return this.answer(request, grant, (context) => {
      refuseIfQuoteIsStale(quote, quoteOf(null));
      return command(context);
    });
  }

  async #preview<O extends SubscriptionOutcome>({ rights }: Grant, command: Command<O>): Promise<Reply> {
    const { events } = await this.commands.execute(command);
    const before: Subscription = rights?.subscription?.state ?? refuse('subscription.none');
    const decided = events as readonly SubscriptionEvent[];
    return new Reply(200, await this.#shown(before, decided));
  }

  #shown(before: Subscription, events: readonly SubscriptionEvent[]): Promise<Preview> {
    if (before.status !== 'active') throw new Error('only a plan that lives lets a command through to its preview');
    const pending = pendingAfter(before, events);
    return this.previews.show({
      bill: billOf(events),
      currency: before.account.currency,
      locale: before.account.locale,
      catalogVersion: before.current.catalogVersion,
      effectiveOn: effectiveOn(events),
      pendingChange: pending && { ...pending.to, effectiveOn: pending.effectiveOn },
    });
  }
}

/** As if a payment that the command asks for were settled: an increase moves or undoes a pending decrease (D14). */
const pendingAfter = (
  before: ActiveSubscription,
  events: readonly SubscriptionEvent[],
): ActiveSubscription['pendingChange'] => {
  const decided = events.reduce<Subscription>(evolveSubscription, before);
  if (decided.status !== 'active') return null;
  const paid =
    decided.pendingPayment === null
      ? []
      : applyIncrease(decided, decided.pendingPayment, decided.pendingPayment.paymentId);
  const after = paid.reduce<Subscription>(evolveSubscription, decided);
  return after.status === 'active' ? after.pendingChange : null;
};

const effectiveOn = (events: readonly SubscriptionEvent[]): LocalDate | null =>
  events.map(({ data }) => ('effectiveOn' in data ? data.effectiveOn : null)).find((day) => day !== null) ?? null;
