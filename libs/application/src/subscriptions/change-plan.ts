import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Bill, Cycle, SubscriptionEvent } from '#domain';
import { deriveId } from '#platform';
import { Catalogs } from '../catalog/publish-catalog.js';
import type { CommandContext } from '../kernel/context.js';
import { refuseIfQuoteIsStale } from '../kernel/decide-and-append.js';
import { PaymentOutcomes, type SettledOutcome } from '../payments/payment-outcomes.js';
import { quoteOf } from './quote.js';
import { SubscriptionCommands } from './subscription-command.js';

export interface ChangePlanInput {
  readonly spaceId: string;
  readonly plan?: string;
  readonly cycle?: Cycle;
  readonly seats?: number;
  /** Of a preview: refused when the amounts would differ. */
  readonly quote?: string;
}

/** D12, D13. Answers when a payment that the change needs is settled. */
export class ChangePlanCommand extends Command<SettledOutcome> {
  constructor(
    readonly input: ChangePlanInput,
    readonly context: CommandContext,
  ) {
    super();
  }
}

/** The bill that a change leads to, if something is due. */
export const billOf = (events: readonly SubscriptionEvent[]): Bill | null =>
  events.map((event) => ('bill' in event.data ? event.data.bill : null)).find((found) => found !== null) ?? null;

@CommandHandler(ChangePlanCommand)
export class ChangePlanHandler implements ICommandHandler<ChangePlanCommand> {
  constructor(
    private readonly commands: SubscriptionCommands,
    private readonly catalogs: Catalogs,
    private readonly outcomes: PaymentOutcomes,
  ) {}

  async execute({ input, context }: ChangePlanCommand): Promise<SettledOutcome> {
    const { spaceId, quote, plan, cycle, seats } = input;
    const paymentId = deriveId('pay', context.commandId);
    const catalog = await this.catalogs.all();
    const wishes = { ...(plan && { plan }), ...(cycle && { cycle }), ...(seats !== undefined && { seats }) };
    const decide = () =>
      this.commands.decide({
        spaceId,
        context,
        command: ({ by, today, seatsTaken }) => ({
          type: 'ChangePlan',
          data: { ...wishes, by, today, seatsTaken, catalog, paymentId },
        }),
        check: (events) => refuseIfQuoteIsStale(quote, quoteOf(billOf(events))),
      });
    if (context.isPreview === true) return { ...(await decide()), payment: 'none' };
    return this.outcomes.settled({ commandId: context.commandId, settlements: [paymentId] }, decide);
  }
}
