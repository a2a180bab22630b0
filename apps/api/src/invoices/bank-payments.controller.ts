import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiCreatedResponse, ApiProperty, ApiTags } from '@nestjs/swagger';
import { RecordBankPaymentCommand, type CommandContext } from '#application';
import type { LocalDate } from '#domain';
import { Access, staff } from '../access/index.js';
import { CommandAnswers, IncomingCommand, IsCommand, type CommandRequest } from '../commands/index.js';
import type { Reply } from '../http/index.js';
import { Day, Form, Line } from '../validation/index.js';

const CREATED = 201;
const REFERENCE_MAX = 140;

/** How many decimals the currency has is known with the invoice. */
const AMOUNT = {
  pattern: /^\d{1,12}(\.\d{1,4})?$/,
  says: 'must be a decimal number like 33.73',
  example: '2698.00',
};

class BankPaymentRequest {
  @Form(AMOUNT)
  amount!: string;

  /** Today, unless told. */
  @Day({ optional: true })
  receivedOn?: LocalDate;

  /** As the bank statement says it; the number of the invoice, unless told. */
  @Line(REFERENCE_MAX, { optional: true, example: 'FA-2026-000123 ACME' })
  reference?: string;
}

class BankPaymentAnswer {
  @ApiProperty()
  paymentId!: string;

  @ApiProperty({ example: 'FA-2026-000123' })
  invoiceNumber!: string;

  @ApiProperty()
  subscriptionId!: string;

  @ApiProperty({ description: 'Opaque: pass it on to a query as ?position=.' })
  position!: string;

  @ApiProperty({ type: [String], description: 'The types of the events.' })
  events!: string[];
}

/** D7: what came by bank transfer for an invoice of a manually billed plan. */
@ApiTags('Sales')
@Controller('v1/sales/invoices')
export class BankPaymentsController {
  constructor(
    private readonly commands: CommandBus,
    private readonly answers: CommandAnswers,
  ) {}

  @Post(':number/payments')
  @HttpCode(CREATED)
  @Access(staff('sales'))
  @IsCommand()
  @ApiCreatedResponse({ type: BankPaymentAnswer })
  record(
    @IncomingCommand() request: CommandRequest,
    @Param('number') invoiceNumber: string,
    @Body() { amount, receivedOn, reference }: BankPaymentRequest,
  ): Promise<Reply> {
    return this.answers.answer(request, async (context) => {
      const input = { invoiceNumber, amount, receivedOn: receivedOn ?? null, reference: reference ?? null };
      const command = new RecordBankPaymentCommand(input, withoutRevision(context));
      const { paymentId, subscriptionId, position, events } = await this.commands.execute(command);
      const body = { paymentId, invoiceNumber, subscriptionId, position, events: events.map(({ type }) => type) };
      return { status: CREATED, body };
    });
  }
}

/** What has come has come, whatever has changed meanwhile. */
const withoutRevision = ({ expectedRevisions: _, ...context }: CommandContext): CommandContext => context;
