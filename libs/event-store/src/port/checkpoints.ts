import type { Position } from './event-store.js';

/** How far each automation has followed the events. Losing it is harmless: the jobs are derived again. */
export abstract class Checkpoints {
  /** `BEGINNING` when nothing was saved under this name. */
  abstract read(name: string): Promise<Position>;
  /** Durable when it resolves. A checkpoint never goes back: an earlier position changes nothing. */
  abstract save(name: string, position: Position): Promise<void>;
}
