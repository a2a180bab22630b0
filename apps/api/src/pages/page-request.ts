import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Language } from '#invoicing';
import { Tokens, type Caller } from '../auth/index.js';
import { Problem } from '../problems/index.js';

export const SESSION_COOKIE = 'quittance_session';

/** The language that a browser prefers, of those that pages are written in. */
export const languageOf = ({ headers }: FastifyRequest): Language =>
  /^\s*fr\b/i.test(headers['accept-language'] ?? '') ? 'fr' : 'en';

const cookieOf = ({ headers }: FastifyRequest, name: string): string | null => {
  const cookies = (headers.cookie ?? '').split(';').map((cookie) => cookie.trim());
  return cookies.find((cookie) => cookie.startsWith(`${name}=`))?.slice(name.length + 1) ?? null;
};

const tokenOf = (request: FastifyRequest): string | null =>
  /^Bearer +(\S+)$/i.exec(request.headers.authorization ?? '')?.[1] ?? cookieOf(request, SESSION_COOKIE);

/** Who looks at a page: by the cookie of the sign-in form, or as the API does. */
@Injectable()
export class Visitors {
  constructor(private readonly tokens: Tokens) {}

  /** @throws Problem `auth.missing`, `auth.invalid`, `auth.unavailable`. */
  caller(request: FastifyRequest): Promise<Caller> {
    const token = tokenOf(request);
    if (token === null) throw new Problem('auth.missing');
    return this.tokens.caller(token);
  }
}

/** Whether an address is a path of ours: a form must not send people elsewhere. */
export const isOwnPath = (path: string): boolean => /^\/(?![/\\])[\x21-\x7e]*$/.test(path);
