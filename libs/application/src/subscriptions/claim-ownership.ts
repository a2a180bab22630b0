import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CommandContext } from '../kernel/context.js';
import { People } from '../kernel/people.js';
import { SubscriptionCommands, type SubscriptionDecision } from './subscription-command.js';

/** D8: somebody in the space takes over the role of a billing owner who is missing. */
export class ClaimOwnershipCommand extends Command<SubscriptionDecision> {
  constructor(
    readonly input: { readonly spaceId: string },
    readonly context: CommandContext,
  ) {
    super();
  }
}

@CommandHandler(ClaimOwnershipCommand)
export class ClaimOwnershipHandler implements ICommandHandler<ClaimOwnershipCommand> {
  constructor(
    private readonly commands: SubscriptionCommands,
    private readonly people: People,
  ) {}

  execute({ input: { spaceId }, context }: ClaimOwnershipCommand): Promise<SubscriptionDecision> {
    return this.commands.decide({
      spaceId,
      context,
      command: async ({ by, today, space }) => ({
        type: 'ClaimOwnership',
        data: {
          by,
          today,
          hasAdministrators: space.administrators.size > 0,
          hasEmail: (await this.people.profile(space, by.memberId)) !== null,
        },
      }),
    });
  }
}
