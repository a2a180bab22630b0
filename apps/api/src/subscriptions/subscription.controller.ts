import { Body, Controller, HttpCode, Param, Post, Put } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import {
  CancellationCommand,
  ChangeBillingDetailsCommand,
  ChangePlanCommand,
  ReassignBillingOwnerCommand,
  ReplacePaymentMethodCommand,
  type CommandContext,
} from '#application';
import { Access, Granted, withRight, type Grant } from '../access/index.js';
import {
  IncomingCommand,
  IsPreviewableCommand,
  SubscriptionCommandAnswer,
  type CommandRequest,
} from '../commands/index.js';
import { defined, type Reply } from '../http/index.js';
import { printedDetails } from './billing-details.request.js';
import { explainMixedChange } from './mixed-change.js';
import {
  BillingOwnerRequest,
  ChangeRequest,
  ConfirmationRequest,
  NewBillingDetailsRequest,
  NewPaymentMethodRequest,
} from './requests.js';
import { SubscriptionAnswers } from './subscription-answers.js';

type Wish = CancellationCommand['input'] & { readonly quote: string | undefined };

/** What a billing owner does with the plan (R30, R32, R33). */
@ApiTags('Subscription')
@Controller('v1/spaces/:spaceId/subscription')
@ApiOkResponse({ type: SubscriptionCommandAnswer })
export class SubscriptionController {
  constructor(private readonly answers: SubscriptionAnswers) {}

  @Post('change')
  @HttpCode(200)
  @Access(withRight('changePlan'))
  @IsPreviewableCommand()
  change(
    @IncomingCommand() request: CommandRequest,
    @Param('spaceId') spaceId: string,
    @Granted() grant: Grant,
    @Body() { plan, cycle, seats, quote }: ChangeRequest,
  ): Promise<Reply> {
    const wishes = defined({ plan, cycle, seats });
    const input = { spaceId, ...wishes, ...defined({ quote }) };
    const command = (context: CommandContext) => new ChangePlanCommand(input, context);
    return explainMixedChange({ spaceId, wishes }, () => this.answers.answer(request, grant, command));
  }

  @Post('cancel')
  @HttpCode(200)
  @Access(withRight('cancelPlan'))
  @IsPreviewableCommand()
  cancel(
    @IncomingCommand() request: CommandRequest,
    @Param('spaceId') spaceId: string,
    @Granted() grant: Grant,
    @Body() { quote }: ConfirmationRequest,
  ): Promise<Reply> {
    return this.#wish(request, grant, { spaceId, wish: 'CancelPlan', quote });
  }

  @Post('undo-cancellation')
  @HttpCode(200)
  @Access(withRight('cancelPlan'))
  @IsPreviewableCommand()
  undoCancellation(
    @IncomingCommand() request: CommandRequest,
    @Param('spaceId') spaceId: string,
    @Granted() grant: Grant,
    @Body() { quote }: ConfirmationRequest,
  ): Promise<Reply> {
    return this.#wish(request, grant, { spaceId, wish: 'UndoCancellation', quote });
  }

  @Post('undo-change')
  @HttpCode(200)
  @Access(withRight('changePlan'))
  @IsPreviewableCommand()
  undoChange(
    @IncomingCommand() request: CommandRequest,
    @Param('spaceId') spaceId: string,
    @Granted() grant: Grant,
    @Body() { quote }: ConfirmationRequest,
  ): Promise<Reply> {
    return this.#wish(request, grant, { spaceId, wish: 'UndoChange', quote });
  }

  @Post('end-trial')
  @HttpCode(200)
  @Access(withRight('endTrial'))
  @IsPreviewableCommand()
  endTrial(
    @IncomingCommand() request: CommandRequest,
    @Param('spaceId') spaceId: string,
    @Granted() grant: Grant,
    @Body() { quote }: ConfirmationRequest,
  ): Promise<Reply> {
    return this.#wish(request, grant, { spaceId, wish: 'EndTrial', quote });
  }

  @Put('billing-owner')
  @HttpCode(200)
  @Access(withRight('assignBillingOwner'))
  @IsPreviewableCommand()
  billingOwner(
    @IncomingCommand() request: CommandRequest,
    @Param('spaceId') spaceId: string,
    @Granted() grant: Grant,
    @Body() { memberId, quote }: BillingOwnerRequest,
  ): Promise<Reply> {
    const command = (context: CommandContext) => new ReassignBillingOwnerCommand({ spaceId, memberId }, context);
    return this.answers.answerUnbilled(request, grant, { command, quote });
  }

  @Put('billing-details')
  @HttpCode(200)
  @Access(withRight('editBillingDetails'))
  @IsPreviewableCommand()
  billingDetails(
    @IncomingCommand() request: CommandRequest,
    @Param('spaceId') spaceId: string,
    @Granted() grant: Grant,
    @Body() body: NewBillingDetailsRequest,
  ): Promise<Reply> {
    const { currency = null, locale = null, timeZone = null, quote } = body;
    const input = { spaceId, details: printedDetails(body), currency, locale, timeZone };
    const command = (context: CommandContext) => new ChangeBillingDetailsCommand(input, context);
    return this.answers.answerUnbilled(request, grant, { command, quote });
  }

  @Put('payment-method')
  @HttpCode(200)
  @Access(withRight('editPaymentMethod'))
  @IsPreviewableCommand()
  paymentMethod(
    @IncomingCommand() request: CommandRequest,
    @Param('spaceId') spaceId: string,
    @Granted() grant: Grant,
    @Body() { token, quote }: NewPaymentMethodRequest,
  ): Promise<Reply> {
    const command = (context: CommandContext) => new ReplacePaymentMethodCommand({ spaceId, token }, context);
    return this.answers.answerUnbilled(request, grant, { command, quote });
  }

  #wish(request: CommandRequest, grant: Grant, { spaceId, wish, quote }: Wish): Promise<Reply> {
    const command = (context: CommandContext) => new CancellationCommand({ spaceId, wish }, context);
    return this.answers.answerUnbilled(request, grant, { command, quote });
  }
}
