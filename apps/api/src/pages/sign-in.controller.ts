import { Body, Controller, Get, Header, HttpCode, Post, Query, Req, Res, UseFilters } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { BillingSettings } from '#application';
import { signInPage } from '#invoicing';
import { Access, everyone } from '../access/index.js';
import { DevelopmentTokens, isPersonId, TOKEN_LIFE_S } from '../auth/index.js';
import { field, FromForm } from '../validation/index.js';
import { PageFilter } from './page.filter.js';
import { isOwnPath, languageOf, SESSION_COOKIE } from './page-request.js';

const SEE_OTHER = 303;
const HOME = '/';
const NEXT_MAX = 2_048;

@FromForm()
class SignInForm {
  @field({
    code: 'not_a_member_id',
    says: 'must be an id of 1 to 128 characters',
    isValid: isPersonId,
    schema: { type: String },
  })
  memberId!: string;

  @field(
    {
      code: 'not_a_path',
      says: 'must be a path of this site',
      isValid: (value) => typeof value === 'string' && value.length <= NEXT_MAX && isOwnPath(value),
      schema: { type: String },
    },
    { optional: true },
  )
  next?: string;
}

/** The sign-in of pages, as anyone. In development only. */
@ApiExcludeController()
@Controller('sign-in')
@Access(everyone)
@UseFilters(PageFilter)
export class SignInController {
  constructor(
    private readonly tokens: DevelopmentTokens,
    private readonly settings: BillingSettings,
  ) {}

  @Get()
  @Header('content-type', 'text/html; charset=utf-8')
  form(@Req() request: FastifyRequest, @Query('next') next: unknown): string {
    const isOwn = typeof next === 'string' && isOwnPath(next);
    return signInPage({ language: languageOf(request), next: isOwn ? next : HOME, action: '/sign-in' });
  }

  @Post()
  @HttpCode(SEE_OTHER)
  async signIn(
    @Body() { memberId, next }: SignInForm,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const token = await this.tokens.issue(memberId, []);
    const secure = this.settings.publicUrl.startsWith('https:') ? '; Secure' : '';
    const attributes = `Path=/; HttpOnly; SameSite=Lax; Max-Age=${TOKEN_LIFE_S}${secure}`;
    reply.header('set-cookie', `${SESSION_COOKIE}=${token}; ${attributes}`);
    reply.header('location', next ?? HOME);
    return '';
  }
}
