import { CLOCK_STREAM, SharedClock } from '#application';
import type { Ports } from '../ports/ports.js';
import { ClockedEventStore } from './clocked-event-store.js';
import { ClockedQueue } from './clocked-queue.js';

/** Ports whose test clock follows the events, whichever process moves it; with the system's clock they are unchanged. */
export interface SharedPorts extends Ports {
  /** Shows the time that the clock was moved to last; null with the system's clock. */
  readonly catchUp: (() => Promise<void>) | null;
}

export const shareClock = (ports: Ports): SharedPorts => {
  const { store, queue, testClock } = ports;
  if (testClock === null) return { ...ports, catchUp: null };
  const shared = new SharedClock(store, testClock);
  const catchUp = (): Promise<void> => shared.restore();
  return {
    ...ports,
    store: new ClockedEventStore(store, { stream: CLOCK_STREAM, catchUp }),
    queue: new ClockedQueue(queue, catchUp),
    catchUp,
  };
};
