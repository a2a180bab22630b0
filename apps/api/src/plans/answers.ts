import { ApiProperty } from '@nestjs/swagger';
import { MoneyAnswer } from '../http/money.answer.js';

class PricePerSeat {
  @ApiProperty({ type: MoneyAnswer })
  monthly!: MoneyAnswer;

  @ApiProperty({ type: MoneyAnswer, description: 'Ten months: two are free.' })
  annual!: MoneyAnswer;
}

class PlanNames {
  @ApiProperty()
  en!: string;

  @ApiProperty()
  fr!: string;
}

class PlanAnswer {
  @ApiProperty()
  id!: string;

  @ApiProperty({ description: 'In English.' })
  name!: string;

  @ApiProperty({ type: PlanNames })
  names!: PlanNames;

  @ApiProperty({ type: 'integer' })
  rank!: number;

  @ApiProperty({ type: PricePerSeat })
  pricePerSeat!: PricePerSeat;
}

/** For the document: what is sold. */
export class PlansAnswer {
  @ApiProperty()
  version!: string;

  @ApiProperty({ format: 'date' })
  effectiveFrom!: string;

  @ApiProperty()
  currency!: string;

  @ApiProperty({ type: 'integer', isArray: true })
  tiers!: number[];

  @ApiProperty({ type: 'integer' })
  trialDays!: number;

  @ApiProperty({ type: [PlanAnswer] })
  plans!: PlanAnswer[];
}
