import streams from '@eventstore/db-client/generated/streams_pb.js';
import type { ReadReq, ReadResp } from '@eventstore/db-client/generated/streams_pb.js';
import type { ServerWritableStream } from '@grpc/grpc-js';
import type { EventLog, LoggedEvent } from './event-log.js';
import type { ReadFault } from './faults.js';
import { eventMessage, nameOf, notFoundMessage } from './messages.js';

const isBackwards = (options: ReadReq.Options): boolean =>
  options.getReadDirection() === streams.ReadReq.Options.ReadDirection.BACKWARDS;

export interface LogPlace {
  readonly commit: bigint;
  readonly prepare: bigint;
}

/** Less than 0 when a is before b. */
export const compare = (a: LogPlace, b: LogPlace): number =>
  Number(a.commit === b.commit ? a.prepare - b.prepare : a.commit - b.commit);

export const placeOf = (position: ReadReq.Options.Position): LogPlace => ({
  commit: BigInt(position.getCommitPosition()),
  prepare: BigInt(position.getPreparePosition()),
});

const backwards = (events: readonly LoggedEvent[]): LoggedEvent[] => events.toReversed();

/** Forwards from a position includes it, backwards does not. */
const selectAll = (
  log: EventLog,
  options: ReadReq.Options,
  all: ReadReq.Options.AllOptions,
): readonly LoggedEvent[] => {
  const position = all.getPosition();
  const place = position && placeOf(position);
  if (isBackwards(options)) {
    return backwards(place ? log.all.filter((event) => compare(event, place) < 0) : all.hasStart() ? [] : log.all);
  }
  return place ? log.all.filter((event) => compare(event, place) >= 0) : all.hasEnd() ? [] : log.all;
};

const selectStream = (
  events: readonly LoggedEvent[],
  options: ReadReq.Options,
  stream: ReadReq.Options.StreamOptions,
): readonly LoggedEvent[] => {
  const revision = stream.hasRevision() ? Number(stream.getRevision()) : null;
  if (isBackwards(options)) {
    return backwards(
      stream.hasStart() ? events.slice(0, 1) : events.slice(0, revision === null ? undefined : revision + 1),
    );
  }
  return stream.hasEnd() ? [] : events.slice(revision ?? 0);
};

/** What a read finds; null when it asks for a stream that does not exist. */
const select = (log: EventLog, options: ReadReq.Options): readonly LoggedEvent[] | null => {
  const all = options.getAll();
  if (all) return selectAll(log, options, all);
  const stream = options.getStream();
  const events = log.stream(nameOf(stream?.getStreamIdentifier()));
  return stream && events.length > 0 ? selectStream(events, options, stream) : null;
};

type ReadCall = ServerWritableStream<ReadReq, ReadResp>;

const end = (call: ReadCall, fault: ReadFault | undefined): void => {
  if (fault?.end === 'silence') return;
  if (fault === undefined || fault.end === 'clean') call.end();
  else call.emit('error', fault.end);
};

/** Answers a read that ends by itself. */
export const answerRead = (call: ReadCall, log: EventLog, fault: ReadFault | undefined): void => {
  const options = call.request.getOptions();
  const found = options && select(log, options);
  if (!options || (!found && fault === undefined)) {
    call.write(notFoundMessage(nameOf(options?.getStream()?.getStreamIdentifier())));
    call.end();
    return;
  }
  const page = (found ?? []).slice(0, Number(options.getCount()));
  for (const event of page.slice(0, fault?.afterEvents)) call.write(eventMessage(event));
  end(call, fault);
};
