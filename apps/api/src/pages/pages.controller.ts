import { Controller, Get, Header, Inject, Param, Req, UseFilters } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { landingPage, Outbox } from '#invoicing';
import { Access, everyone } from '../access/index.js';
import { InvoicePages } from './invoice-pages.js';
import { PageFilter } from './page.filter.js';
import { languageOf, Visitors } from './page-request.js';

const HTML = ['content-type', 'text/html; charset=utf-8'] as const;

const LINKS = [
  { href: '/docs', label: 'API', description: 'Every call, with its fields and answers.' },
  { href: '/openapi.json', label: 'OpenAPI', description: 'The same for programs.' },
];
const OUTBOX_LINK = { href: '/outbox', label: 'Outbox', description: 'The e-mails that were sent, kept on disk.' };

/** The pages that this process makes itself. They say by themselves who may see them. */
@ApiExcludeController()
@Controller()
@Access(everyone)
@UseFilters(PageFilter)
export class PagesController {
  constructor(
    private readonly visitors: Visitors,
    private readonly invoices: InvoicePages,
    @Inject(Outbox) private readonly outbox: Outbox | null,
  ) {}

  @Get()
  @Header(...HTML)
  landing(@Req() request: FastifyRequest): string {
    const links = this.outbox === null ? LINKS : [...LINKS, OUTBOX_LINK];
    return landingPage({ links, language: languageOf(request) });
  }

  @Get('i/:token')
  @Header(...HTML)
  async all(@Req() request: FastifyRequest, @Param('token') token: string): Promise<string> {
    const { id } = await this.visitors.caller(request);
    return this.invoices.all(token, id);
  }

  @Get('i/:token/:number')
  @Header(...HTML)
  async one(
    @Req() request: FastifyRequest,
    @Param('token') token: string,
    @Param('number') number: string,
  ): Promise<string> {
    const { id } = await this.visitors.caller(request);
    return this.invoices.one(token, number, id);
  }
}
