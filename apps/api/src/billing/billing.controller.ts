import { Controller, Get, Headers, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Days } from '#application';
import { refuse } from '#domain';
import { BillingTabQuery } from '#read-models/billing-tab';
import { InvoicesQuery, type InvoiceShape, type InvoicesShape } from '#read-models/invoices';
import { Access, Granted, inSpace, readerOfInvoices, type Grant } from '../access/index.js';
import { Reply } from '../http/index.js';
import { InvoiceAnswer, InvoicesAnswer } from '../invoices/answers.js';
import { refuseUnlessJson } from '../invoices/representation.js';
import { Problem } from '../problems/index.js';
import { ListQuery, pageRequest, PositionQuery, Reading } from '../reading/index.js';
import { BillingTabAnswer } from './answers.js';

/** The Billing tab of a space, and its invoices (R41, R53-R56). */
@ApiTags('Billing')
@Controller('v1/spaces/:spaceId/billing')
export class BillingController {
  constructor(
    private readonly tabs: BillingTabQuery,
    private readonly invoices: InvoicesQuery,
    private readonly reading: Reading,
    private readonly days: Days,
  ) {}

  @Get()
  @Access(inSpace)
  @ApiOkResponse({ type: BillingTabAnswer })
  async tab(
    @Param('spaceId') spaceId: string,
    @Granted() grant: Grant,
    @Query() { position }: PositionQuery,
  ): Promise<Reply> {
    await this.reading.granted(grant, position);
    const callerId = grant.rights?.callerId ?? refuse('space.unknown');
    const today = this.days.todayIn.bind(this.days);
    const tab = (await this.tabs.forCaller(spaceId, callerId, today)) ?? refuse('space.unknown');
    return new Reply(200, tab, 'revision' in tab ? tab.revision : null);
  }

  @Get('latest-invoice')
  @Access(readerOfInvoices)
  @ApiOkResponse({ type: InvoiceAnswer })
  async latest(
    @Granted() grant: Grant,
    @Query() { position }: PositionQuery,
    @Headers('accept') accept: string | undefined,
  ): Promise<InvoiceShape> {
    await this.reading.granted(grant, position);
    const invoice = await this.invoices.latest(subscriptionIdOf(grant));
    if (invoice === null) throw new Problem('invoice.none');
    refuseUnlessJson(accept);
    return invoice;
  }

  @Get('invoices')
  @Access(readerOfInvoices)
  @ApiOkResponse({ type: InvoicesAnswer })
  async all(@Granted() grant: Grant, @Query() query: ListQuery): Promise<InvoicesShape> {
    await this.reading.granted(grant, query.position);
    return this.invoices.list(subscriptionIdOf(grant), pageRequest(query));
  }
}

const subscriptionIdOf = ({ rights }: Grant): string => {
  const subscription = rights?.subscription ?? null;
  if (subscription === null) throw new Problem('invoice.none');
  return subscription.id;
};
