import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import featuresService from '@eventstore/db-client/generated/serverfeatures_grpc_pb.js';
import features from '@eventstore/db-client/generated/serverfeatures_pb.js';
import type { SupportedMethods } from '@eventstore/db-client/generated/serverfeatures_pb.js';
import streamsService from '@eventstore/db-client/generated/streams_grpc_pb.js';
import type { IStreamsServer } from '@eventstore/db-client/generated/streams_grpc_pb.js';
import type { BatchAppendReq, BatchAppendResp, ReadReq, ReadResp } from '@eventstore/db-client/generated/streams_pb.js';
import {
  Server,
  ServerCredentials,
  status,
  type sendUnaryData,
  type ServerDuplexStream,
  type ServerWritableStream,
} from '@grpc/grpc-js';
import { answerAppend, answerBatches } from './append-calls.js';
import { EventLog, type LoggedEvent, type Outcome, type ProposedAppend } from './event-log.js';
import { CANCELLED, notLeader, type Failure } from './failures.js';
import { Faults, type AppendFault } from './faults.js';
import { LogSubscription } from './log-subscription.js';
import { answerRead } from './read-calls.js';

export interface StandInOptions {
  /** A free one unless told. */
  readonly port?: number;
  /** Whether all events of an append have one commit position, as servers before 21.10 give them. */
  readonly sharesCommits?: boolean;
}

type BatchCall = ServerDuplexStream<BatchAppendReq, BatchAppendResp>;
type SubscribeCall = ServerWritableStream<ReadReq, ReadResp>;

/** From the start of the server to its end. What was under way at the end is never finished. */
interface Life {
  readonly server: Server;
  readonly end: AbortController;
  readonly subscriptions: Set<LogSubscription>;
  readonly appends: Set<BatchCall>;
}

const HOST = '127.0.0.1';
const METHODS = ['append', 'batchappend', 'read'];
const BIND_AGAIN_MS = 20;
const BIND_ATTEMPTS_MAX = 100;

/**
 * Speaks so much of the protocol of EventStoreDB that the vendor's client takes it for one, and fails on demand. What
 * was appended survives `kill` and `restart`. It is for faults; that an adapter is right is shown on a real server.
 */
export class EventStoreStandIn {
  readonly faults = new Faults();
  /** How often each kind of call has arrived. */
  readonly calls = { append: 0, batchAppend: 0, read: 0, subscribe: 0 };
  readonly #log: EventLog;
  readonly #underWay = new Set<string>();
  #life: Life | null = null;
  #port: number;

  private constructor({ port = 0, sharesCommits = false }: StandInOptions) {
    this.#port = port;
    this.#log = new EventLog(sharesCommits);
    this.writeSystemEvents(3);
  }

  static async start(options: StandInOptions = {}): Promise<EventStoreStandIn> {
    const standIn = new EventStoreStandIn(options);
    await standIn.restart();
    return standIn;
  }

  get url(): string {
    return `esdb://${HOST}:${this.#port}?tls=false`;
  }

  /** Everything it holds, the events of the system among it. */
  get events(): readonly LoggedEvent[] {
    return this.#log.all;
  }

  /** How many events of the log each open subscription has got past. */
  get subscriptionsAt(): readonly number[] {
    return [...(this.#life?.subscriptions ?? [])].map(({ at }) => at);
  }

  /** As a machine that loses its power: connections break, the port is closed, what was under way is not written. */
  kill(): void {
    this.#life?.end.abort();
    this.#life?.server.forceShutdown();
    this.#life = null;
  }

  /** On the same port, with what was written. As the real server it knows only from its log which ids it has seen. */
  async restart(): Promise<void> {
    this.kill();
    this.#log.restart();
    this.#underWay.clear();
    const life: Life = {
      server: new Server(),
      end: new AbortController(),
      subscriptions: new Set(),
      appends: new Set(),
    };
    life.server.addService(streamsService.StreamsService, this.#streams(life));
    life.server.addService(featuresService.ServerFeaturesService, { getSupportedMethods });
    this.#port = await bind(life.server, this.#port);
    this.#life = life;
  }

  /** All connections break; the server stays. */
  cutConnections(): void {
    this.#life?.server.drain(`${HOST}:${this.#port}`, 0);
  }

  /** The server ends all subscriptions as if there were nothing more to come. */
  endSubscriptions(): void {
    this.#dropSubscriptions((subscription) => subscription.end());
  }

  failSubscriptions(failure: Failure = CANCELLED): void {
    this.#dropSubscriptions((subscription) => subscription.fail(failure));
  }

  /** The subscriptions that there are deliver nothing more, and nobody is told. */
  silenceSubscriptions(): void {
    this.#dropSubscriptions((subscription) => subscription.silence());
  }

  /** The server ends, without an error, the calls that carry many appends. */
  endAppends(): void {
    const calls = [...(this.#life?.appends ?? [])];
    this.#life?.appends.clear();
    calls.forEach((call) => call.end());
  }

  /** The next append is refused by a node that is no leader any more; the leader it names is this stand-in again. */
  failOver(): void {
    this.faults.failNextAppend(notLeader(HOST, this.#port), { isWritten: false });
    this.failSubscriptions(notLeader(HOST, this.#port));
  }

  /** A repetition of what was written is refused from now on, as it is when a server no longer knows its ids. */
  forgetRepetitions(): void {
    this.#log.forgetRepetitions();
  }

  /** What the server writes for itself, statistics for one. */
  writeSystemEvents(count: number): void {
    const none = new Uint8Array();
    const event = { type: '$statsCollected', contentType: 'application/json', data: Buffer.from('{}'), metadata: none };
    const events = Array.from({ length: count }, () => ({ ...event, id: randomUUID() }));
    this.#log.append({ stream: '$stats-127.0.0.1:2113', expected: 'any', events });
    this.#deliver();
  }

  #dropSubscriptions(drop: (subscription: LogSubscription) => void): void {
    const dropped = [...(this.#life?.subscriptions ?? [])];
    this.#life?.subscriptions.clear();
    dropped.forEach(drop);
  }

  #deliver(): void {
    this.#life?.subscriptions.forEach((subscription) => subscription.deliver());
  }

  #streams(life: Life): IStreamsServer {
    const perform = (append: ProposedAppend) => this.#perform(append, life);
    return {
      append: (call, answer) => {
        this.calls.append += 1;
        answerAppend(call, answer, perform);
      },
      batchAppend: (call) => {
        this.calls.batchAppend += 1;
        life.appends.add(call);
        call.on('cancelled', () => life.appends.delete(call));
        answerBatches(call, perform);
      },
      read: (call) => {
        if (call.request.getOptions()?.hasSubscription()) return this.#subscribe(call, life);
        this.calls.read += 1;
        answerRead(call, this.#log, this.faults.takeRead());
      },
      delete: refuse,
      tombstone: refuse,
    };
  }

  #subscribe(call: SubscribeCall, { subscriptions }: Life): void {
    this.calls.subscribe += 1;
    const subscription = new LogSubscription(call, this.#log);
    subscriptions.add(subscription);
    call.on('cancelled', () => subscriptions.delete(subscription));
    subscription.deliver();
  }

  /** What one append comes to, with the fault that waits for it. */
  async #perform(append: ProposedAppend, life: Life): Promise<Outcome | Failure | null> {
    const fault = this.faults.takeAppend();
    const key = `${append.stream} ${append.events[0]?.id ?? ''}`;
    // The real server drops a repetition of what it has begun and not finished, and leaves it without an answer.
    if (this.#underWay.has(key)) return null;
    this.#underWay.add(key);
    const outcome = await this.#write(append, fault, life);
    if (!life.end.signal.aborted) this.#underWay.delete(key);
    if (fault.answeredAfterMs > 0) await sleep(fault.answeredAfterMs);
    if (life.end.signal.aborted || fault.answer === 'none') return null;
    return fault.answer === 'outcome' ? outcome : fault.answer;
  }

  async #write(append: ProposedAppend, fault: AppendFault, life: Life): Promise<Outcome | null> {
    if (fault.writtenAfterMs > 0) await sleep(fault.writtenAfterMs);
    if (!fault.isWritten || life.end.signal.aborted) return null;
    const outcome = this.#log.append(append);
    this.#deliver();
    return outcome;
  }
}

const refuse = (_call: unknown, answer: sendUnaryData<never>): void => answer({ code: status.UNIMPLEMENTED });

const getSupportedMethods = (_call: unknown, answer: sendUnaryData<SupportedMethods>): void => {
  const methods = METHODS.map((name) =>
    new features.SupportedMethod().setServiceName('event_store.client.streams.Streams').setMethodName(name),
  );
  answer(null, new features.SupportedMethods().setEventStoreServerVersion('24.10.0').setMethodsList(methods));
};

const bindOnce = (server: Server, port: number): Promise<number> =>
  new Promise((resolve, reject) => {
    const bound = (error: Error | null, at: number): void => (error ? reject(error) : resolve(at));
    server.bindAsync(`${HOST}:${port}`, ServerCredentials.createInsecure(), bound);
  });

/** A port that was closed a moment ago may not be free yet. */
const bind = async (server: Server, port: number): Promise<number> => {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await bindOnce(server, port);
    } catch (error) {
      if (attempt === BIND_ATTEMPTS_MAX) throw error;
      await sleep(BIND_AGAIN_MS);
    }
  }
};
