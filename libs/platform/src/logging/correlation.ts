import { AsyncLocalStorage } from 'node:async_hooks';

const current = new AsyncLocalStorage<string>();

/** Runs `work`, and all that it awaits, under a correlation id: every line that it logs carries the id. */
export const withCorrelationId = <T>(correlationId: string, work: () => T): T => current.run(correlationId, work);

/** The id that this work runs under; undefined outside `withCorrelationId`. */
export const correlationId = (): string | undefined => current.getStore();
