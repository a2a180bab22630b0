import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { refuse } from '#domain';
import { Access, membersOfOrganization } from '../access/index.js';
import {
  CommandAnswers,
  IncomingCommand,
  IsPreviewableCommand,
  SubscriptionCommandAnswer,
  type CommandRequest,
} from '../commands/index.js';
import type { Reply } from '../http/index.js';
import { TeamUpgradesRequest } from './requests.js';

const contactSales = (): never => refuse('contact_sales', { reason: 'several_teams' });

/** R8: several teams in one operation are not self-service. Nothing is upgraded, and sales hear of it. */
@ApiTags('Subscription')
@Controller('v1/organizations/:spaceId/team-upgrades')
export class TeamUpgradesController {
  constructor(private readonly answers: CommandAnswers) {}

  @Post()
  @HttpCode(200)
  @Access(membersOfOrganization)
  @IsPreviewableCommand()
  @ApiOkResponse({ type: SubscriptionCommandAnswer, description: 'Never: the answer is always contact_sales.' })
  async upgrade(@IncomingCommand() request: CommandRequest, @Body() _: TeamUpgradesRequest): Promise<Reply> {
    return request.isPreview ? contactSales() : this.answers.answer(request, async () => contactSales());
  }
}
