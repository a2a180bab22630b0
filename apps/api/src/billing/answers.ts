import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { MoneyAnswer } from '../http/money.answer.js';
import { InvoiceAnswer, PeriodAnswer } from '../invoices/answers.js';

class TabSpace {
  @ApiProperty()
  id!: string;

  @ApiProperty({ enum: ['workspace', 'team', 'organization'] })
  kind!: string;

  @ApiProperty()
  name!: string;
}

class TabSeats {
  @ApiProperty({ type: 'integer' })
  purchased!: number;

  @ApiProperty({ type: 'integer' })
  used!: number;
}

class TabOwner {
  @ApiProperty({ required: false })
  memberId?: string;

  @ApiProperty({ type: String, nullable: true })
  name!: string | null;

  @ApiProperty({ type: String, nullable: true, required: false })
  email?: string | null;
}

class TabPaymentMethod {
  @ApiProperty()
  brand!: string;

  @ApiProperty()
  lastFour!: string;
}

export class PendingChangeAnswer {
  @ApiProperty()
  plan!: string;

  @ApiProperty({ enum: ['monthly', 'annual'] })
  cycle!: string;

  @ApiProperty({ type: 'integer' })
  seats!: number;

  @ApiProperty({ format: 'date' })
  effectiveOn!: string;
}

/** For the document: the billing tab. Whoever may not see a billing fact gets the four fields that are required. */
export class BillingTabAnswer {
  @ApiProperty({ type: TabSpace })
  space!: TabSpace;

  @ApiProperty({ enum: ['none', 'covered', 'ended', 'paymentPending', 'pastDue', 'active'] })
  state!: string;

  @ApiProperty({ type: [String] })
  actions!: string[];

  @ApiProperty({ type: TabOwner, nullable: true })
  billingOwner!: TabOwner | null;

  @ApiProperty({ required: false })
  subscriptionId?: string;

  @ApiProperty({ type: [String], required: false })
  states?: string[];

  @ApiPropertyOptional({ type: 'object', additionalProperties: { type: 'string', format: 'date' } })
  since?: Record<string, string>;

  @ApiProperty({ required: false })
  plan?: string;

  @ApiProperty({ enum: ['monthly', 'annual'], required: false })
  cycle?: string;

  @ApiProperty({ enum: ['automatic', 'manual'], required: false })
  collection?: string;

  @ApiProperty({ type: TabSeats, required: false })
  seats?: TabSeats;

  @ApiProperty({ type: MoneyAnswer, required: false })
  pricePerSeat?: MoneyAnswer;

  @ApiProperty({ type: MoneyAnswer, required: false })
  price?: MoneyAnswer;

  @ApiProperty({ type: PeriodAnswer, required: false })
  period?: PeriodAnswer;

  @ApiProperty({ type: String, format: 'date', nullable: true, required: false })
  renewsOn?: string | null;

  @ApiProperty({ type: String, format: 'date', nullable: true, required: false })
  endsOn?: string | null;

  @ApiProperty({ type: PendingChangeAnswer, nullable: true, required: false })
  pendingChange?: PendingChangeAnswer | null;

  @ApiPropertyOptional({ type: 'object', additionalProperties: true, nullable: true })
  billingDetails?: Record<string, unknown> | null;

  @ApiProperty({ type: TabPaymentMethod, nullable: true, required: false })
  paymentMethod?: TabPaymentMethod | null;

  @ApiProperty({ type: InvoiceAnswer, nullable: true, required: false })
  latestInvoice?: InvoiceAnswer | null;

  @ApiProperty({ type: 'integer', nullable: true, required: false })
  revision?: number | null;

  @ApiProperty({ required: false })
  position?: string;
}
