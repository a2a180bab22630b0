import { type EventEmitter, once } from 'node:events';
import { Redis } from 'ioredis';
import { disclosed, isConnectionError, RedisUnreachable } from './redis-errors.js';
import { askingOptions, CONNECT_TIMEOUT_MS, type ConnectionOptions, workingOptions } from './redis-options.js';

/** A connection that is lost is tried again every second or two, and each worker has its own: one line is enough. */
export const REPORT_EVERY_MS = 10_000;
const REPORTS_REMEMBERED_MAX = 100;
const CONNECTING = ['connecting', 'connect'];
const POLICY = /^maxmemory_policy:(.+)$/m;

/** The connections of one queue to Redis, and the one place where their errors come out. */
export class RedisConnections {
  /** For whoever waits for an answer, who is told at once when there is none. */
  readonly asking: Redis;
  readonly #url: string;
  readonly #options: ConnectionOptions;
  readonly #onError: (error: Error) => void;
  readonly #reportedAt = new Map<string, number>();
  #working: Redis | null = null;
  #isClosed = false;

  /** @throws RedisUrlRefused */
  constructor(url: string, onError: (error: Error) => void) {
    this.#url = url;
    this.#onError = onError;
    this.#options = askingOptions(url);
    this.asking = this.#open(this.#options);
    this.asking.on('ready', () => void this.#checkPolicy());
  }

  /** For all workers, opened with the first one; each opens one more by itself, to be woken through. */
  get working(): Redis {
    this.#working ??= this.#open(workingOptions(this.#url));
    return this.#working;
  }

  /** Resolves when the workers have no connection, or lose the one that they have. */
  async workingLost(): Promise<void> {
    const working: EventEmitter & { readonly status?: string } = this.working;
    if (working.status === 'ready') await new Promise((resolve) => working.once('close', resolve));
  }

  /** Resolves at once when there is a connection, waits for one that is being made, else @throws RedisUnreachable. */
  async ready(): Promise<void> {
    if (this.asking.status === 'ready') return;
    if (CONNECTING.includes(this.asking.status)) await this.#nextChange();
    // The driver changes it meanwhile, which the compiler cannot know.
    if ((this.asking.status as string) !== 'ready') throw this.#unreachable();
  }

  /** What a caller is told: that Redis is not reachable when that is so, else the error without secrets. */
  explain(error: unknown): Error {
    if (error instanceof RedisUnreachable) return error;
    return this.asking.status === 'ready' && !isConnectionError(error) ? this.#disclose(error) : this.#unreachable();
  }

  /** Reports an error of a connection or a worker, the same one at most once in `REPORT_EVERY_MS`. */
  report(error: unknown): void {
    if (this.#isClosed) return;
    const known = this.#disclose(error);
    const now = Date.now();
    if (now - (this.#reportedAt.get(known.message) ?? -Infinity) < REPORT_EVERY_MS) return;
    if (this.#reportedAt.size >= REPORTS_REMEMBERED_MAX) this.#reportedAt.clear();
    this.#reportedAt.set(known.message, now);
    this.#onError(known);
  }

  close(): void {
    this.#isClosed = true;
    this.asking.disconnect();
    this.#working?.disconnect();
  }

  #open(options: ConnectionOptions): Redis {
    const redis = new Redis(options);
    redis.on('error', (error) => this.report(error));
    return redis;
  }

  async #nextChange(): Promise<void> {
    const signal = AbortSignal.timeout(CONNECT_TIMEOUT_MS);
    const asking: EventEmitter = this.asking;
    const changes = ['ready', 'close', 'end'].map(async (event) => once(asking, event, { signal }));
    // An error or the end of the wait: the status says what came of it.
    await Promise.race(changes).catch(() => undefined);
    for (const change of changes) change.catch(() => undefined);
  }

  async #checkPolicy(): Promise<void> {
    try {
      const policy = POLICY.exec(await this.asking.info('memory'))?.[1]?.trim();
      if (policy === undefined || policy === 'noeviction') return;
      this.report(new Error(`Redis would evict jobs (${policy}): set its maxmemory-policy to noeviction`));
    } catch (error) {
      this.report(error);
    }
  }

  #unreachable(): RedisUnreachable {
    const { host, port } = this.#options;
    return new RedisUnreachable(`${host}:${port}`);
  }

  #disclose(error: unknown): Error {
    return disclosed(error, this.#options.password);
  }
}
