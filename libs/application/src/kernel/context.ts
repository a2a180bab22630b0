import type { Actor } from '#event-store';

/** Where a command comes from, recorded with every event that it leads to. */
export interface CommandContext {
  /** The idempotency key of the command: what it already wrote under this id is its answer. */
  readonly commandId: string;
  readonly correlationId: string;
  readonly causationId: string;
  readonly actor: Actor;
  /** SHA-256 of the request; the same id with another request is refused. */
  readonly requestHash?: string;
  /** `If-Match`: the revisions that the caller knows; one of them must be the present one. */
  readonly expectedRevisions?: readonly number[];
  /** Decide only: nothing is written. */
  readonly isPreview?: boolean;
}

export const SYSTEM: Actor = { id: 'system', role: 'system' };

/** The context of a step that follows from a fact; the same step of the same fact has the same command id. */
export const systemContext = (
  step: string,
  cause: { readonly correlationId: string; readonly causationId: string },
): CommandContext => ({
  commandId: step,
  correlationId: cause.correlationId,
  causationId: cause.causationId,
  actor: SYSTEM,
});
