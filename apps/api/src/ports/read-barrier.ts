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
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<false>((resolve) => {
      timer = setTimeout(() => resolve(false), timeoutMs);
    });
    const arrived = this.projector.reached(position).then(() => true as const);
    return Promise.race([arrived, late]).finally(() => clearTimeout(timer));
  }
}
