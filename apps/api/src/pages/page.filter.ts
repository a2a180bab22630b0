import { Catch, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ErrorReporter } from '#application';
import { pageProblem, problemPage, signInPage, type Language } from '#invoicing';
import { ApiSettings } from '../ports/index.js';
import { problemBody, problemOf, reportIfInternal, setProblemHeaders, type Problem } from '../problems/index.js';
import { languageOf } from './page-request.js';

const NOT_FOUND = 404;

interface Words {
  readonly title: string;
  readonly detail: string;
}

/** Answers every error of a page as a page: without a sign-in as the form for it (R60). */
@Catch()
export class PageFilter implements ExceptionFilter {
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
    setProblemHeaders(reply, problem);
    const { status } = problemBody(problem, request.id, this.settings);
    void reply.status(status).header('content-type', 'text/html; charset=utf-8').send(this.#page(problem, request));
  }

  #page(problem: Problem, request: FastifyRequest): string {
    const language = languageOf(request);
    if (problem.code === 'auth.missing' || problem.code === 'auth.invalid') return this.#signIn(request.url, language);
    const contact = this.settings.supportContact;
    return problemPage({ language, contact, ...this.#words(problem, request, language) });
  }

  #signIn(next: string, language: Language): string {
    const isDevelopment = this.settings.signIn.kind === 'development';
    return signInPage({ language, next, ...(isDevelopment && { action: '/sign-in' }) });
  }

  #words(problem: Problem, request: FastifyRequest, language: Language): Words {
    if (problem.code === 'rights.not_allowed') return pageProblem('notOwner', language);
    if (problem.code === 'link.unknown') return pageProblem('unknownLink', language);
    const { status, title, detail } = problemBody(problem, request.id, this.settings);
    return status === NOT_FOUND ? pageProblem('notFound', language) : { title, detail };
  }
}
