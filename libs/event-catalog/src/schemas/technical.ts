import { z } from 'zod';
import type { Definitions } from './definition.js';
import { instant, sha256 } from './parts.js';

const requestHash = sha256.describe('The SHA-256, in hex, of the request under the key: another request is refused.');

export const technicalEvents = {
  ClockMoved: {
    stream: 'technical',
    summary: 'The test clock shows another time, in every process.',
    rules: [],
    versions: { 1: z.strictObject({ now: instant.describe('What the clock shows, an instant in UTC, ISO 8601.') }) },
  },
  CommandAnswered: {
    stream: 'technical',
    summary: 'A command succeeded: the same key and request get this answer again, for ever.',
    rules: [],
    moves: ['start -> answered', 'open -> answered'],
    versions: {
      1: z.strictObject({
        requestHash,
        status: z.int().meta({ title: 'whole number' }).describe('The HTTP status of the answer.'),
        answer: z.record(z.string(), z.unknown()).meta({ title: 'JSON object' }).describe('The body of the answer.'),
      }),
    },
  },
  CommandLeftOpen: {
    stream: 'technical',
    summary: 'A command waits for its payment: until that has an outcome its key stays with this request.',
    rules: [],
    moves: ['start -> open'],
    versions: { 1: z.strictObject({ requestHash }) },
  },
  CommandAttemptFailed: {
    stream: 'technical',
    summary: 'The payment of a command failed: the same key may try again, as a new command with a new payment.',
    rules: [],
    moves: ['start -> start', 'open -> start'],
    versions: { 1: z.strictObject({ requestHash }) },
  },
} satisfies Definitions;
