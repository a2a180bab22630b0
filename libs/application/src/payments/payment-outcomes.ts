import { refuse } from '#domain';
import type { StoredEvent } from '#event-catalog';
import type { Position } from '#event-store';
import { applyStep } from './apply-step.js';
import { type Facts, type Fact } from '../kernel/facts.js';
import { type BillingSettings } from '../kernel/settings.js';

/** What a command about a subscription led to. */
export interface SubscriptionOutcome {
  readonly subscriptionId: string;
  readonly revision: number;
  readonly position: Position;
  readonly events: readonly StoredEvent[];
}

/** An outcome, and whether the command was carried out before. */
export interface DecidedOutcome extends SubscriptionOutcome {
  readonly isRepeated: boolean;
}

/** What the caller of a command that may need a payment is told. */
export interface SettledOutcome extends SubscriptionOutcome {
  /** `pending`: the gateway has not answered in time; the change follows by itself, or fails as a fact. */
  readonly payment: 'none' | 'settled' | 'pending';
}

type Applied = Omit<SubscriptionOutcome, 'subscriptionId'>;
type Ending = { readonly applied: Applied } | { readonly failure: string };

/** Follows one payment to its end: what it made of the subscription and, last, its invoice. */
class PaymentWatch {
  applied: Applied | null = null;

  constructor(private readonly paymentId: string) {}

  hear({ event, recorded }: Fact): Ending | null {
    if (recorded.metadata.commandId === applyStep(this.paymentId)) this.#add(event, recorded);
    const isOurs = 'paymentId' in event.data && event.data.paymentId === this.paymentId;
    return isOurs ? this.#endingOf(event, recorded.position) : null;
  }

  #endingOf(event: StoredEvent, position: Position): Ending | null {
    if (event.type === 'UpgradeFailed' || event.type === 'PaidChangeFailed') return { failure: event.data.reason };
    return event.type === 'InvoiceIssued' && this.applied ? { applied: { ...this.applied, position } } : null;
  }

  #add(event: StoredEvent, { revision, position }: Fact['recorded']): void {
    this.applied = { revision, position, events: [...(this.applied?.events ?? []), event] };
  }
}

/** Lets a command that needs a payment answer when that is settled, applied and invoiced. */
export class PaymentOutcomes {
  constructor(
    private readonly facts: Facts,
    private readonly settings: BillingSettings,
  ) {}

  /**
   * Runs a command and, when it asked for this payment, waits for its outcome.
   * @throws Refusal `payment.failed` when the payment was declined (D6).
   */
  async settled(paymentId: string, decide: () => Promise<DecidedOutcome>): Promise<SettledOutcome> {
    const watch = new PaymentWatch(paymentId);
    const listening = this.facts.listen((fact) => watch.hear(fact));
    try {
      const { isRepeated, subscriptionId, revision, position, events } = await decide();
      const outcome = { subscriptionId, revision, position, events };
      if (!asksForPayment(events)) return { ...outcome, payment: 'none' };
      const { paymentAnswerMs } = this.settings;
      // The facts of a repeated command may have happened before anyone listened: they are read from the store.
      const ending = isRepeated
        ? await this.#readEnding(paymentId, position, paymentAnswerMs)
        : await listening.result(paymentAnswerMs);
      if (ending === null) return { ...outcome, payment: 'pending' };
      if ('failure' in ending) return refuse('payment.failed', { reason: ending.failure });
      return { ...outcome, ...ending.applied, payment: 'settled' };
    } finally {
      listening.close();
    }
  }

  #readEnding(paymentId: string, after: Position, timeoutMs: number): Promise<Ending | null> {
    const watch = new PaymentWatch(paymentId);
    return this.facts.since(after, (fact) => watch.hear(fact), timeoutMs);
  }
}

const asksForPayment = (events: readonly StoredEvent[]): boolean =>
  events.some(({ type }) => type === 'UpgradeRequested' || type === 'PaidChangeRequested');
