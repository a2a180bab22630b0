import { Controller, Get, Headers, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { InvoicesQuery, type InvoiceShape, type InvoicesShape } from '#read-models/invoices';
import { Access, CurrentCaller, signedIn } from '../access/index.js';
import type { Caller } from '../auth/index.js';
import { ListQuery, pageRequest, PositionQuery, Reading } from '../reading/index.js';
import { Line } from '../validation/index.js';
import { InvoiceAnswer, InvoicesAnswer } from './answers.js';
import { InvoiceReading } from './invoice-reading.js';
import { refuseUnlessJson } from './representation.js';

const LINK_MAX = 1_024;

class LinkQuery extends ListQuery {
  /** What stands behind `/i/` in the link of an invoice's e-mail. */
  @Line(LINK_MAX)
  link!: string;
}

/** Invoices as the link of an e-mail leads to them (R58-R60), or by their number. */
@ApiTags('Billing')
@Controller('v1/invoices')
export class InvoicesController {
  constructor(
    private readonly invoices: InvoicesQuery,
    private readonly access: InvoiceReading,
    private readonly reading: Reading,
  ) {}

  @Get()
  @Access(signedIn)
  @ApiOkResponse({ type: InvoicesAnswer })
  async byLink(@CurrentCaller() { id }: Caller, @Query() query: LinkQuery): Promise<InvoicesShape> {
    await this.reading.asked(query.position);
    const { subscriptionId, position } = await this.access.byLink(query.link, id);
    await this.reading.since(position);
    return this.invoices.list(subscriptionId, pageRequest(query));
  }

  @Get(':number')
  @Access(signedIn)
  @ApiOkResponse({ type: InvoiceAnswer })
  async byNumber(
    @Param('number') number: string,
    @CurrentCaller() { id }: Caller,
    @Query() { position }: PositionQuery,
    @Headers('accept') accept: string | undefined,
  ): Promise<InvoiceShape> {
    await this.reading.asked(position);
    const invoice = await this.access.byNumber(number, id);
    refuseUnlessJson(accept);
    return invoice;
  }
}
