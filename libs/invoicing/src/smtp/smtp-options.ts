import { isIP } from 'node:net';
import { domainToASCII } from 'node:url';

/** The settings of SMTP cannot be used. Says what to change, and repeats no part of a URL that holds a password. */
export class SmtpUrlRefused extends Error {
  readonly code = 'mail.smtp_url_refused';
  constructor(reason: string) {
    super(`Mails cannot be sent: ${reason}`);
    this.name = new.target.name;
  }
}

export interface SmtpServer {
  readonly host: string;
  readonly port: number;
  /** TLS from the first byte. */
  readonly secure: boolean;
  /** TLS by STARTTLS, without which nothing is sent: neither a password nor a mail. */
  readonly requireTLS: boolean;
  readonly ignoreTLS: boolean;
  readonly auth?: { readonly user: string; readonly pass: string };
}

const PORTS: Readonly<Record<string, number>> = { 'smtp:': 587, 'smtps:': 465 };
const NO_URL = 'the URL of the mail server is none, write smtp://user:password@host:587 or smtps:// for TLS at once';
const NO_TLS = 'the URL of the mail server may end with ?tls=none and nothing else';
const PASSWORD_IN_CLEAR = 'the URL of the mail server would send its password unencrypted, leave ?tls=none out';
const ADDRESS = String.raw`[^\s<>@,;]+@([^\s<>@,;]+)`;
const SENDER = new RegExp(String.raw`^(?:${ADDRESS}|[^<>\r\n]*<${ADDRESS}>)$`);

/**
 * What a URL says of a mail server. `smtps:` is TLS from the first byte; `smtp:` is STARTTLS, which the server must
 * offer, because who can read along can also take the offer away. Without TLS it goes only to this machine, and to where
 * `?tls=none` says so, as inside a network of containers; never with a password there.
 * @throws SmtpUrlRefused
 */
export const smtpServer = (url: string): SmtpServer => {
  const parsed = parse(url);
  const { username, password } = parsed;
  const encryption = encryptionOf(parsed);
  const host = hostOf(parsed);
  if (username !== '' && encryption.ignoreTLS && !isLoopback(host)) throw new SmtpUrlRefused(PASSWORD_IN_CLEAR);
  return {
    ...{ host, port: portOf(parsed), ...encryption },
    ...(username === '' ? {} : { auth: { user: decoded(username), pass: decoded(password) } }),
  };
};

/** The domain of a sender: `billing@acme.example` or `Acme <billing@acme.example>`. @throws SmtpUrlRefused */
export const domainOf = (from: string): string => {
  const [, ofBareAddress, ofNamedAddress] = SENDER.exec(from) ?? [];
  const domain = domainToASCII(ofBareAddress ?? ofNamedAddress ?? '');
  if (domain === '') throw new SmtpUrlRefused('the sender is no address, write it like Acme <billing@acme.example>');
  return domain;
};

const encryptionOf = (url: URL): Pick<SmtpServer, 'secure' | 'requireTLS' | 'ignoreTLS'> => {
  const secure = url.protocol === 'smtps:';
  const saysNone = url.search === '?tls=none';
  if ((url.search !== '' && !saysNone) || (secure && saysNone)) throw new SmtpUrlRefused(NO_TLS);
  const ignoreTLS = !secure && (saysNone || isLoopback(hostOf(url)));
  return { secure, requireTLS: !secure && !ignoreTLS, ignoreTLS };
};

/** An IPv6 address stands in brackets in a URL. */
const hostOf = ({ hostname }: URL): string => hostname.replace(/^\[|\]$/g, '');

const portOf = ({ protocol, port }: URL): number => (port === '' ? (PORTS[protocol] ?? 0) : Number(port));

const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));

const parse = (url: string): URL => {
  if (!URL.canParse(url)) throw new SmtpUrlRefused(NO_URL);
  const parsed = new URL(url);
  const isComplete = parsed.protocol in PORTS && parsed.hostname !== '' && ['', '/'].includes(parsed.pathname);
  if (!isComplete) throw new SmtpUrlRefused(NO_URL);
  return parsed;
};

const decoded = (part: string): string => {
  try {
    return decodeURIComponent(part);
  } catch {
    throw new SmtpUrlRefused(NO_URL);
  }
};
