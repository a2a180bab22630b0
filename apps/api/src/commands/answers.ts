import { ApiProperty } from '@nestjs/swagger';

/** For the document: what a command answers. */
class CommandAnswer {
  @ApiProperty({
    type: 'integer',
    minimum: -1,
    description: 'Also the ETag; -1 until the first payment is settled.',
  })
  revision!: number;

  @ApiProperty({ description: 'Opaque: pass it on to a query as ?position=.' })
  position!: string;

  @ApiProperty({ type: [String], description: 'The types of the events; none when nothing changed.' })
  events!: string[];
}

export class SpaceCommandAnswer extends CommandAnswer {
  @ApiProperty()
  spaceId!: string;
}

export class SubscriptionCommandAnswer extends CommandAnswer {
  @ApiProperty()
  subscriptionId!: string;

  @ApiProperty({ required: false, enum: ['paymentPending'] })
  state?: 'paymentPending';
}
