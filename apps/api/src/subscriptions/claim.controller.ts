import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { ClaimOwnershipCommand, type CommandContext } from '#application';
import { Access, Granted, membersOf, type Grant } from '../access/index.js';
import {
  IncomingCommand,
  IsPreviewableCommand,
  SubscriptionCommandAnswer,
  type CommandRequest,
} from '../commands/index.js';
import type { Reply } from '../http/index.js';
import { ConfirmationRequest } from './requests.js';
import { SubscriptionAnswers } from './subscription-answers.js';

/** D8: the role of a billing owner who is missing is claimed. Who may is no cell of a policy, but a rule of its own. */
@ApiTags('Subscription')
@Controller('v1/spaces/:spaceId/subscription/claim')
export class ClaimController {
  constructor(private readonly answers: SubscriptionAnswers) {}

  @Post()
  @HttpCode(200)
  @Access(membersOf)
  @IsPreviewableCommand()
  @ApiOkResponse({ type: SubscriptionCommandAnswer })
  claim(
    @IncomingCommand() request: CommandRequest,
    @Param('spaceId') spaceId: string,
    @Granted() grant: Grant,
    @Body() { quote }: ConfirmationRequest,
  ): Promise<Reply> {
    const command = (context: CommandContext) => new ClaimOwnershipCommand({ spaceId }, context);
    return this.answers.answerUnbilled(request, grant, { command, quote });
  }
}
