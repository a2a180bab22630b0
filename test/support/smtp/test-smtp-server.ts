import { once } from 'node:events';
import type { Socket } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { type ReceivedMail, readMail } from './received-mail.js';

/**
 * What a server can do to one mail: refuse its recipient or its content for good, put it off, take it and break the
 * connection before it says so, or never answer.
 */
export type SmtpFault = 'refuse' | 'refuseContent' | 'greylist' | 'authenticate' | 'cut' | 'hang';

const REFUSALS: Readonly<Partial<Record<SmtpFault, readonly [code: number, text: string]>>> = {
  refuse: [550, '5.1.1 no such mailbox'],
  refuseContent: [554, '5.7.1 this looks like spam'],
  greylist: [451, '4.7.1 come back later'],
  authenticate: [530, '5.7.0 authentication required'],
};

type Answer = (error?: Error) => void;

/** An SMTP server in this process, which keeps what it accepts and fails on demand. */
export class TestSmtpServer {
  readonly mails: ReceivedMail[] = [];
  /** `user password` of everyone who tried to sign in. */
  readonly logins: string[] = [];
  connections = 0;
  readonly #server: SMTPServer;
  readonly #sockets = new Set<Socket>();
  readonly #faults: SmtpFault[] = [];
  #port = 0;

  private constructor(options: SMTPServerOptions) {
    this.#server = new SMTPServer({
      ...{ authOptional: true, disableReverseLookup: true, closeTimeout: 1 },
      onAuth: ({ username = '', password }, _, done) => {
        this.logins.push(`${username} ${password ?? ''}`);
        if (password === 'wrong') done(new Error('no such user'));
        else done(null, { user: username });
      },
      onRcptTo: ({ address }, _, answer) => this.#fail(['refuse', 'greylist', 'authenticate'], address, answer),
      onData: (stream, { envelope }, answer) => {
        const from = envelope.mailFrom === false ? '' : envelope.mailFrom.address;
        const to = envelope.rcptTo.map(({ address }) => address).join();
        void buffer(stream).then((raw) => this.#take(readMail(raw, from, to), answer));
      },
      ...options,
    });
    // A client that goes away is none of its business.
    this.#server.on('error', () => undefined);
    this.#server.server.on('connection', (socket: Socket) => {
      this.connections += 1;
      this.#sockets.add(socket);
      socket.once('close', () => this.#sockets.delete(socket));
    });
  }

  static async start(
    options: SMTPServerOptions = { disabledCommands: ['STARTTLS'] },
    port = 0,
  ): Promise<TestSmtpServer> {
    const server = new TestSmtpServer(options);
    const listening = server.#server.listen(port, '0.0.0.0');
    await once(listening, 'listening');
    server.#port = (listening.address() as { readonly port: number }).port;
    return server;
  }

  get port(): number {
    return this.#port;
  }

  get url(): string {
    return `smtp://127.0.0.1:${this.port}`;
  }

  /** Does this to the next mail, and the others to those that follow. */
  failNext(...faults: SmtpFault[]): void {
    this.#faults.push(...faults);
  }

  async stop(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.close(resolve));
  }

  #fail(faults: readonly SmtpFault[], repeated: string, answer: Answer): void {
    const [fault] = this.#faults;
    const [responseCode, text = ''] = (fault && faults.includes(fault) && REFUSALS[fault]) || [];
    if (responseCode === undefined) return answer();
    this.#faults.shift();
    answer(Object.assign(new Error(`${text} <${repeated}>`), { responseCode }));
  }

  #take(mail: ReceivedMail, answer: Answer): void {
    const [fault] = this.#faults;
    if (fault === 'refuseContent') return this.#fail([fault], mail.to, answer);
    if (fault === 'hang') return void this.#faults.shift();
    this.mails.push(mail);
    if (fault !== 'cut') return answer();
    this.#faults.shift();
    this.#cut();
  }

  #cut(): void {
    for (const socket of this.#sockets) socket.destroy();
  }
}
