import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { spaceDecider, type CreateSpace, type Space, type SpaceEvent } from '#domain';
import type { CommandContext } from '../kernel/context.js';
import { Decisions, type Decision } from '../kernel/decide-and-append.js';
import { People } from '../kernel/people.js';
import { spaceStream } from '../kernel/streams.js';

type NewSpace = { readonly spaceId: string; readonly name: string; readonly createdBy: string } & (
  | { readonly kind: 'workspace' }
  | { readonly kind: 'organization'; readonly domain: string }
  | { readonly kind: 'team'; readonly organizationId: string }
);

/** R1, R2. */
export class CreateSpaceCommand extends Command<Decision<Space, SpaceEvent>> {
  constructor(
    readonly input: NewSpace,
    readonly context: CommandContext,
  ) {
    super();
  }
}

@CommandHandler(CreateSpaceCommand)
export class CreateSpaceHandler implements ICommandHandler<CreateSpaceCommand> {
  constructor(
    private readonly decisions: Decisions,
    private readonly people: People,
  ) {}

  execute({ input, context }: CreateSpaceCommand): Promise<Decision<Space, SpaceEvent>> {
    const stream = spaceStream(input.spaceId);
    return this.decisions.decide({ stream, decider: spaceDecider, command: () => this.#command(input), context });
  }

  async #command(input: NewSpace): Promise<CreateSpace> {
    switch (input.kind) {
      case 'workspace':
        return { type: 'CreateWorkspace', data: input };
      case 'organization':
        return { type: 'CreateOrganization', data: input };
      case 'team': {
        const organization = await this.people.space(input.organizationId);
        const isHome = organization.status === 'exists' && organization.kind === 'organization';
        const creatorIsInOrganization = isHome && organization.members.has(input.createdBy);
        return { type: 'CreateTeam', data: { ...input, creatorIsInOrganization } };
      }
    }
  }
}
