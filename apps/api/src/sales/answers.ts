import { ApiProperty } from '@nestjs/swagger';

class RequestSpaceAnswer {
  @ApiProperty()
  id!: string;

  @ApiProperty({ type: String, nullable: true })
  name!: string | null;
}

class AskingAnswer {
  @ApiProperty()
  memberId!: string;

  @ApiProperty({ type: String, nullable: true, description: 'Null for one who is no member of the space.' })
  name!: string | null;

  @ApiProperty({ type: String, nullable: true })
  email!: string | null;
}

/** For the document: what staff are asked for. */
class RequestAnswer {
  @ApiProperty()
  requestId!: string;

  @ApiProperty({ type: RequestSpaceAnswer })
  space!: RequestSpaceAnswer;

  @ApiProperty({ type: String, nullable: true, description: 'That the space had then.' })
  subscriptionId!: string | null;

  @ApiProperty({ type: AskingAnswer })
  from!: AskingAnswer;

  @ApiProperty({ format: 'date-time' })
  requestedAt!: string;
}

class WishAnswer {
  @ApiProperty({ example: 'POST /v1/spaces/acme/subscription/change' })
  call!: string;

  @ApiProperty({ type: 'object', additionalProperties: true, description: 'As it was sent, without the card.' })
  body!: Record<string, unknown>;
}

class SupportMessageAnswer {
  @ApiProperty()
  subject!: string;

  @ApiProperty()
  message!: string;
}

class SalesRequestAnswer extends RequestAnswer {
  @ApiProperty({ enum: ['severalTeams', 'manualBilling', 'manualPlan', 'manuallyBilledTeam', 'aboveLastTier'] })
  subject!: string;

  @ApiProperty({ type: WishAnswer, nullable: true, description: 'Null when the person was erased.' })
  request!: WishAnswer | null;
}

class SupportRequestAnswer extends RequestAnswer {
  @ApiProperty({ type: SupportMessageAnswer, nullable: true, description: 'Null when the person was erased.' })
  request!: SupportMessageAnswer | null;
}

export class SalesRequestsAnswer {
  @ApiProperty({ type: [SalesRequestAnswer] })
  requests!: SalesRequestAnswer[];

  @ApiProperty({ type: String, nullable: true })
  next!: string | null;
}

export class SupportRequestsAnswer {
  @ApiProperty({ type: [SupportRequestAnswer] })
  requests!: SupportRequestAnswer[];

  @ApiProperty({ type: String, nullable: true })
  next!: string | null;
}
