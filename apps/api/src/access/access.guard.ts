import {
  applyDecorators,
  createParamDecorator,
  Injectable,
  SetMetadata,
  type CanActivate,
  type ExecutionContext,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { ApiBearerAuth } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { RateLimit, Tokens, type Caller } from '../auth/index.js';
import { Problem } from '../problems/index.js';
import { AccessServices, everyone, type AccessRule, type Attempt, type Grant } from './rules.js';

const RULE = 'quittance:access';
const FOR_SALES = 'quittance:for-sales';

/** Who may use a route. Every route has one; the guard refuses a route without. */
export const Access = (rule: AccessRule): ClassDecorator & MethodDecorator =>
  applyDecorators(SetMetadata(RULE, rule), ...(rule === everyone ? [] : [ApiBearerAuth()]));

/** A controller whose routes are for sales staff: there they act as such, whatever else they are to a space (R27, R28). */
export const ForSales = (): ClassDecorator => SetMetadata(FOR_SALES, true);

/** What the guard found out, for the handler. */
interface Admission {
  readonly caller: Caller;
  readonly grant: Grant;
}

const admissions = new WeakMap<FastifyRequest, Admission>();

/** @throws Error on a route that admits everyone: it has no caller. */
export const admissionOf = (request: FastifyRequest): Admission => {
  const admission = admissions.get(request);
  if (admission === undefined) throw new Error('nobody was admitted to this route: give it a rule other than everyone');
  return admission;
};

/** The signed-in caller. */
export const CurrentCaller = createParamDecorator(
  (_: unknown, host: ExecutionContext): Caller => admissionOf(host.switchToHttp().getRequest()).caller,
);

/** What the rule of the route granted. */
export const Granted = createParamDecorator(
  (_: unknown, host: ExecutionContext): Grant => admissionOf(host.switchToHttp().getRequest()).grant,
);

const bearerOf = ({ headers }: FastifyRequest): string => {
  const [, token] = /^Bearer +(\S+)$/i.exec(headers.authorization ?? '') ?? [];
  if (token === undefined) throw new Problem('auth.missing');
  return token;
};

/** Of a request that is answered with what is kept: nothing is done with it. */
const REPLAY: Grant = { actAs: 'member', rights: null };

/**
 * 401, then 429, then what the rule says: 404 and 403. All of it before the body is looked at. The caller's own kept
 * answer is beyond the rule.
 */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly tokens: Tokens,
    private readonly rateLimit: RateLimit,
    private readonly services: AccessServices,
  ) {}

  async canActivate(host: ExecutionContext): Promise<boolean> {
    const rule = this.reflector.getAllAndOverride<AccessRule | undefined>(RULE, [host.getHandler(), host.getClass()]);
    if (rule === undefined) throw new Error('this route says not who may use it: give it @Access');
    if (rule === everyone) return true;
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const caller = await this.tokens.caller(bearerOf(request));
    this.#refuseIfTooMany(caller, http.getResponse());
    const isReplay = await this.services.replays.has(request, caller);
    const grant = isReplay ? REPLAY : await rule(this.#attempt(host, request, caller), this.services);
    admissions.set(request, { caller, grant });
    return true;
  }

  #attempt(host: ExecutionContext, request: FastifyRequest, caller: Caller): Attempt {
    return {
      caller,
      params: request.params as Attempt['params'],
      query: request.query as Attempt['query'],
      isForSales: this.reflector.get<boolean | undefined>(FOR_SALES, host.getClass()) === true,
    };
  }

  #refuseIfTooMany(caller: Caller, reply: FastifyReply): void {
    const waitS = this.rateLimit.take(caller.id);
    if (waitS === null) return;
    reply.header('retry-after', String(waitS));
    throw new Problem('rate.exceeded');
  }
}
