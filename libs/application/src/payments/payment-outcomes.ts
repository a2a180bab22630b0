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

/** What is waited for. */
export interface Awaited {
  /** The command itself, whose facts may be invoiced without a payment. */
  readonly commandId: string;
  /** What it may be settled with: its payment, or where nothing is due at once the new subscription (see `applyStep`). */
  readonly settlements: readonly string[];
}

type Applied = Omit<SubscriptionOutcome, 'subscriptionId'>;
type Ending = { readonly applied: Applied } | { readonly failure: string };

/** Facts that are invoiced, and that of a trial, which is not. */
const APPLIES: ReadonlySet<string> = new Set(['PlanUpgraded', 'SeatsChanged', 'CycleChanged', 'TrialStarted']);

/** Follows one command to its end: what it made of the subscription and, last, its invoice. */
class OutcomeWatch {
  #applied: Applied | null = null;
  readonly #appliedIds = new Set<string>();
  readonly #steps: ReadonlySet<string>;

  constructor(private readonly awaited: Awaited) {
    this.#steps = new Set([awaited.commandId, ...awaited.settlements.map(applyStep)]);
  }

  hear({ event, recorded }: Fact): Ending | null {
    // The request for an upgrade stands on another stream, and neither request applies anything yet.
    const isApplied = recorded.stream.startsWith('subscription-') && event.type !== 'PaidChangeRequested';
    if (isApplied && this.#steps.has(recorded.metadata.commandId)) this.#add(event, recorded);
    return this.#failureOf(event) ?? this.#endOf(event, recorded);
  }

  #failureOf(event: StoredEvent): Ending | null {
    const settlement =
      event.type === 'UpgradeFailed'
        ? event.data.subscriptionId
        : event.type === 'PaidChangeFailed'
          ? event.data.paymentId
          : null;
    const isOurs = settlement !== null && this.awaited.settlements.includes(settlement);
    return isOurs && 'reason' in event.data ? { failure: event.data.reason } : null;
  }

  #endOf(event: StoredEvent, { position, metadata }: Fact['recorded']): Ending | null {
    if (this.#applied === null) return null;
    const isInvoiced = event.type === 'InvoiceIssued' && this.#appliedIds.has(metadata.causationId);
    const isTrial = this.#applied.events.some(({ type }) => type === 'TrialStarted');
    const isCompleted =
      event.type === 'UpgradeCompleted' && this.awaited.settlements.includes(event.data.subscriptionId);
    return isInvoiced || (isTrial && isCompleted) ? { applied: { ...this.#applied, position } } : null;
  }

  #add(event: StoredEvent, { id, revision, position }: Fact['recorded']): void {
    if (APPLIES.has(event.type)) this.#appliedIds.add(id);
    this.#applied = { revision, position, events: [...(this.#applied?.events ?? []), event] };
  }
}

/** Lets a command answer when what it asked for is settled, applied and invoiced. */
export class PaymentOutcomes {
  constructor(
    private readonly facts: Facts,
    private readonly settings: BillingSettings,
  ) {}

  /**
   * Runs a command and, when something is to be paid or invoiced for it, waits for that.
   * @throws Refusal `payment.failed` when the payment was declined (D6), `upgrade.teams_changed`.
   */
  async settled(awaited: Awaited, decide: () => Promise<DecidedOutcome>): Promise<SettledOutcome> {
    const watch = new OutcomeWatch(awaited);
    const listening = this.facts.listen((fact) => watch.hear(fact));
    try {
      const { isRepeated, subscriptionId, revision, position, events } = await decide();
      const outcome = { subscriptionId, revision, position, events };
      const isRequested = asks(events);
      // What was invoiced without a payment when it was done first is done, and its invoice needs no wait.
      if (!isRequested && (isRepeated || !appliesAtOnce(events))) return { ...outcome, payment: 'none' };
      const { paymentAnswerMs } = this.settings;
      // The facts of a repeated command may have happened before anyone listened: they are read from the store.
      const ending = isRepeated
        ? await this.#readEnding(awaited, position, paymentAnswerMs)
        : await listening.result(paymentAnswerMs);
      if (ending === null) return { ...outcome, payment: 'pending' };
      if ('failure' in ending) return refuseFor(ending.failure);
      return { ...outcome, ...ending.applied, payment: 'settled' };
    } finally {
      listening.close();
    }
  }

  #readEnding(awaited: Awaited, after: Position, timeoutMs: number): Promise<Ending | null> {
    const watch = new OutcomeWatch(awaited);
    return this.facts.since(after, (fact) => watch.hear(fact), timeoutMs);
  }
}

const refuseFor = (reason: string): never =>
  reason === 'teams_changed' ? refuse('upgrade.teams_changed') : refuse('payment.failed', { reason });

const asks = (events: readonly StoredEvent[]): boolean =>
  events.some(({ type }) => type === 'UpgradeRequested' || type === 'PaidChangeRequested');

const appliesAtOnce = (events: readonly StoredEvent[]): boolean => events.some(({ type }) => APPLIES.has(type));
