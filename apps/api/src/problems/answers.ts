import { ApiProperty } from '@nestjs/swagger';

class FieldErrorAnswer {
  @ApiProperty({ example: 'billingDetails.address.country' })
  field!: string;

  @ApiProperty({ example: 'field.missing' })
  code!: string;

  @ApiProperty()
  message!: string;
}

/** For the document: a problem (RFC 9457). Some codes have members of their own beside these. */
export class ProblemAnswer {
  @ApiProperty({ example: 'urn:quittance:problem:seats.not_a_tier' })
  type!: string;

  @ApiProperty()
  title!: string;

  @ApiProperty({ type: 'integer', example: 422 })
  status!: number;

  @ApiProperty({ example: 'seats.not_a_tier', description: 'Stable: branch on this.' })
  code!: string;

  @ApiProperty({ description: 'A sentence for a person.' })
  detail!: string;

  @ApiProperty({ description: 'What to do next.' })
  next!: string;

  @ApiProperty({ description: 'Whom to write to: sales where the code is contact_sales, else support.' })
  contact!: string;

  @ApiProperty({ type: [FieldErrorAnswer] })
  errors!: FieldErrorAnswer[];

  @ApiProperty({ description: 'What the log knows the request by; also the header X-Correlation-Id.' })
  traceId!: string;
}
