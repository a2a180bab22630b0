import { setTimeout as wait } from 'node:timers/promises';
import { type Checkpoints, type Position } from '#event-store';
import { type JobQueue } from '#jobs';
import { enqueuedIn } from '../automations/automation-runner.js';
import { SERIES_CHECKPOINTS } from '../invoices/series-writer.js';
import type { Follows } from './time-travel.js';

/** How often it looks; milliseconds of the machine's clock. */
const LOOK_EVERY_MS = 10;

/** Somebody in another process, who tells how far he is by a checkpoint. */
export class FollowedElsewhere implements Follows {
  constructor(private readonly checkpoint: () => Promise<Position>) {}

  async reached(position: Position): Promise<void> {
    while ((await this.checkpoint()) < position) await wait(LOOK_EVERY_MS);
  }
}

/** The workers of other processes, when they tell their progress. */
export const workersElsewhere = (checkpoints: Checkpoints, queue: JobQueue): readonly Follows[] => [
  ...SERIES_CHECKPOINTS.map((name) => new FollowedElsewhere(() => checkpoints.read(name))),
  new FollowedElsewhere(async () => checkpoints.read(enqueuedIn(await queue.generation()))),
];
