import { ApiProperty } from '@nestjs/swagger';

/** For the document: an amount. */
export class MoneyAnswer {
  @ApiProperty({ example: '33.73' })
  amount!: string;

  @ApiProperty({ type: 'integer', example: 3373 })
  minor!: number;

  @ApiProperty({ example: 'EUR' })
  currency!: string;
}
