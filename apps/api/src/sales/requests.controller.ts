import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { RequestsQuery, type SalesRequestsShape, type SupportRequestsShape } from '#read-models/requests';
import { Access, staff } from '../access/index.js';
import { ListQuery, pageRequest, Reading } from '../reading/index.js';
import { SalesRequestsAnswer, SupportRequestsAnswer } from './answers.js';

/** What our staff are asked for (R8, R28, R46), the newest first. */
@ApiTags('Sales')
@Controller('v1/sales')
@Access(staff('sales'))
export class RequestsController {
  constructor(
    private readonly requests: RequestsQuery,
    private readonly reading: Reading,
  ) {}

  @Get('requests')
  @ApiOkResponse({ type: SalesRequestsAnswer })
  async ofSales(@Query() query: ListQuery): Promise<SalesRequestsShape> {
    await this.reading.asked(query.position);
    return this.requests.ofSales(pageRequest(query));
  }

  @Get('support-requests')
  @ApiOkResponse({ type: SupportRequestsAnswer })
  async ofSupport(@Query() query: ListQuery): Promise<SupportRequestsShape> {
    await this.reading.asked(query.position);
    return this.requests.ofSupport(pageRequest(query));
  }
}
