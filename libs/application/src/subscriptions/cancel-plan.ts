import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CommandContext } from '../kernel/context.js';
import { SubscriptionCommands, type SubscriptionDecision } from './subscription-command.js';

/** R48: cancel at the renewal, take that back, or take a scheduled change back. */
export class CancellationCommand extends Command<SubscriptionDecision> {
  constructor(
    readonly input: { readonly spaceId: string; readonly wish: 'CancelPlan' | 'UndoCancellation' | 'UndoChange' },
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
