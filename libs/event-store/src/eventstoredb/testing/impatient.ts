import type { EventStoreDbOptions } from '../settings.js';

/** What a test waits for, that is patience enough in production, would take minutes. */
export const IMPATIENT: EventStoreDbOptions = {
  appendTimeoutMs: 250,
  readTimeoutMs: 500,
  giveUpAfterMs: 20_000,
  silenceMaxMs: 300,
  retryFirstMs: 5,
  retryMaxMs: 50,
};
