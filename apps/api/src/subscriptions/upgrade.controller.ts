import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiCreatedResponse, ApiTags } from '@nestjs/swagger';
import {
  RequestUpgradeCommand,
  refuseIfStale,
  type Answer,
  type CommandContext,
  type RequestUpgradeInput,
  type SettledOutcome,
} from '#application';
import { refuse } from '#domain';
import { NO_STREAM } from '#event-store';
import { Access, Granted, startingUpgrade, type Grant } from '../access/index.js';
import {
  CommandAnswers,
  contextOf,
  IncomingCommand,
  IsPreviewableCommand,
  outcomeFields,
  SubscriptionCommandAnswer,
  type CommandRequest,
} from '../commands/index.js';
import { defined, Reply } from '../http/index.js';
import { invalid } from '../problems/index.js';
import { printedDetails } from './billing-details.request.js';
import { Previews } from './preview.js';
import { UpgradeRequest } from './requests.js';

const CREATED = 201;
const ACCEPTED = 202;
const NO_COMMAND = 'preview';

const inputOf = (spaceId: string, body: UpgradeRequest): RequestUpgradeInput => {
  const { plan, cycle, seats, billingOwnerId, billingDetails, paymentMethod, trial, collection, quote } = body;
  return {
    ...{ spaceId, plan, cycle, seats },
    ...defined({
      billingOwnerId,
      billingDetails: billingDetails && printedDetails(billingDetails),
      paymentToken: paymentMethod?.token,
      isTrial: trial,
      collection,
      currency: billingDetails?.currency ?? body.currency,
      timeZone: billingDetails?.timeZone,
      locale: billingDetails?.locale,
      quote,
    }),
  };
};

/** R27: how a plan is collected is arranged by sales. */
const refuseUnlessArranged = ({ collection }: UpgradeRequest, { actAs }: Grant): void => {
  if (collection !== undefined && actAs !== 'sales')
    refuse('contact_sales', { reason: 'manual_billing', action: 'startUpgrade' });
};

const refuseContradiction = ({ currency, billingDetails }: UpgradeRequest): void => {
  const other = billingDetails?.currency ?? currency;
  if (currency !== undefined && currency !== other)
    throw invalid('currency', 'field.contradicts', 'currency must be that of billingDetails, or left out');
};

/** The final confirmation of an upgrade (R18-R25). */
@ApiTags('Subscription')
@Controller('v1/spaces/:spaceId/subscription')
export class UpgradeController {
  constructor(
    private readonly commands: CommandBus,
    private readonly answers: CommandAnswers,
    private readonly previews: Previews,
  ) {}

  @Post()
  @HttpCode(CREATED)
  @Access(startingUpgrade)
  @IsPreviewableCommand()
  @ApiCreatedResponse({ type: SubscriptionCommandAnswer })
  async upgrade(
    @IncomingCommand() request: CommandRequest,
    @Param('spaceId') spaceId: string,
    @Granted() grant: Grant,
    @Body() body: UpgradeRequest,
  ): Promise<Reply> {
    refuseContradiction(body);
    const input = inputOf(spaceId, body);
    if (request.isPreview) {
      refuseUnlessArranged(body, grant);
      return this.#preview(input, this.#context(request, grant, NO_COMMAND));
    }
    return this.answers.answer(request, async (context) => {
      refuseUnlessArranged(body, grant);
      const checked = this.#context(request, grant, context.commandId);
      return answerOf(await this.commands.execute(new RequestUpgradeCommand(input, checked)));
    });
  }

  /** `If-Match` means the subscription that the caller saw, and the request is decided on another stream. */
  #context(request: CommandRequest, { rights }: Grant, commandId: string): CommandContext {
    const { expectedRevisions, ...context } = contextOf(request, commandId);
    refuseIfStale(expectedRevisions, rights?.subscription?.revision ?? NO_STREAM);
    return context;
  }

  async #preview(input: RequestUpgradeInput, context: CommandContext): Promise<Reply> {
    const { events } = await this.commands.execute(new RequestUpgradeCommand(input, context));
    const [requested] = events;
    if (requested?.type !== 'UpgradeRequested') throw new Error('an upgrade that is not refused is requested');
    const { bill, account, priced } = requested.data;
    const preview = await this.previews.show({
      bill,
      currency: account.currency,
      locale: account.locale,
      catalogVersion: priced.catalogVersion,
      effectiveOn: priced.period.start,
      pendingChange: null,
      isForOther: account.ownerId !== context.actor.id,
    });
    return new Reply(200, preview);
  }
}

/** Before the payment is settled the subscription has no event yet. */
const answerOf = ({ subscriptionId, payment, ...outcome }: SettledOutcome): Answer => {
  const body = { subscriptionId, ...outcomeFields(outcome) };
  if (payment !== 'pending') return { status: CREATED, body };
  return { status: ACCEPTED, body: { ...body, revision: NO_STREAM, state: 'paymentPending' } };
};
