import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiProperty, ApiTags } from '@nestjs/swagger';
import { HistoryQuery, type HistoryShape } from '#read-models/history';
import { Access, staff } from '../access/index.js';
import { Problem } from '../problems/index.js';
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

/**
 * Whole histories, for auditors only: they show former owners too. An upgrade that failed has one
 * although it never became a subscription.
 */
@ApiTags('Audit')
@Controller('v1/audit')
export class AuditController {
  constructor(
    private readonly history: HistoryQuery,
    private readonly reading: Reading,
  ) {}

  @Get('subscriptions/:subscriptionId/events')
  @Access(staff('auditor'))
  @ApiOkResponse({ type: HistoryAnswer })
  async events(@Param('subscriptionId') subscriptionId: string, @Query() query: ListQuery): Promise<HistoryShape> {
    await this.reading.asked(query.position);
    const history = await this.history.list(subscriptionId, pageRequest(query));
    if (history.events.length === 0) throw new Problem('subscription.unknown');
    return history;
  }

  /** The history of a space itself: who belonged to it, and every upgrade that was confirmed, a failed one included. */
  @Get('spaces/:spaceId')
  @Access(staff('auditor'))
  @ApiOkResponse({ type: HistoryAnswer })
  async space(@Param('spaceId') spaceId: string, @Query() query: ListQuery): Promise<HistoryShape> {
    await this.reading.asked(query.position);
    const history = await this.history.ofSpace(spaceId, pageRequest(query));
    if (history.events.length === 0) throw new Problem('space.unknown');
    return history;
  }
}
