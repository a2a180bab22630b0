import { createTransport, type SendMailOptions } from 'nodemailer';
import { checkMail } from '../mailer/check-mail.js';
import { type Mail, Mailer, type SentMail } from '../mailer/mailer.js';
import type { SentMails } from './sent-mails.js';
import { MailNotSent, smtpError } from './smtp-errors.js';
import { domainOf, smtpServer } from './smtp-options.js';

/** A server that trickles keeps a connection alive for ever: this is the limit for one mail, from first to last byte. */
export const SEND_TIMEOUT_MS = 60_000;
const CONNECTIONS_MAX = 3;
const MAILS_PER_CONNECTION_MAX = 100;
const CONNECT_TIMEOUT_MS = 10_000;
const SILENCE_TIMEOUT_MS = 30_000;
const IDLE_TIMEOUT_MS = 30_000;

export interface SmtpMailerOptions {
  /** `Acme <billing@acme.example>`. Its domain is also that of every Message-ID. */
  readonly from: string;
  /** Remembers what went out. Closed by whoever opened it. */
  readonly sent: SentMails;
  readonly sendTimeoutMs?: number;
}

/** What is used of nodemailer. */
interface Pool {
  sendMail(mail: SendMailOptions): Promise<unknown>;
  close(): void;
}

/**
 * Hands mails to a mail server, see `smtpServer` for what its URL says. It is done once the server has accepted a mail
 * and that is noted down. A crash between the two sends the mail again, as do two processes that send it at the same
 * moment: at least once, always under the same Message-ID, by which a mailbox can know the second for what it is. A
 * bounce comes later and elsewhere. Nothing is logged, and no error has an address or the content in it.
 */
export class SmtpMailer extends Mailer {
  readonly #options: SmtpMailerOptions;
  readonly #domain: string;
  readonly #pool: Pool;
  readonly #sending = new Map<string, Promise<SentMail>>();
  #isClosed = false;

  /** It does not connect yet. @throws SmtpUrlRefused */
  constructor(url: string, options: SmtpMailerOptions) {
    super();
    this.#options = options;
    this.#domain = domainOf(options.from);
    this.#pool = createTransport({
      ...smtpServer(url),
      ...{ pool: true, maxConnections: CONNECTIONS_MAX, maxMessages: MAILS_PER_CONNECTION_MAX },
      // A mail whose connection broke may have been accepted: whether to send it again is not the pool's affair.
      maxRequeues: 0,
      ...{ connectionTimeout: CONNECT_TIMEOUT_MS, greetingTimeout: CONNECT_TIMEOUT_MS, dnsTimeout: CONNECT_TIMEOUT_MS },
      ...{ socketTimeout: SILENCE_TIMEOUT_MS, idleTimeout: IDLE_TIMEOUT_MS },
      ...{ disableFileAccess: true, disableUrlAccess: true },
    });
  }

  override async send(mail: Mail): Promise<SentMail> {
    checkMail(mail);
    if (this.#isClosed) throw new MailNotSent(mail.id, 'the mailer is closed');
    return this.#sending.get(mail.id) ?? this.#startSending(mail);
  }

  /** Waits for the mails that are on their way, each at most `SEND_TIMEOUT_MS`. */
  override async close(): Promise<void> {
    this.#isClosed = true;
    await Promise.allSettled(this.#sending.values());
    this.#pool.close();
  }

  #startSending(mail: Mail): Promise<SentMail> {
    const sending = this.#sendOnce(mail).finally(() => this.#sending.delete(mail.id));
    this.#sending.set(mail.id, sending);
    return sending;
  }

  async #sendOnce(mail: Mail): Promise<SentMail> {
    const { sent } = this.#options;
    const before = await sent.find(mail.id);
    if (before !== null) return before;
    await this.#handOver(mail);
    return sent.keep(mail);
  }

  async #handOver({
    id,
    kind,
    to,
    subject,
    text,
    html,
    language,
    invoiceNumber,
    sentAt,
    attachments,
  }: Mail): Promise<void> {
    const { from, sendTimeoutMs = SEND_TIMEOUT_MS } = this.#options;
    try {
      await this.#pool.sendMail({
        ...{ from, subject, text, html },
        to: { name: '', address: to },
        messageId: `<${id}@${this.#domain}>`,
        // No out-of-office reply to a machine.
        headers: {
          ...{ 'Auto-Submitted': 'auto-generated', 'Content-Language': language },
          // For rules of mailboxes, and for whoever reads a bounce. The date of the mail itself is the machine's.
          'X-Quittance-Kind': kind,
          'X-Quittance-Sent-At': sentAt,
          ...(invoiceNumber !== null && { 'X-Quittance-Document': invoiceNumber }),
        },
        xMailer: false,
        attachments: attachments.map(({ name, type, content }) => {
          return { filename: name, contentType: type, content: Buffer.from(content) };
        }),
        signal: AbortSignal.timeout(sendTimeoutMs),
      });
    } catch (error) {
      throw smtpError(id, error);
    }
  }
}
