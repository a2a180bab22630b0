import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CommandContext } from '../kernel/context.js';
import { People } from '../kernel/people.js';
import { SubscriptionCommands, type SubscriptionDecision } from './subscription-command.js';

/** R33: the owner hands the role to another member. */
export class ReassignBillingOwnerCommand extends Command<SubscriptionDecision> {
  constructor(
    readonly input: { readonly spaceId: string; readonly memberId: string },
    readonly context: CommandContext,
  ) {
    super();
  }
}

@CommandHandler(ReassignBillingOwnerCommand)
export class ReassignBillingOwnerHandler implements ICommandHandler<ReassignBillingOwnerCommand> {
  constructor(
    private readonly commands: SubscriptionCommands,
    private readonly people: People,
  ) {}

  execute({ input: { spaceId, memberId }, context }: ReassignBillingOwnerCommand): Promise<SubscriptionDecision> {
    return this.commands.decide({
      spaceId,
      context,
      command: async ({ by, today, space }) => ({
        type: 'ReassignBillingOwner',
        data: {
          by,
          today,
          to: memberId,
          isMember: space.members.has(memberId),
          hasEmail: (await this.people.profile(space, memberId)) !== null,
        },
      }),
    });
  }
}
