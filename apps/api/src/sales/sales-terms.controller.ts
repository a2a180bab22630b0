import { Body, Controller, Delete, HttpCode, Param, Post, Put } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { GiveSalesTermCommand, type CommandContext, type SalesTerm } from '#application';
import { type LocalDate } from '#domain';
import { Access, ForSales, givingTerms, Granted, type Grant } from '../access/index.js';
import {
  IncomingCommand,
  IsPreviewableCommand,
  SubscriptionCommandAnswer,
  type CommandRequest,
} from '../commands/index.js';
import type { Reply } from '../http/index.js';
import { ConfirmationRequest } from '../subscriptions/requests.js';
import { SubscriptionAnswers } from '../subscriptions/subscription-answers.js';
import { Day, Line } from '../validation/index.js';

const POLICY_MAX = 64;

class PriceProtectionRequest extends ConfirmationRequest {
  /** The first day that is not protected any more; left out, the price is protected for as long as the plan lives. */
  @Day({ optional: true })
  until?: LocalDate;
}

class PolicyRequest extends ConfirmationRequest {
  @Line(POLICY_MAX, { example: 'owner-and-admins' })
  policy!: string;
}

interface Given {
  readonly spaceId: string;
  readonly term: SalesTerm;
  readonly quote: string | undefined;
}

/** What sales staff arrange for a plan, however it is paid: its price (D4), and who may act on it (D9). */
@ApiTags('Sales')
@Controller('v1/sales/spaces/:spaceId')
@ForSales()
@Access(givingTerms)
@ApiOkResponse({ type: SubscriptionCommandAnswer })
export class SalesTermsController {
  constructor(private readonly answers: SubscriptionAnswers) {}

  @Post('subscription/price-protection')
  @HttpCode(200)
  @IsPreviewableCommand()
  protectPrice(
    @IncomingCommand() request: CommandRequest,
    @Param('spaceId') spaceId: string,
    @Granted() grant: Grant,
    @Body() { until, quote }: PriceProtectionRequest,
  ): Promise<Reply> {
    return this.#give(request, grant, { spaceId, term: { kind: 'priceProtection', until: until ?? null }, quote });
  }

  @Delete('subscription/price-protection')
  @HttpCode(200)
  @IsPreviewableCommand()
  liftProtection(
    @IncomingCommand() request: CommandRequest,
    @Param('spaceId') spaceId: string,
    @Granted() grant: Grant,
    @Body() { quote }: ConfirmationRequest,
  ): Promise<Reply> {
    return this.#give(request, grant, { spaceId, term: { kind: 'noPriceProtection' }, quote });
  }

  @Put('policy')
  @HttpCode(200)
  @IsPreviewableCommand()
  policy(
    @IncomingCommand() request: CommandRequest,
    @Param('spaceId') spaceId: string,
    @Granted() grant: Grant,
    @Body() { policy, quote }: PolicyRequest,
  ): Promise<Reply> {
    return this.#give(request, grant, { spaceId, term: { kind: 'policy', policy }, quote });
  }

  #give(request: CommandRequest, grant: Grant, { spaceId, term, quote }: Given): Promise<Reply> {
    const command = (context: CommandContext) => new GiveSalesTermCommand({ spaceId, term }, context);
    return this.answers.answerUnbilled(request, grant, { command, quote });
  }
}
