import { once } from 'node:events';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Document } from 'bson';
import { type Life } from './commands/command.js';
import { commandName, dispatch } from './commands/dispatch.js';
import { Cursors } from './cursors.js';
import { Faults, isCommit, isOperation, isWrite, type Wanted } from './faults.js';
import { type Request, RequestReader, encodeAnswer } from './wire.js';
import { type MongoRefusal, TRANSIENT } from './refusals.js';
import { Sessions } from './sessions.js';
import { Store } from './store.js';

const HOST = '127.0.0.1';
const DATABASE = 'quittance';
const TRANSACTION_LIFETIME_MS = 60_000;

export interface MongoStandInOptions {
  /** How long a transaction may stay open before the server ends it. MongoDB's own limit is the default. */
  readonly transactionLifetimeMs?: number;
}

/**
 * Stands in for a MongoDB server where there is none: the unchanged driver connects to `url` and finds the primary of a
 * replica set of one. What is committed outlives `kill`, in memory. Its behaviour is trusted as far as
 * `describeMongoBehaviour` goes, which runs on real servers as well.
 */
export class MongoStandIn {
  readonly #store = new Store();
  readonly #sessions: Sessions;
  readonly #faults = new Faults();
  readonly #sockets = new Set<Socket>();
  #server: Server | null = null;
  #life: Life | null = null;
  #port = 0;

  private constructor(transactionLifetimeMs: number) {
    this.#sessions = new Sessions(this.#store, transactionLifetimeMs);
  }

  /** Port 0 takes a free one. */
  static async start(port = 0, options: MongoStandInOptions = {}): Promise<MongoStandIn> {
    const standIn = new MongoStandIn(options.transactionLifetimeMs ?? TRANSACTION_LIFETIME_MS);
    await standIn.#listen(port);
    return standIn;
  }

  get port(): number {
    return this.#port;
  }

  /** For one connection to this server; `replicaSetUrl` lets the driver discover the replica set instead. */
  get url(): string {
    return `mongodb://${HOST}:${this.#port}/${DATABASE}?directConnection=true`;
  }

  get replicaSetUrl(): string {
    return `mongodb://${HOST}:${this.#port}/${DATABASE}?replicaSet=rs0`;
  }

  /** As a power cut: connections are cut, nobody listens, open transactions and unapplied commands are lost. */
  async kill(): Promise<void> {
    const server = this.#server;
    if (server === null) return;
    this.#server = null;
    if (this.#life !== null) this.#life.isOver = true;
    this.#sessions.abortAll();
    const closed = once(server, 'close');
    server.close();
    for (const socket of this.#sockets) socket.destroy();
    await closed;
  }

  /** Listens again on the same port, with what was committed. */
  async restart(): Promise<void> {
    await this.kill();
    await this.#listen(this.#port);
  }

  async stop(): Promise<void> {
    this.#faults.clear();
    await this.kill();
  }

  /** The next such command is applied, but its answer is lost and its connection cut. By default: the next commit. */
  cutAfterCommit(wanted: Wanted = isCommit): void {
    this.#faults.cut(wanted);
  }

  /** The next such command, by default any but the driver's monitoring, waits so long before it is applied. */
  delayNext(delayMs: number, wanted: Wanted = isOperation): void {
    this.#faults.delay(wanted, delayMs);
  }

  /** The next writes are refused as by a server that is no longer the primary; then it is the primary again. */
  stepDown(writes = 1): void {
    for (let write = 0; write < writes; write += 1) this.#faults.stepDown(isWrite);
  }

  /** The next such command is refused and not applied. */
  failNext(wanted: Wanted, code: number, labels: readonly string[] = []): void {
    this.#faults.refuse(wanted, code, labels);
  }

  /** Forgets the faults that have not happened yet. */
  clearFaults(): void {
    this.#faults.clear();
  }

  async #listen(port: number): Promise<void> {
    const server = createServer((socket) => this.#serve(socket));
    server.listen(port, HOST);
    await once(server, 'listening');
    this.#server = server;
    this.#port = (server.address() as AddressInfo).port;
    const address = `${HOST}:${this.#port}`;
    this.#life = { store: this.#store, sessions: this.#sessions, cursors: new Cursors(), address, isOver: false };
  }

  /** Answers the commands of a connection one after the other. */
  #serve(socket: Socket): void {
    const reader = new RequestReader();
    let last = Promise.resolve();
    this.#sockets.add(socket);
    socket.setNoDelay(true);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => this.#sockets.delete(socket));
    socket.on('data', (bytes) => {
      for (const request of reader.push(bytes)) last = last.then(() => this.#answer(socket, request));
    });
  }

  async #answer(socket: Socket, request: Request): Promise<void> {
    const life = this.#life;
    if (life === null || life.isOver) return;
    const { command } = request;
    const fate = this.#faults.fateOf(commandName(command), command);
    if (fate.delayMs !== undefined) await sleep(fate.delayMs);
    const answer = await this.#execute(command, life, fate.refusal);
    if (fate.isCut === true) socket.destroy();
    else if (!request.isSilent && socket.writable) socket.write(encodeAnswer(request, answer));
  }

  async #execute(command: Document, life: Life, refusal: MongoRefusal | undefined): Promise<Document> {
    if (refusal === undefined) return dispatch(command, life);
    // A commit that may be repeated leaves its transaction open, every other refusal ends it.
    const isRepeatable = commandName(command) === 'commitTransaction' && !refusal.labels.includes(TRANSIENT);
    if (!isRepeatable) this.#sessions.giveUp(command);
    return refusal.answer();
  }
}
