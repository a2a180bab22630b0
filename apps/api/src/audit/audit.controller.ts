import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiProperty, ApiTags } from '@nestjs/swagger';
import { HistoryQuery, type HistoryShape } from '#read-models/history';
import { Access, auditorOrOwner, Granted, type Grant } from '../access/index.js';
import { ListQuery, pageRequest, Reading } from '../reading/index.js';

class ActorAnswer {
  @ApiProperty()
  id!: string;

  @ApiProperty()
  role!: string;
}

class AuditEventAnswer {
  @ApiProperty()
  position!: string;

  @ApiProperty({ type: 'integer' })
  revision!: number;

  @ApiProperty()
  stream!: string;

  @ApiProperty()
  type!: string;

  @ApiProperty({ type: 'integer' })
  version!: number;

  @ApiProperty({ format: 'date-time' })
  recordedAt!: string;

  @ApiProperty({ format: 'date' })
  effectiveOn!: string;

  @ApiProperty({ type: ActorAnswer })
  actor!: ActorAnswer;

  @ApiProperty()
  commandId!: string;

  @ApiProperty()
  correlationId!: string;

  @ApiProperty()
  causationId!: string;

  @ApiProperty({ type: 'object', additionalProperties: true })
  data!: Record<string, unknown>;

  @ApiProperty()
  hash!: string;

  @ApiProperty()
  previousHash!: string;
}

class HistoryAnswer {
  @ApiProperty({ type: [AuditEventAnswer] })
  events!: AuditEventAnswer[];

  @ApiProperty({ type: String, nullable: true })
  next!: string | null;
}

/** The whole history of a subscription, for those who check it. */
@ApiTags('Audit')
@Controller('v1/audit/subscriptions/:subscriptionId')
export class AuditController {
  constructor(
    private readonly history: HistoryQuery,
    private readonly reading: Reading,
  ) {}

  @Get('events')
  @Access(auditorOrOwner)
  @ApiOkResponse({ type: HistoryAnswer })
  async events(
    @Param('subscriptionId') subscriptionId: string,
    @Granted() grant: Grant,
    @Query() query: ListQuery,
  ): Promise<HistoryShape> {
    await this.reading.granted(grant, query.position);
    return this.history.list(subscriptionId, pageRequest(query));
  }
}
