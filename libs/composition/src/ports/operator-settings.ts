import { BillingSettings, type Issuer } from '#application';
import type { Settings } from '../settings/settings.js';

/** The gateway answers within its own 10 s or not at all (API.md, conventions). */
const PAYMENT_ANSWER_MS = 10_000;

interface Secrets {
  readonly linkSecret: Uint8Array;
}

/** Where a process that listens on a host and port is reached from the machine itself. */
export const addressOf = (host: string, port: number): string =>
  `http://${host.includes(':') ? `[${host}]` : host}:${port}`;

/** The billing settings of a process. Its public URL is known late when the system picks the port. */
export class OperatorSettings extends BillingSettings {
  override readonly paymentAnswerMs = PAYMENT_ANSWER_MS;
  readonly #linkSecret: Uint8Array;
  readonly #host: string;
  #publicUrl: string | null;

  constructor(
    { host, port, publicUrl }: Pick<Settings, 'host' | 'port' | 'publicUrl'>,
    override readonly issuer: Issuer,
    { linkSecret }: Secrets,
  ) {
    super();
    this.#linkSecret = linkSecret;
    this.#host = host;
    this.#publicUrl = publicUrl ?? (port === 0 ? null : addressOf(host, port));
  }

  // Private, so that an object that is printed does not show it.
  override get linkSecret(): Uint8Array {
    return this.#linkSecret;
  }

  /** @throws Error when the system picks the port and `listeningOn` was not called yet. */
  override get publicUrl(): string {
    if (this.#publicUrl === null) {
      throw new Error('The public URL is not known before HTTP is served: call listeningOn with the port first');
    }
    return this.#publicUrl;
  }

  /** Tells the port that the system picked. Changes nothing where the public URL is known already. */
  listeningOn(port: number): void {
    this.#publicUrl ??= addressOf(this.#host, port);
  }
}
