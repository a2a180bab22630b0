import { Controller, Get, Header, Query, Req, UseFilters } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { MAIL_PAGE_SIZE_MAX, Outbox, outboxPage, type Mail } from '#invoicing';
import { Access, everyone } from '../access/index.js';
import { PageFilter } from './page.filter.js';
import { languageOf } from './page-request.js';

/** So many mails, the newest ones, are shown on the page at most. */
const SHOWN_MAX = 500;

/** The outbox as a mail client shows it. In development only. */
@ApiExcludeController()
@Controller('outbox')
@Access(everyone)
@UseFilters(PageFilter)
export class OutboxController {
  constructor(private readonly outbox: Outbox) {}

  @Get()
  @Header('content-type', 'text/html; charset=utf-8')
  async mails(@Req() request: FastifyRequest, @Query('id') id: unknown): Promise<string> {
    const selected = typeof id === 'string' ? id : null;
    return outboxPage({ mails: await this.#newest(), selected, language: languageOf(request) });
  }

  async #newest(): Promise<readonly Mail[]> {
    let newest: readonly Mail[] = [];
    let page = await this.outbox.list({ limit: MAIL_PAGE_SIZE_MAX });
    while (page.length > 0) {
      newest = [...newest, ...page].slice(-SHOWN_MAX);
      const after = page.at(-1)?.id ?? '';
      page = await this.outbox.list({ after, limit: MAIL_PAGE_SIZE_MAX });
    }
    return newest;
  }
}
