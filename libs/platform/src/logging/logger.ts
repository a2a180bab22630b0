import { destination, pino, stdTimeFunctions, type DestinationStream, type Logger } from 'pino';
import { correlationId } from './correlation.js';
import { describeError } from './describe-error.js';
import { redactLine } from './redact.js';

export type { Logger } from 'pino';

export interface LoggerOptions {
  /** The least level that is written: `trace`, `debug`, `info`, `warn`, `error`, `fatal`; `silent` writes nothing. */
  readonly level: string;
  /** On every line, which process or part writes it: `{process: 'worker'}`. */
  readonly bindings?: Readonly<Record<string, string>>;
  /** Standard error unless told, because commands print their results on standard output. */
  readonly destination?: DestinationStream;
}

const STANDARD_ERROR = 2;

/**
 * A logger that writes one JSON object a line: `level`, `time` (RFC 3339, UTC), `correlationId` inside
 * `withCorrelationId`, `err` of an error, `msg`. No personal data and no secret is written: the values of keys like
 * `email` or `token` are replaced at any depth, and so are e-mail addresses and tokens inside texts. Ids are written:
 * they say who somebody is only to those who may open the vault.
 */
export const createLogger = ({ level, bindings = {}, destination: stream }: LoggerOptions): Logger =>
  pino(
    {
      level,
      base: bindings,
      timestamp: stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      serializers: { err: (error: unknown) => describeError(error) },
      mixin: () => (correlationId() === undefined ? {} : { correlationId: correlationId() }),
      // On the finished line, because pino passes the bindings of child loggers through no formatter.
      hooks: { streamWrite: redactLine },
    },
    stream ?? destination({ fd: STANDARD_ERROR, sync: true }),
  );
