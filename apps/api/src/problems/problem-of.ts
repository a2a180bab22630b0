import { HttpException } from '@nestjs/common';
import { ClockRefused, ClockStalled, KeyReused, StaleQuote, StaleRevision, TooMuchContention } from '#application';
import { Refusal } from '#domain';
import { isWorthRepeating } from '#platform/mongodb';
import { InvalidCursor } from '#read-models/shapes';
import { EDGE_PROBLEMS } from './edge-problems.js';
import { Problem, type FieldError, type ProblemCode } from './problem.js';
import type { ProblemRow } from './problem-row.js';
import { REFUSAL_PROBLEMS } from './refusal-problems.js';

/** The one table from a code to what HTTP answers. */
export const PROBLEMS: Readonly<Record<ProblemCode, ProblemRow>> = { ...REFUSAL_PROBLEMS, ...EDGE_PROBLEMS };

/** A problem as clients read it (RFC 9457). */
export interface ProblemBody {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: ProblemCode;
  readonly detail: string;
  readonly next: string;
  readonly contact: string;
  readonly errors: readonly FieldError[];
  readonly traceId: string;
}

/** By status: what the framework refuses before it comes to us. */
const CODE_OF_STATUS: Readonly<Record<number, ProblemCode>> = {
  400: 'request.invalid',
  404: 'route.unknown',
  413: 'body.too_large',
  414: 'request.too_long',
  415: 'body.wrong_type',
  503: 'service.not_ready',
};

const fromApplication = (error: unknown): Problem | null => {
  if (error instanceof StaleRevision) {
    const { expected, actual } = error;
    return new Problem(error.code, { details: { expected, actual } });
  }
  if (error instanceof ClockStalled) return new Problem(error.code, { details: { now: error.now } });
  const isKnown =
    error instanceof KeyReused ||
    error instanceof StaleQuote ||
    error instanceof TooMuchContention ||
    error instanceof ClockRefused ||
    error instanceof InvalidCursor;
  return isKnown ? new Problem(error.code) : null;
};

/** A server that did not answer. What was asked for may have been done: asked again under the same key it is done once. */
const UNREACHABLE: ReadonlySet<unknown> = new Set([
  'event_store.unavailable',
  'event_store.outcome_unknown',
  'jobs.redis_unreachable',
]);

const isUnreachable = (error: unknown): boolean =>
  error instanceof Error && (UNREACHABLE.has((error as { readonly code?: unknown }).code) || isWorthRepeating(error));

/** The problem that an error is answered with; `internal` for everything that nobody meant to answer. */
export const problemOf = (error: unknown): Problem => {
  if (error instanceof Problem) return error;
  if (error instanceof Refusal) return new Problem(error.code, { details: error.details });
  const known = fromApplication(error);
  if (known !== null) return known;
  if (isUnreachable(error)) return new Problem('service.not_ready');
  const code = error instanceof HttpException ? CODE_OF_STATUS[error.getStatus()] : undefined;
  return new Problem(code ?? 'internal');
};

const said = (text: ProblemRow['detail'], details: Problem['details']): string =>
  typeof text === 'function' ? text(details) : text;

const fieldErrors = ({ code, details, errors }: Problem, { field, detail }: ProblemRow): readonly FieldError[] =>
  field === undefined || errors.length > 0 ? errors : [{ field, code, message: said(detail, details) }];

export interface Contacts {
  readonly supportContact: string;
  readonly salesContact: string;
}

export const problemBody = (problem: Problem, traceId: string, contacts: Contacts): ProblemBody => {
  const { code, details } = problem;
  const row = PROBLEMS[code];
  return {
    ...details,
    type: `urn:quittance:problem:${code}`,
    title: row.title,
    status: row.status,
    code,
    detail: said(row.detail, details),
    next: said(row.next, details),
    contact: code === 'contact_sales' ? contacts.salesContact : contacts.supportContact,
    errors: fieldErrors(problem, row),
    traceId,
  };
};
