import { ApiProperty } from '@nestjs/swagger';
import { MoneyAnswer } from '../http/money.answer.js';

export class PeriodAnswer {
  @ApiProperty({ format: 'date' })
  start!: string;

  @ApiProperty({ format: 'date', description: 'Exclusive.' })
  end!: string;
}

export class InvoiceLineAnswer {
  @ApiProperty({ enum: ['charge', 'credit'] })
  kind!: string;

  @ApiProperty()
  description!: string;

  @ApiProperty()
  plan!: string;

  @ApiProperty({ enum: ['monthly', 'annual'] })
  cycle!: string;

  @ApiProperty({ type: 'integer' })
  seats!: number;

  @ApiProperty({ type: PeriodAnswer })
  period!: PeriodAnswer;

  @ApiProperty({ type: MoneyAnswer })
  unitPrice!: MoneyAnswer;

  @ApiProperty({ type: MoneyAnswer, description: 'Negative on a credit line.' })
  amount!: MoneyAnswer;
}

export class InvoiceTaxAnswer {
  @ApiProperty()
  category!: string;

  @ApiProperty({ type: 'integer', description: 'Basis points: 2000 is 20 %.' })
  rate!: number;

  @ApiProperty({ type: MoneyAnswer })
  base!: MoneyAnswer;

  @ApiProperty({ type: MoneyAnswer })
  amount!: MoneyAnswer;
}

class InvoicePaymentAnswer {
  @ApiProperty()
  paymentId!: string;

  @ApiProperty({ type: MoneyAnswer })
  amount!: MoneyAnswer;

  @ApiProperty({ enum: ['settled', 'failed'] })
  status!: string;

  @ApiProperty({ format: 'date-time', required: false })
  settledAt?: string;

  @ApiProperty({ format: 'date-time', required: false })
  failedAt?: string;

  @ApiProperty({ format: 'date', required: false, description: 'Of a bank transfer: when the bank received it.' })
  receivedOn?: string;
}

class ReductionAnswer {
  @ApiProperty({
    example: 'AV-2026-000001',
    description: 'On an invoice the credit note that reduced it while it was open; on a credit note that invoice.',
  })
  number!: string;

  @ApiProperty({ type: MoneyAnswer })
  amount!: MoneyAnswer;
}

class RefundAnswer {
  @ApiProperty({ description: 'The payment whose money goes back.' })
  paymentId!: string;

  @ApiProperty({ example: 'AV-2026-000001' })
  creditNote!: string;

  @ApiProperty({ type: MoneyAnswer })
  amount!: MoneyAnswer;

  @ApiProperty({ enum: ['requested', 'settled'] })
  status!: string;

  @ApiProperty({ format: 'date-time', required: false })
  settledAt?: string;
}

/** For the document: an invoice, or a credit note, whose amounts are negative. */
export class InvoiceAnswer {
  @ApiProperty({ example: 'FA-2026-000001' })
  number!: string;

  @ApiProperty({ enum: ['invoice', 'creditNote'] })
  kind!: string;

  @ApiProperty({ format: 'date' })
  issuedOn!: string;

  @ApiProperty({ type: String, format: 'date', nullable: true, description: 'Null on a credit note.' })
  dueOn!: string | null;

  @ApiProperty()
  currency!: string;

  @ApiProperty({ enum: ['en', 'fr'] })
  language!: string;

  @ApiProperty()
  subscriptionId!: string;

  @ApiProperty()
  spaceId!: string;

  @ApiProperty({ type: 'object', additionalProperties: true })
  seller!: Record<string, unknown>;

  @ApiProperty({ type: 'object', additionalProperties: true, nullable: true })
  buyer!: Record<string, unknown> | null;

  @ApiProperty({ type: [InvoiceLineAnswer] })
  lines!: InvoiceLineAnswer[];

  @ApiProperty({ type: MoneyAnswer })
  net!: MoneyAnswer;

  @ApiProperty({ type: [InvoiceTaxAnswer] })
  taxes!: InvoiceTaxAnswer[];

  @ApiProperty({ type: MoneyAnswer })
  total!: MoneyAnswer;

  @ApiProperty({ type: MoneyAnswer, description: 'Nothing on a credit note.' })
  amountDue!: MoneyAnswer;

  @ApiProperty({ enum: ['open', 'paid', 'refunded', 'uncollectible'] })
  status!: string;

  @ApiProperty({ enum: ['start', 'renewal', 'change', 'supersede', 'correction'] })
  reason!: string;

  @ApiProperty({ type: [InvoicePaymentAnswer] })
  payments!: InvoicePaymentAnswer[];

  @ApiProperty({ type: [String], description: 'Of a credit note: the invoices that it refers to.' })
  corrects!: string[];

  @ApiProperty({ type: [ReductionAnswer] })
  reductions!: ReductionAnswer[];

  @ApiProperty({ type: [RefundAnswer] })
  refunds!: RefundAnswer[];
}

export class InvoicesAnswer {
  @ApiProperty({ type: [InvoiceAnswer] })
  invoices!: InvoiceAnswer[];

  @ApiProperty({ type: String, nullable: true })
  next!: string | null;
}
