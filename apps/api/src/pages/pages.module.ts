import { Module } from '@nestjs/common';
import { InvoicesModule } from '../invoices/invoices.module.js';
import { InvoicePages } from './invoice-pages.js';
import { Visitors } from './page-request.js';
import { PagesController } from './pages.controller.js';

@Module({ imports: [InvoicesModule], controllers: [PagesController], providers: [InvoicePages, Visitors] })
export class PagesModule {}
