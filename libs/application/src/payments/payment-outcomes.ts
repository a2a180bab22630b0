import { paymentDecider, refuse, subscriptionDecider } from '#domain';
import { decode, type StoredEvent } from '#event-catalog';
import type { Position } from '#event-store';
import { applyStep } from './apply-step.js';
import { type Decisions } from '../kernel/decide-and-append.js';
import { type Facts, type Fact } from '../kernel/facts.js';
import { type BillingSettings } from '../kernel/settings.js';
import { paymentStream, subscriptionStream } from '../kernel/streams.js';

/** What a command about a subscription led to. */
export interface SubscriptionOutcome {
  readonly subscriptionId: string;
  readonly revision: number;
  readonly position: Position;
  readonly events: readonly StoredEvent[];
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
    private readonly decisions: Decisions,
    private readonly settings: BillingSettings,
  ) {}

  /**
   * Runs a command and, when it asked for this payment, waits for its outcome.
   * @throws Refusal `payment.failed` when the payment was declined (D6).
   */
  async settled(paymentId: string, decide: () => Promise<SubscriptionOutcome>): Promise<SettledOutcome> {
    const watch = new PaymentWatch(paymentId);
    const listening = this.facts.listen((fact) => watch.hear(fact));
    try {
      const { subscriptionId, revision, position, events } = await decide();
      const outcome = { subscriptionId, revision, position, events };
      if (!asksForPayment(events)) return { ...outcome, payment: 'none' };
      const earlier = await this.#earlierEnding(paymentId, subscriptionId);
      const ending = earlier ?? (await listening.result(this.settings.paymentAnswerMs));
      if (ending === null) return { ...outcome, payment: 'pending' };
      if ('failure' in ending) return refuse('payment.failed', { reason: ending.failure });
      return { ...outcome, ...ending.applied, payment: 'settled' };
    } finally {
      listening.close();
    }
  }

  /** A repeated command may find that its payment ended before it asked: those facts will not be heard again. */
  async #earlierEnding(paymentId: string, subscriptionId: string): Promise<Ending | null> {
    const payment = await this.decisions.load(paymentStream(paymentId), paymentDecider);
    const last = payment.recorded.map((event) => decode(event)).at(-1);
    if (last?.type === 'PaymentFailed') return { failure: last.data.reason };
    const { recorded } = await this.decisions.load(subscriptionStream(subscriptionId), subscriptionDecider);
    const watch = new PaymentWatch(paymentId);
    for (const event of recorded) watch.hear({ event: decode(event), recorded: event });
    return watch.applied && { applied: watch.applied };
  }
}

const asksForPayment = (events: readonly StoredEvent[]): boolean =>
  events.some(({ type }) => type === 'UpgradeRequested' || type === 'PaidChangeRequested');
