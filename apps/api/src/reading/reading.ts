import { Injectable } from '@nestjs/common';
import { BEGINNING, EventStore, type Position } from '#event-store';
import type { Grant } from '../access/index.js';
import { ReadBarrier } from '../ports/index.js';
import { Problem } from '../problems/index.js';

/** So long a query waits for a position; milliseconds of the machine's clock. */
export const READ_WAIT_MS = 5_000;

/** All positions of a store have one form, so that they compare as strings: only the digits differ. */
const formOf = (position: string): string => position.replace(/[0-9a-f]/g, '0');

/** Lets a query wait until the read models are as far as the caller needs them. */
@Injectable()
export class Reading {
  constructor(
    private readonly store: EventStore,
    private readonly barrier: ReadBarrier,
  ) {}

  /**
   * Waits for the position of a command.
   * @throws Problem `position.invalid` for one that no command gave, `position.not_reached` past the bound.
   */
  async asked(position: string | undefined): Promise<void> {
    if (position === undefined) return;
    if (formOf(position) !== formOf(await this.store.head())) throw new Problem('position.invalid');
    await this.since(position as Position);
  }

  /**
   * As `asked`, and waits for the events that the caller's rights were decided from: read models that are behind them
   * could still show what is no longer his (R40).
   */
  async granted({ rights }: Grant, position: string | undefined): Promise<void> {
    await this.asked(position);
    if (rights !== null) await this.since(rights.position);
  }

  /** @throws Problem `position.not_reached` past the bound. */
  async since(position: Position): Promise<void> {
    if (position === BEGINNING || (await this.barrier.reached(position, READ_WAIT_MS))) return;
    throw new Problem('position.not_reached');
  }
}
