import { MailRefused } from '../mailer/mailer.js';

/** The mail server did not take the mail this time; the same mail may well go out later. */
export class MailNotSent extends Error {
  readonly code = 'mail.not_sent';
  constructor(
    readonly mailId: string,
    reason: string,
  ) {
    super(`the mail ${mailId} was not sent: ${reason}; it may be tried again`);
    this.name = new.target.name;
  }
}

/** What nodemailer tells of a failure. Its message and the answer of the server repeat addresses: neither is passed on. */
interface SmtpFailure {
  /** `EENVELOPE`, `EMESSAGE`, `ESOCKET`, … */
  readonly code?: string;
  /** `ECONNREFUSED` beneath an `ESOCKET`. */
  readonly originalCode?: string;
  readonly command?: string;
  readonly response?: string;
  readonly responseCode?: number;
  /** Whether the server would answer the same to the same mail. */
  readonly permanent?: boolean;
}

const ENHANCED_STATUS = /^\d{3}[ -]([245]\.\d{1,3}\.\d{1,3})\b/;
const AUTHENTICATION_REQUIRED = 530;
const TOO_LARGE = 552;

/** The error of a mailer that says what nodemailer's does, without any address. */
export const smtpError = (mailId: string, error: unknown): Error => {
  const failure = (error ?? {}) as SmtpFailure;
  const advice = adviceOn(failure);
  const said = whatHappened(failure);
  return advice === null ? new MailNotSent(mailId, said) : new MailRefused(mailId, `${said}, ${advice}`);
};

/** What a person can do about a refusal for good; null when the same mail may go out later. */
const adviceOn = ({ code, command, response, responseCode, permanent }: SmtpFailure): string | null => {
  const isTooLarge = code === 'EMESSAGE' && response === undefined && command === 'MAIL FROM';
  if (isTooLarge || responseCode === TOO_LARGE) return 'raise the size of mails that this server takes';
  // That is about our access to the server, not about the mail: it goes out once the access is mended.
  if (!permanent || responseCode === AUTHENTICATION_REQUIRED) return null;
  if (command === 'RCPT TO') return 'correct the e-mail address of the recipient';
  return command === 'DATA' ? 'look into the log of that server for what it objects to' : null;
};

const whatHappened = ({ code, originalCode, command, response = '', responseCode }: SmtpFailure): string => {
  if (responseCode === undefined) return `no mail server took it (${originalCode ?? code ?? 'unknown failure'})`;
  const status = ENHANCED_STATUS.exec(response)?.[1];
  const answer = [responseCode, status].filter((part) => part !== undefined).join(' ');
  return `the mail server answered ${answer} to ${command ?? 'a command'}`;
};
