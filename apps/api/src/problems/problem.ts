import type { ClockRefused, ClockStalled, KeyReused, StaleQuote, StaleRevision, TooMuchContention } from '#application';
import type { RefusalCode } from '#domain';
import type { InvalidCursor } from '#read-models/shapes';

/** What is wrong with one field of a request. */
export interface FieldError {
  /** With its path: `billingDetails.address.country`, `teamIds.0`. */
  readonly field: string;
  readonly code: string;
  readonly message: string;
}

export type ApplicationCode =
  | StaleRevision['code']
  | KeyReused['code']
  | StaleQuote['code']
  | TooMuchContention['code']
  | ClockRefused['code']
  | ClockStalled['code']
  | InvalidCursor['code'];

/** What only HTTP can refuse. */
export type EdgeCode =
  | 'request.invalid'
  | 'request.too_long'
  | 'body.not_json'
  | 'body.not_an_object'
  | 'body.too_large'
  | 'body.wrong_type'
  | 'auth.missing'
  | 'auth.invalid'
  | 'auth.unavailable'
  | 'rate.exceeded'
  | 'route.unknown'
  | 'not_acceptable'
  | 'position.invalid'
  | 'position.not_reached'
  | 'subscription.unknown'
  | 'invoice.none'
  | 'job.unknown'
  | 'link.unknown'
  | 'clock.not_a_test_clock'
  | 'service.not_ready'
  | 'internal';

export type ProblemCode = RefusalCode | ApplicationCode | EdgeCode;

export interface ProblemParts {
  /** Extension members of the problem; never personal data. */
  readonly details?: Readonly<Record<string, unknown>>;
  readonly errors?: readonly FieldError[];
}

/** A request that the edge answers with a problem. */
export class Problem extends Error {
  readonly details: Readonly<Record<string, unknown>>;
  readonly errors: readonly FieldError[];

  constructor(
    readonly code: ProblemCode,
    { details = {}, errors = [] }: ProblemParts = {},
  ) {
    super(`answered with the problem ${code}`);
    this.name = new.target.name;
    this.details = details;
    this.errors = errors;
  }
}

/** A request with one wrong field, header or parameter. */
export const invalid = (field: string, code: string, message: string): Problem =>
  new Problem('request.invalid', { errors: [{ field, code, message }] });
