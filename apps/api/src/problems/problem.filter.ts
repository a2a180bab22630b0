import { Catch, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ErrorReporter } from '#application';
import { ApiSettings } from '../ports/index.js';
import { FailedRequest } from './failed-request.js';
import type { Problem } from './problem.js';
import { problemBody, problemOf, PROBLEMS, type Contacts } from './problem-of.js';

const routeOf = ({ method, routeOptions }: FastifyRequest): string => `${method} ${routeOptions.url ?? '(no route)'}`;

/** Puts an error into the log when it is our mistake. */
export const reportIfInternal = (
  errors: ErrorReporter,
  { code }: Problem,
  { error, request }: { readonly error: unknown; readonly request: FastifyRequest },
): void => {
  if (code === 'internal') errors.report(new FailedRequest(request.id, routeOf(request), error));
};

/** What the status says beyond the body. */
export const setProblemHeaders = (reply: FastifyReply, { code }: Problem): void => {
  const { status, retryAfterS } = PROBLEMS[code];
  if (retryAfterS !== undefined && !reply.hasHeader('retry-after')) reply.header('retry-after', String(retryAfterS));
  if (status === 401) reply.header('www-authenticate', 'Bearer');
  // What is left of such a body must not be taken for the next request.
  if (status === 413) reply.header('connection', 'close');
};

export const sendProblem = (
  reply: FastifyReply,
  problem: Problem,
  { traceId, contacts }: { readonly traceId: string; readonly contacts: Contacts },
): void => {
  setProblemHeaders(reply, problem);
  void reply
    .status(PROBLEMS[problem.code].status)
    .header('content-type', 'application/problem+json; charset=utf-8')
    .header('x-correlation-id', traceId)
    .send(JSON.stringify(problemBody(problem, traceId, contacts)));
};

/** Answers every error as a problem (RFC 9457); no stack and no personal data leaves the process. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(
    private readonly settings: ApiSettings,
    private readonly errors: ErrorReporter,
  ) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const reply = http.getResponse<FastifyReply>();
    const problem = problemOf(error);
    reportIfInternal(this.errors, problem, { error, request });
    sendProblem(reply, problem, { traceId: request.id, contacts: this.settings });
  }
}
