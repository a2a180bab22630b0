import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { coverageDecider, existing, rootOf, type Bill, type CoverageEvent } from '#domain';
import type { Actor } from '#event-store';
import { deriveId } from '#platform';
import type { CommandContext } from '../kernel/context.js';
import { Decisions, refuseIfQuoteIsStale } from '../kernel/decide-and-append.js';
import { coverageStream } from '../kernel/streams.js';
import { PaymentOutcomes, type DecidedOutcome, type SettledOutcome } from '../payments/payment-outcomes.js';
import { quoteOf } from '../subscriptions/quote.js';
import { PendingUpgrades } from './pending-upgrades.js';
import { UpgradeProposals, type RequestUpgradeInput, type UpgradeIds } from './upgrade-proposals.js';

/** R18-R25, D3-D6: the final confirmation. Answers when the payment is settled, the plan lives and its invoice stands. */
export class RequestUpgradeCommand extends Command<SettledOutcome> {
  constructor(
    readonly input: RequestUpgradeInput,
    readonly context: CommandContext,
  ) {
    super();
  }
}

/** The id of no person, so that of no member. */
const NOBODY = '';

/** Sales staff never own what they arrange: who does is for them to name (R25). */
const withOwner = (input: RequestUpgradeInput, { role }: Actor): RequestUpgradeInput =>
  role === 'sales' ? { billingOwnerId: NOBODY, ...input } : input;

/** What the caller pays at once. */
export const billOfUpgrade = (events: readonly CoverageEvent[]): Bill | null =>
  events.map((event) => (event.type === 'UpgradeRequested' ? event.data.bill : null)).find((found) => found !== null) ??
  null;

@CommandHandler(RequestUpgradeCommand)
export class RequestUpgradeHandler implements ICommandHandler<RequestUpgradeCommand> {
  constructor(
    private readonly decisions: Decisions,
    private readonly proposals: UpgradeProposals,
    private readonly outcomes: PaymentOutcomes,
    private readonly pending: PendingUpgrades,
  ) {}

  async execute({ input: asked, context }: RequestUpgradeCommand): Promise<SettledOutcome> {
    const input = withOwner(asked, context.actor);
    // Ids from the command's own: the same command, repeated, is about the same subscription and payment.
    const { commandId } = context;
    const ids = { subscriptionId: deriveId('sub', commandId), paymentId: deriveId('pay', commandId) };
    const decide = (): Promise<DecidedOutcome> => this.#decide(input, context, ids);
    if (context.isPreview === true) return { ...(await decide()), payment: 'none' };
    const rootId = rootOf(existing(await this.proposals.space(input.spaceId)));
    const awaited = { commandId, settlements: [ids.paymentId, ids.subscriptionId] };
    return this.outcomes.settled(awaited, () => this.pending.waitFor(rootId, decide));
  }

  async #decide(input: RequestUpgradeInput, context: CommandContext, ids: UpgradeIds): Promise<DecidedOutcome> {
    const space = await this.proposals.space(input.spaceId);
    const { revision, position, events, isRepeated } = await this.decisions.decide({
      stream: coverageStream(rootOf(existing(space))),
      decider: coverageDecider,
      command: () => this.proposals.command(input, space, ids, context),
      context,
      check: (decided) => refuseIfQuoteIsStale(input.quote, quoteOf(billOfUpgrade(decided))),
    });
    return { subscriptionId: ids.subscriptionId, revision, position, events, isRepeated };
  }
}
