import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { spaceDecider, type PutMember, type Sealed, type Space, type SpaceCommand, type SpaceEvent } from '#domain';
import { Vault } from '#platform';
import type { CommandContext } from '../kernel/context.js';
import { Decisions, type Decision } from '../kernel/decide-and-append.js';
import { emailDomainOf, People, personKey, type Profile } from '../kernel/people.js';
import { spaceStream } from '../kernel/streams.js';
import { Membership } from './membership.js';

export class PutMemberCommand extends Command<Decision<Space, SpaceEvent>> {
  constructor(
    readonly input: { readonly spaceId: string; readonly memberId: string; readonly profile: Profile },
    readonly context: CommandContext,
  ) {
    super();
  }
}

@CommandHandler(PutMemberCommand)
export class PutMemberHandler implements ICommandHandler<PutMemberCommand> {
  constructor(
    private readonly decisions: Decisions,
    private readonly people: People,
    private readonly membership: Membership,
    private readonly vault: Vault,
  ) {}

  execute({ input, context }: PutMemberCommand): Promise<Decision<Space, SpaceEvent>> {
    return this.decisions.decide({
      stream: spaceStream(input.spaceId),
      decider: spaceDecider,
      command: async (space): Promise<PutMember> => ({
        type: 'PutMember',
        data: {
          memberId: input.memberId,
          profile: await this.#sealed(space, input),
          emailDomain: emailDomainOf(input.profile.email),
          by: await this.membership.actor(context.actor.id, space),
        },
      }),
      context,
    });
  }

  /** The envelope that the space holds already when it says the same, so that a repeated request changes nothing. */
  async #sealed(space: Space, { memberId, profile }: PutMemberCommand['input']): Promise<Sealed> {
    const known = space.status === 'exists' ? space.members.get(memberId)?.profile : null;
    const present = known ? await this.people.profile(space, memberId) : null;
    const { name, email, locale } = profile;
    const isSame = present?.name === name && present.email === email && present.locale === locale;
    return known && isSame ? known : this.vault.seal(personKey(memberId), { name, email, locale });
  }
}

export class RemoveMemberCommand extends Command<Decision<Space, SpaceEvent>> {
  constructor(
    readonly input: {
      readonly spaceId: string;
      readonly memberId: string;
      /** D8: by a directory sync, which asks nobody in the space. */
      readonly isForced: boolean;
    },
    readonly context: CommandContext,
  ) {
    super();
  }
}

@CommandHandler(RemoveMemberCommand)
export class RemoveMemberHandler implements ICommandHandler<RemoveMemberCommand> {
  constructor(
    private readonly decisions: Decisions,
    private readonly membership: Membership,
  ) {}

  execute({ input, context }: RemoveMemberCommand): Promise<Decision<Space, SpaceEvent>> {
    const { spaceId, memberId, isForced } = input;
    const { id } = context.actor;
    return this.decisions.decide({
      stream: spaceStream(spaceId),
      decider: spaceDecider,
      command: async (space): Promise<SpaceCommand> => ({
        type: 'RemoveMember',
        data: {
          memberId,
          isBillingOwner: (await this.membership.billingOwner(space)) === memberId,
          isForced,
          by: isForced ? { memberId: id, administersFromOutside: true } : await this.membership.actor(id, space),
        },
      }),
      context,
    });
  }
}
