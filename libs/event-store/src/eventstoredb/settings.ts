import { Namespace } from './namespace.js';

export interface EventStoreDbOptions {
  /** Keeps this store apart from others on the same server: letters and digits. None unless given. */
  readonly namespace?: string;
  /** Told of every failure that the store then tried to make good; silent unless given. */
  readonly onError?: (error: unknown) => void;
  /** How long one attempt to append waits for its answer. The server itself gives up after 2 seconds. */
  readonly appendTimeoutMs?: number;
  /** How long one attempt to read a page waits for its end. */
  readonly readTimeoutMs?: number;
  /** How long an append or a read is tried again before it is rejected. A fail-over takes up to 6 seconds. */
  readonly giveUpAfterMs?: number;
  /** How long a subscription may hear nothing, although there are new events, before it is made anew. */
  readonly silenceMaxMs?: number;
  /** The pause after the first failure; each further one is up to twice as long. */
  readonly retryFirstMs?: number;
  readonly retryMaxMs?: number;
}

export type Settings = Required<Omit<EventStoreDbOptions, 'namespace'>> & { readonly namespace: Namespace };

const DEFAULTS: Omit<Settings, 'namespace'> = {
  onError: () => undefined,
  appendTimeoutMs: 5_000,
  readTimeoutMs: 10_000,
  giveUpAfterMs: 30_000,
  silenceMaxMs: 10_000,
  retryFirstMs: 50,
  retryMaxMs: 2_000,
};

export const settingsFrom = (options: EventStoreDbOptions): Settings => ({
  ...DEFAULTS,
  ...options,
  namespace: new Namespace(options.namespace ?? ''),
});
