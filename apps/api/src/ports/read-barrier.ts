import type { Position } from '#event-store';
import type { Projector } from '#read-models/projector';

/** Knows how far the read models have followed the events. */
export abstract class ReadBarrier {
  /** Whether they are written in this process: a command then answers only when what it did can be read. */
  abstract readonly isInProcess: boolean;

  /** Whether they have every event up to a position, at the latest `timeoutMs` from now on the machine's clock. */
  abstract reached(position: Position, timeoutMs: number): Promise<boolean>;
}

/** The barrier of a process that runs the projector itself. */
export class ProjectorBarrier extends ReadBarrier {
  override readonly isInProcess = true;

  constructor(private readonly projector: Projector) {
    super();
  }

  override async reached(position: Position, timeoutMs: number): Promise<boolean> {
    const late = new AbortController();
    const timer = setTimeout(() => late.abort(), timeoutMs);
    try {
      await this.projector.reached(position, late.signal);
      return true;
    } catch (error) {
      if (late.signal.aborted) return false;
      throw error;
    } finally {
      clearTimeout(timer);
    }
  }
}
