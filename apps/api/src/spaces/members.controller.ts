import { Body, Controller, Delete, HttpCode, Param, Put } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import {
  AppointAdministratorCommand,
  DismissAdministratorCommand,
  PutMemberCommand,
  RemoveMemberCommand,
  type CommandContext,
} from '#application';
import { Access, appointing, membership, removing } from '../access/index.js';
import { isPersonId } from '../auth/index.js';
import {
  CommandAnswers,
  IncomingCommand,
  IsCommand,
  outcomeFields,
  SpaceCommandAnswer,
  type CommandRequest,
  type Outcome,
} from '../commands/index.js';
import type { Reply } from '../http/index.js';
import { field } from '../validation/index.js';
import { MemberRequest } from './requests.js';

class MemberOfSpace {
  @field({
    code: 'not_an_id',
    says: 'must be an id',
    isValid: (id) => typeof id === 'string',
    schema: { type: String },
  })
  spaceId!: string;

  @field({
    code: 'not_a_member_id',
    says: 'must be an id of 1 to 128 characters',
    isValid: isPersonId,
    schema: { type: String, maxLength: 128 },
  })
  memberId!: string;
}

/** Who is in a space and who administers it. */
@ApiTags('Spaces')
@Controller('v1/spaces/:spaceId')
@ApiOkResponse({ type: SpaceCommandAnswer })
export class MembersController {
  constructor(
    private readonly commands: CommandBus,
    private readonly answers: CommandAnswers,
  ) {}

  @Put('members/:memberId')
  @HttpCode(200)
  @Access(membership('putMember', { self: true }))
  @IsCommand()
  put(
    @IncomingCommand() request: CommandRequest,
    @Param() { spaceId, memberId }: MemberOfSpace,
    @Body() { name, email, locale }: MemberRequest,
  ): Promise<Reply> {
    const input = { spaceId, memberId, profile: { name, email, locale: locale ?? null } };
    return this.#answer(request, spaceId, (context) => this.commands.execute(new PutMemberCommand(input, context)));
  }

  @Delete('members/:memberId')
  @HttpCode(200)
  @Access(removing)
  @IsCommand({
    forced: 'A directory sync, by an operator: it also removes the billing owner and the last administrator.',
  })
  remove(@IncomingCommand() request: CommandRequest, @Param() { spaceId, memberId }: MemberOfSpace): Promise<Reply> {
    const input = { spaceId, memberId, isForced: request.flags.has('forced') };
    const work = (context: CommandContext) => this.commands.execute(new RemoveMemberCommand(input, context));
    return this.#answer(request, spaceId, work);
  }

  @Put('administrators/:memberId')
  @HttpCode(200)
  @Access(appointing)
  @IsCommand()
  appoint(@IncomingCommand() request: CommandRequest, @Param() input: MemberOfSpace): Promise<Reply> {
    const work = (context: CommandContext) => this.commands.execute(new AppointAdministratorCommand(input, context));
    return this.#answer(request, input.spaceId, work);
  }

  @Delete('administrators/:memberId')
  @HttpCode(200)
  @Access(membership('dismissAdministrator', { self: false }))
  @IsCommand()
  dismiss(@IncomingCommand() request: CommandRequest, @Param() input: MemberOfSpace): Promise<Reply> {
    const work = (context: CommandContext) => this.commands.execute(new DismissAdministratorCommand(input, context));
    return this.#answer(request, input.spaceId, work);
  }

  #answer(
    request: CommandRequest,
    spaceId: string,
    work: (context: CommandContext) => Promise<Outcome>,
  ): Promise<Reply> {
    return this.answers.answer(request, async (context) => ({
      status: 200,
      body: { spaceId, ...outcomeFields(await work(context)) },
    }));
  }
}
