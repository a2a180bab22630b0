import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CommandContext } from '../kernel/context.js';
import { SubscriptionCommands, type SubscriptionDecision } from './subscription-command.js';

/** R48, D11: cancel at the renewal, take that back, take a scheduled change back, or stop a trial at once. */
export class CancellationCommand extends Command<SubscriptionDecision> {
  constructor(
    readonly input: {
      readonly spaceId: string;
      readonly wish: 'CancelPlan' | 'UndoCancellation' | 'UndoChange' | 'EndTrial';
    },
    readonly context: CommandContext,
  ) {
    super();
  }
}

@CommandHandler(CancellationCommand)
export class CancellationHandler implements ICommandHandler<CancellationCommand> {
  constructor(private readonly commands: SubscriptionCommands) {}

  execute({ input: { spaceId, wish }, context }: CancellationCommand): Promise<SubscriptionDecision> {
    return this.commands.decide({
      spaceId,
      context,
      command: ({ by, today }) => ({ type: wish, data: { by, today } }),
    });
  }
}
