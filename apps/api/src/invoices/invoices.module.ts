import { Module } from '@nestjs/common';
import { InvoiceReading } from './invoice-reading.js';
import { InvoicesController } from './invoices.controller.js';

@Module({ controllers: [InvoicesController], providers: [InvoiceReading], exports: [InvoiceReading] })
export class InvoicesModule {}
