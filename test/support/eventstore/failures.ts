import { Metadata, status, type StatusObject } from '@grpc/grpc-js';

/** How the server ends a call that fails. */
export interface Failure extends Pick<StatusObject, 'code' | 'details'> {
  readonly metadata?: Metadata;
  /** The message by which it fails one append alone where many share a call; without one the whole call fails. */
  readonly appendStatus?: string;
}

export const UNAVAILABLE: Failure = { code: status.UNAVAILABLE, details: 'Server Is Not Ready' };
export const UNKNOWN: Failure = { code: status.UNKNOWN, details: 'No leader info available in response' };
export const TIMED_OUT: Failure = {
  code: status.ABORTED,
  details: 'Operation timed out: Prepare phase timeout.',
  appendStatus: 'Timeout',
};
export const NOT_SAID: Failure = { code: status.UNKNOWN, details: 'Unexpected result', appendStatus: 'Unknown' };
export const TOO_LATE: Failure = { code: status.DEADLINE_EXCEEDED, details: 'Deadline Exceeded' };
export const CANCELLED: Failure = { code: status.CANCELLED, details: 'Call canceled by the server' };
export const INTERNAL: Failure = { code: status.INTERNAL, details: 'Exception was thrown by handler.' };

/** The answer of a node that has lost an election: it names the leader, to whom the client turns. */
export const notLeader = (host: string, port: number): Failure => {
  const metadata = new Metadata();
  metadata.set('exception', 'not-leader');
  metadata.set('leader-endpoint-host', host);
  metadata.set('leader-endpoint-port', String(port));
  return { code: status.NOT_FOUND, details: 'Leader info available', metadata };
};
