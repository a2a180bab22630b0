import { randomUUID } from 'node:crypto';
import type { ReadReq, ReadResp } from '@eventstore/db-client/generated/streams_pb.js';
import type { ServerWritableStream } from '@grpc/grpc-js';
import type { EventLog, LoggedEvent } from './event-log.js';
import type { Failure } from './failures.js';
import { caughtUpMessage, checkpointMessage, confirmationMessage, eventMessage } from './messages.js';
import { compare, placeOf } from './read-calls.js';

type Matches = (event: LoggedEvent) => boolean;
type FilterOptions = ReadReq.Options.FilterOptions;

/** So many events the server looks at for each checkpoint, unless the client names another number. */
const SEARCH_WINDOW = 32;

const matchesText = (expression: ReadReq.Options.FilterOptions.Expression | undefined): ((text: string) => boolean) => {
  const prefixes = expression?.getPrefixList() ?? [];
  if (prefixes.length > 0) return (text) => prefixes.some((prefix) => text.startsWith(prefix));
  const regex = new RegExp(expression?.getRegex() ?? '');
  return (text) => regex.test(text);
};

const matcher = (filter: FilterOptions | undefined): Matches => {
  if (!filter) return () => true;
  const matchesStream = matchesText(filter.getStreamIdentifier());
  const matchesType = matchesText(filter.getEventType());
  return ({ stream, type }) => matchesStream(stream) && matchesType(type);
};

const firstIndex = (log: EventLog, all: ReadReq.Options.AllOptions | undefined): number => {
  if (all?.hasEnd()) return log.all.length;
  const position = all?.getPosition();
  if (!position) return 0;
  const place = placeOf(position);
  const index = log.all.findIndex((event) => compare(event, place) > 0);
  return index < 0 ? log.all.length : index;
};

/** A subscription to all streams, as the server serves it: it reads on whenever there is more and the client takes it. */
export class LogSubscription {
  readonly #call: ServerWritableStream<ReadReq, ReadResp>;
  readonly #log: EventLog;
  readonly #matches: Matches;
  readonly #checkpointEvery: number;
  #next: number;
  #hasCaughtUp = false;
  #isSilent = false;
  #isFull = false;

  constructor(call: ServerWritableStream<ReadReq, ReadResp>, log: EventLog) {
    const options = call.request.getOptions();
    const filter = options?.getFilter();
    this.#call = call;
    this.#log = log;
    this.#matches = matcher(filter);
    this.#checkpointEvery = filter
      ? (filter.getMax() || SEARCH_WINDOW) * filter.getCheckpointintervalmultiplier()
      : Number.POSITIVE_INFINITY;
    this.#next = firstIndex(log, options?.getAll());
    call.write(confirmationMessage(randomUUID()));
  }

  /** How many events of the log it has got past. */
  get at(): number {
    return this.#next;
  }

  deliver(): void {
    if (this.#isSilent) return;
    for (let event = this.#take(); event !== undefined; event = this.#take()) {
      if (this.#matches(event)) this.#write(eventMessage(event));
      if (this.#next % this.#checkpointEvery === 0) this.#write(checkpointMessage(event));
    }
    if (this.#isFull || this.#hasCaughtUp) return;
    this.#hasCaughtUp = true;
    this.#write(caughtUpMessage());
  }

  /** As a server that shuts down well: to the client this looks like the end of the events. */
  end(): void {
    this.#isSilent = true;
    this.#call.end();
  }

  fail(failure: Failure): void {
    this.#isSilent = true;
    this.#call.emit('error', failure);
  }

  /** From now on nothing comes, and nothing says so. */
  silence(): void {
    this.#isSilent = true;
  }

  #take(): LoggedEvent | undefined {
    if (this.#isFull) return undefined;
    const event = this.#log.all[this.#next];
    if (event) this.#next += 1;
    return event;
  }

  #write(message: ReadResp): void {
    if (this.#call.write(message) || this.#isFull) return;
    this.#isFull = true;
    this.#call.once('drain', () => {
      this.#isFull = false;
      this.deliver();
    });
  }
}
