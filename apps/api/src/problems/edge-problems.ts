import type { ApplicationCode, EdgeCode } from './problem.js';
import { word, type ProblemRow } from './problem-row.js';

const APPLICATION = {
  'revision.stale': {
    status: 412,
    title: 'Changed meanwhile',
    detail: ({ expected, actual }) => `The revision is ${word(actual)}, not ${word(expected)}: somebody changed it.`,
    next: 'Read the present state, decide again, and send its revision in If-Match.',
  },
  'quote.stale': {
    status: 412,
    title: 'The amounts have changed',
    detail: 'The amounts would differ from those that were quoted. Nothing was charged.',
    next: 'Ask for a new preview and confirm its quote.',
    field: 'quote',
  },
  'idempotency.key_reused': {
    status: 409,
    title: 'The key was used',
    detail: 'This Idempotency-Key was used for another request.',
    next: 'Take a new key for a new request.',
  },
  'stream.contention': {
    status: 503,
    title: 'Too many changes at once',
    detail: 'This is being changed by others again and again.',
    next: 'Send the same request again.',
    retryAfterS: 1,
  },
  'clock.backwards': {
    status: 409,
    title: 'The clock never goes back',
    detail: 'The test clock can only be advanced.',
    next: 'Advance it to the present or later; GET /v1/clock says what the present is.',
    field: 'to',
  },
  'clock.use_advance': {
    status: 409,
    title: 'A space exists already',
    detail: 'The clock can be set only while no space exists.',
    next: 'Use POST /v1/clock/advance, which lets everything due happen on the way.',
  },
  'clock.stalled': {
    status: 503,
    title: 'The clock stands',
    detail: ({ now }) => `What is due at ${word(now)} is not getting done, so the clock stays there.`,
    next: 'Read the errors in the log, mend what they say, and send the same request again.',
    retryAfterS: 30,
  },
  'cursor.invalid': {
    status: 400,
    title: 'Unknown cursor',
    detail: 'This cursor was not given out by this list.',
    next: 'Take the next of the page before, or leave the cursor out.',
    field: 'cursor',
  },
} as const satisfies Record<ApplicationCode, ProblemRow>;

const REQUESTS = {
  'request.invalid': {
    status: 400,
    title: 'The request is not valid',
    detail: 'Something in the request is missing, unknown or not as it should be.',
    next: 'Correct what stands in errors and send the request again; /docs describes every field.',
  },
  'request.too_long': {
    status: 414,
    title: 'The address is too long',
    detail: 'A part of the address is longer than any id.',
    next: 'Check the id in the address.',
  },
  'body.not_json': {
    status: 400,
    title: 'The body is not JSON',
    detail: 'The body cannot be read as JSON in UTF-8.',
    next: 'Send valid JSON.',
  },
  'body.not_an_object': {
    status: 400,
    title: 'The body is no object',
    detail: 'The body must be one JSON object that is nested no deeper than any request needs.',
    next: 'Send an object with the fields that /docs describes.',
  },
  'body.too_large': {
    status: 413,
    title: 'The body is too large',
    detail: 'A body has 65,536 bytes at most.',
    next: 'Send a smaller body.',
  },
  'body.wrong_type': {
    status: 415,
    title: 'Wrong content type',
    detail: 'The body is of a content type that is not read here.',
    next: 'Send JSON with the header Content-Type: application/json.',
  },
  not_acceptable: {
    status: 406,
    title: 'Not available in this form',
    detail: 'There is no such representation.',
    next: 'Ask with the header Accept: application/json.',
  },
  'position.invalid': {
    status: 400,
    title: 'Unknown position',
    detail: 'This position was not given out by a command.',
    next: 'Take the position of a command as it is, or leave it out.',
    field: 'position',
  },
  'position.not_reached': {
    status: 503,
    title: 'Not there yet',
    detail: 'What can be read has not reached that position yet.',
    next: 'Send the same request again.',
    retryAfterS: 1,
  },
  'route.unknown': {
    status: 404,
    title: 'Unknown address',
    detail: 'There is nothing at this address.',
    next: 'See /docs for all calls.',
  },
} as const satisfies Partial<Record<EdgeCode, ProblemRow>>;

const EDGE = {
  ...REQUESTS,
  'auth.missing': {
    status: 401,
    title: 'Not signed in',
    detail: 'This call needs a sign-in.',
    next: 'Send the header Authorization: Bearer with a token of your sign-in.',
  },
  'auth.invalid': {
    status: 401,
    title: 'The sign-in is not valid',
    detail: 'The token is not valid, or no longer.',
    next: 'Sign in again and send the new token.',
  },
  'auth.unavailable': {
    status: 503,
    title: 'Sign-in is unavailable',
    detail: 'The keys of the sign-in provider cannot be reached.',
    next: 'Send the same request again.',
    retryAfterS: 5,
  },
  'rate.exceeded': {
    status: 429,
    title: 'Too many requests',
    detail: 'You have sent more requests than one caller may in a minute.',
    next: 'Wait as long as Retry-After says, then go on.',
  },
  'subscription.unknown': {
    status: 404,
    title: 'Unknown subscription',
    detail: 'There is no such subscription.',
    next: 'Take the subscriptionId from a billing tab or an invoice.',
  },
  'invoice.none': {
    status: 404,
    title: 'No invoice yet',
    detail: 'This space has no invoice yet.',
    next: 'Come back after the first upgrade or renewal.',
  },
  'job.unknown': {
    status: 404,
    title: 'No such job',
    detail: 'No parked job has this id.',
    next: 'Take an id from GET /v1/operations/jobs; what is not listed there is done, or runs by itself.',
  },
  'link.unknown': {
    status: 404,
    title: 'Unknown link',
    detail: 'This link never existed.',
    next: 'Open the link of the e-mail once more, all of it.',
  },
  'clock.not_a_test_clock': {
    status: 409,
    title: 'No test clock',
    detail: 'This process runs with the clock of the machine.',
    next: 'Start it with QUITTANCE_CLOCK=test.',
  },
  'service.not_ready': {
    status: 503,
    title: 'Not ready',
    detail: 'This process is starting, stopping, or cannot reach its stores.',
    next: 'Send the same request again.',
    retryAfterS: 2,
  },
  internal: {
    status: 500,
    title: 'Something went wrong',
    detail: 'This is our mistake. The log says more under the traceId.',
    next: 'Try again; if it happens again, send the traceId to the contact in this answer.',
  },
} as const satisfies Record<EdgeCode, ProblemRow>;

/** What use cases and read models refuse beyond the rules, and what HTTP itself refuses. */
export const EDGE_PROBLEMS = { ...APPLICATION, ...EDGE } as const satisfies Record<
  ApplicationCode | EdgeCode,
  ProblemRow
>;
