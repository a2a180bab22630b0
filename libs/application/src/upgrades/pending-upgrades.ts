import { Refusal } from '#domain';
import type { Fact, Facts } from '../kernel/facts.js';
import { coverageStream } from '../kernel/streams.js';

/** So long somebody waits for another's upgrade; milliseconds of the machine's clock. A gateway mostly answers sooner. */
const WAIT_FOR_OTHER_MS = 2_000;

const isPending = (error: unknown): boolean => error instanceof Refusal && error.code === 'payment.pending';

const endsUpgrade = ({ event }: Fact): boolean => event.type === 'UpgradeCompleted' || event.type === 'UpgradeFailed';

/**
 * D5: of two people who upgrade at once the second waits for the payment of the first, and is then told that the space
 * is upgraded, or goes on when that payment failed.
 */
export class PendingUpgrades {
  constructor(private readonly facts: Facts) {}

  /** @throws what `decide` is refused with; Refusal `payment.pending` when the other payment takes longer. */
  async waitFor<T>(rootId: string, decide: () => Promise<T>): Promise<T> {
    const isOver = (fact: Fact): true | null =>
      fact.recorded.stream === coverageStream(rootId) && endsUpgrade(fact) ? true : null;
    const listening = this.facts.listen(isOver);
    try {
      return await decide();
    } catch (error) {
      if (!isPending(error) || (await listening.result(WAIT_FOR_OTHER_MS)) === null) throw error;
      return await decide();
    } finally {
      listening.close();
    }
  }
}
