import { setTimeout as delay } from 'node:timers/promises';
import { NodeProcess } from '../node-process.js';
import { RedisServer, serverUrl } from '../servers/index.js';
import { TestSmtpServer, type ReceivedMail } from '../smtp/index.js';
import { SignInServer } from './sign-in-server.js';

/** A server of a test's own, which it can rob of its power. What it has on its disk stays. */
export interface PoweredServer {
  readonly name: string;
  /** Resolves when it serves again. */
  cutPower(forMs: number): Promise<void>;
}

/** The mail server of this process, over all its lives. */
class MailServer implements PoweredServer {
  readonly name = 'smtp';
  readonly #lives: TestSmtpServer[] = [];

  async start(): Promise<string> {
    const [before] = this.#lives;
    this.#lives.push(await TestSmtpServer.start({ disabledCommands: ['STARTTLS'] }, before?.port ?? 0));
    return this.#lives[0]?.url ?? '';
  }

  get mails(): readonly ReceivedMail[] {
    return this.#lives.flatMap(({ mails }) => mails);
  }

  async cutPower(forMs: number): Promise<void> {
    await this.stop();
    await delay(forMs);
    await this.start();
  }

  async stop(): Promise<void> {
    await this.#lives.at(-1)?.stop();
  }
}

class StandIn implements PoweredServer {
  constructor(
    readonly name: string,
    readonly process: NodeProcess,
  ) {}

  async cutPower(forMs: number): Promise<void> {
    await this.process.tell('kill');
    await delay(forMs);
    await this.process.tell('restart');
  }
}

const STAND_INS = {
  eventstoredb: { main: 'test/support/eventstore/main.js', ready: /^(esdb:\S+)$/ },
  mongodb: { main: 'test/support/mongodb/main.js', ready: /is listening on (\S+)$/ },
} as const;

/** The servers of a cluster of processes: the event store and MongoDB are real ones where those are named. */
export class ProcessServers {
  readonly powered: PoweredServer[] = [];
  readonly #mail = new MailServer();
  readonly #urls = new Map<string, string>();
  readonly #stops: (() => Promise<unknown>)[] = [];
  #redis: RedisServer | null = null;
  #signIn: SignInServer | null = null;

  async start(): Promise<void> {
    for (const name of ['eventstoredb', 'mongodb'] as const) {
      this.#urls.set(name, serverUrl(name) ?? (await this.#standIn(name)));
    }
    this.#redis = await RedisServer.start();
    if (this.#redis === null) throw new Error('redis-server is not installed: skip what needs it');
    this.#stops.push(() => this.redis.remove());
    this.#signIn = await SignInServer.start();
    this.#stops.push(() => this.signIn.stop());
    this.#urls.set('smtp', await this.#mail.start());
    this.#stops.push(() => this.#mail.stop());
    this.powered.push(this.#mail, { name: 'redis', cutPower: (forMs) => this.#cutRedis(forMs) });
  }

  async stop(): Promise<void> {
    for (const stop of this.#stops.splice(0).reverse()) await stop();
  }

  get redis(): RedisServer {
    if (this.#redis === null) throw new Error('the servers do not run: call start first');
    return this.#redis;
  }

  get signIn(): SignInServer {
    if (this.#signIn === null) throw new Error('the servers do not run: call start first');
    return this.#signIn;
  }

  /** Every mail that arrived, the oldest first. */
  get mails(): readonly ReceivedMail[] {
    return this.#mail.mails;
  }

  urlOf(name: 'eventstoredb' | 'mongodb' | 'smtp'): string {
    return this.#urls.get(name) ?? '';
  }

  async #standIn(name: keyof typeof STAND_INS): Promise<string> {
    const process = new NodeProcess(STAND_INS[name]);
    const url = await process.start();
    this.#stops.push(() => process.kill());
    this.powered.push(new StandIn(name, process));
    return url;
  }

  async #cutRedis(forMs: number): Promise<void> {
    await this.redis.kill();
    await delay(forMs);
    await this.redis.restart();
  }
}
