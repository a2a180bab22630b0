import { setTimeout as delay } from 'node:timers/promises';
import { ApiError, QuittanceClient, UnreadableAnswer, type Session, type SignIn, type StaffRole } from '#apps/cli';

const AGAIN_AFTER_MS = 100;
const PATIENCE_MS = 150_000;
const RETRYABLE = [429, 500, 502, 503, 504];
/** Another command of the same subscription has not been settled yet; that one of a process that died takes a while. */
const RETRYABLE_CODES = ['payment.pending', 'subscription.renewal_due'];

/** As `fetch` says it, whose errors are of another realm than those of a test. */
const isOfConnection = (error: unknown): boolean => (error as Partial<Error> | null)?.name === 'TypeError';

const isWorthRepeating = (error: unknown): boolean =>
  error instanceof ApiError
    ? RETRYABLE.includes(error.status) || RETRYABLE_CODES.includes(error.code)
    : error instanceof UnreadableAnswer || isOfConnection(error);

/** A client as it should be: asks another api when one does not answer, and repeats a command under the same key. */
export class PersistentClient {
  readonly #clients: readonly QuittanceClient[];
  #turn = 0;
  /** How often something was asked again. */
  repeated = 0;

  constructor(urls: readonly string[], signIn: SignIn) {
    this.#clients = urls.map((url) => new QuittanceClient(url, signIn));
  }

  /** One api of them. */
  at(index: number): QuittanceClient {
    const client = this.#clients[index];
    if (client === undefined) throw new Error(`there is no api ${index}`);
    return client;
  }

  /** @throws what the work is refused with, and its last error when it is out of patience. */
  async ask<T>(who: readonly [string, ...StaffRole[]], work: (session: Session) => Promise<T>): Promise<T> {
    const deadline = performance.now() + PATIENCE_MS;
    for (;;) {
      this.#turn += 1;
      const session = await this.at(this.#turn % this.#clients.length).as(...who);
      try {
        return await work(session);
      } catch (error) {
        if (!isWorthRepeating(error) || performance.now() > deadline) throw error;
        this.repeated += 1;
        await delay(AGAIN_AFTER_MS);
      }
    }
  }

  /** Moves the clock, however often the api that does it dies on the way. */
  async advance(to: string): Promise<void> {
    await this.ask(['olga', 'operator'], (session) => session.advance(to));
  }

  now(): Promise<string> {
    return this.ask(['olga', 'operator'], async (session) => (await session.clock()).now);
  }
}
