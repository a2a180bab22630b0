import { Module } from '@nestjs/common';
import { BankPaymentsController } from './bank-payments.controller.js';
import { InvoiceReading } from './invoice-reading.js';
import { InvoicesController } from './invoices.controller.js';

@Module({
  controllers: [InvoicesController, BankPaymentsController],
  providers: [InvoiceReading],
  exports: [InvoiceReading],
})
export class InvoicesModule {}
