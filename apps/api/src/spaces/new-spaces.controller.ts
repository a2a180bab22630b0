import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiCreatedResponse, ApiTags } from '@nestjs/swagger';
import { CreateSpaceCommand, type CommandContext } from '#application';
import { deriveId } from '#platform';
import { Access, membersOfOrganization, signedIn } from '../access/index.js';
import {
  CommandAnswers,
  IncomingCommand,
  IsCommand,
  outcomeFields,
  SpaceCommandAnswer,
  type CommandRequest,
} from '../commands/index.js';
import type { Reply } from '../http/index.js';
import { NewOrganizationRequest, NewSpaceRequest } from './requests.js';

type Kind = { readonly kind: 'workspace' } | { readonly kind: 'organization'; readonly domain: string } | TeamKind;
interface TeamKind {
  readonly kind: 'team';
  readonly organizationId: string;
}

const CREATED = 201;

/** R1, R2: who makes a space becomes its first member and administrator. */
@ApiTags('Spaces')
@Controller('v1')
export class NewSpacesController {
  constructor(
    private readonly commands: CommandBus,
    private readonly answers: CommandAnswers,
  ) {}

  @Post('workspaces')
  @HttpCode(CREATED)
  @Access(signedIn)
  @IsCommand()
  @ApiCreatedResponse({ type: SpaceCommandAnswer })
  workspace(@IncomingCommand() request: CommandRequest, @Body() body: NewSpaceRequest): Promise<Reply> {
    return this.#create(request, body, { kind: 'workspace' });
  }

  @Post('organizations')
  @HttpCode(CREATED)
  @Access(signedIn)
  @IsCommand()
  @ApiCreatedResponse({ type: SpaceCommandAnswer })
  organization(@IncomingCommand() request: CommandRequest, @Body() body: NewOrganizationRequest): Promise<Reply> {
    return this.#create(request, body, { kind: 'organization', domain: body.domain.toLowerCase() });
  }

  @Post('organizations/:spaceId/teams')
  @HttpCode(CREATED)
  @Access(membersOfOrganization)
  @IsCommand()
  @ApiCreatedResponse({ type: SpaceCommandAnswer })
  team(
    @IncomingCommand() request: CommandRequest,
    @Param('spaceId') organizationId: string,
    @Body() body: NewSpaceRequest,
  ): Promise<Reply> {
    return this.#create(request, body, { kind: 'team', organizationId });
  }

  #create(request: CommandRequest, body: NewSpaceRequest, kind: Kind): Promise<Reply> {
    return this.answers.answer(request, async (context: CommandContext) => {
      const spaceId = body.spaceId ?? deriveId('space', context.commandId);
      const input = { spaceId, name: body.name, createdBy: context.actor.id, ...kind };
      const outcome = await this.commands.execute(new CreateSpaceCommand(input, context));
      return { status: CREATED, body: { spaceId, ...outcomeFields(outcome) } };
    });
  }
}
