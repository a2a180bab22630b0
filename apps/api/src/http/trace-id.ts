import { randomUUID } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

/** https://www.w3.org/TR/trace-context/: version, trace id, parent id, flags. */
const TRACEPARENT = /^[0-9a-f]{2}-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}$/;
const NO_TRACE = '0'.repeat(32);
const CORRELATION_ID = /^[A-Za-z0-9._:-]{1,128}$/;

/** What ties the request to its log lines and events: the caller's own id where it gives a usable one, else a new. */
export const traceIdOf = ({ headers }: { readonly headers: IncomingHttpHeaders }): string => {
  const given = headers['x-correlation-id'];
  if (typeof given === 'string' && CORRELATION_ID.test(given)) return given;
  const { traceparent } = headers;
  const traceId = typeof traceparent === 'string' ? TRACEPARENT.exec(traceparent)?.[1] : undefined;
  return traceId === undefined || traceId === NO_TRACE ? randomUUID() : traceId;
};
