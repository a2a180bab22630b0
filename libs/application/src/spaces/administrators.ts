import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { spaceDecider, type Space, type SpaceCommand, type SpaceEvent } from '#domain';
import type { CommandContext } from '../kernel/context.js';
import { Decisions, type Decision } from '../kernel/decide-and-append.js';
import { spaceStream } from '../kernel/streams.js';
import { Membership } from './membership.js';

interface MemberOfSpace {
  readonly spaceId: string;
  readonly memberId: string;
}

export class AppointAdministratorCommand extends Command<Decision<Space, SpaceEvent>> {
  constructor(
    readonly input: MemberOfSpace,
    readonly context: CommandContext,
  ) {
    super();
  }
}

@CommandHandler(AppointAdministratorCommand)
export class AppointAdministratorHandler implements ICommandHandler<AppointAdministratorCommand> {
  constructor(
    private readonly decisions: Decisions,
    private readonly membership: Membership,
  ) {}

  execute({
    input: { spaceId, memberId },
    context,
  }: AppointAdministratorCommand): Promise<Decision<Space, SpaceEvent>> {
    return this.decisions.decide({
      stream: spaceStream(spaceId),
      decider: spaceDecider,
      command: async (space): Promise<SpaceCommand> => ({
        type: 'AppointAdministrator',
        data: { memberId, by: await this.membership.actor(context.actor.id, space) },
      }),
      context,
    });
  }
}

export class DismissAdministratorCommand extends Command<Decision<Space, SpaceEvent>> {
  constructor(
    readonly input: MemberOfSpace,
    readonly context: CommandContext,
  ) {
    super();
  }
}

@CommandHandler(DismissAdministratorCommand)
export class DismissAdministratorHandler implements ICommandHandler<DismissAdministratorCommand> {
  constructor(
    private readonly decisions: Decisions,
    private readonly membership: Membership,
  ) {}

  execute({
    input: { spaceId, memberId },
    context,
  }: DismissAdministratorCommand): Promise<Decision<Space, SpaceEvent>> {
    return this.decisions.decide({
      stream: spaceStream(spaceId),
      decider: spaceDecider,
      command: async (space): Promise<SpaceCommand> => ({
        type: 'DismissAdministrator',
        data: {
          memberId,
          isBillingOwner: (await this.membership.billingOwner(space)) === memberId,
          by: await this.membership.actor(context.actor.id, space),
        },
      }),
      context,
    });
  }
}
