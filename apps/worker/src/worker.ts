import {
  AutomationRunner,
  type BillingSettings,
  Catalogs,
  Days,
  Decisions,
  InvoiceDrafts,
  InvoicePayments,
  InvoiceSeriesWriter,
  IssuedInvoices,
  PaymentCollector,
  People,
  RenewalProposals,
  RenewalReconciler,
  Renewals,
  TeamPlans,
  UpgradeCompletion,
  WhenInvoiceIssuedThenCollect,
  WhenInvoiceIssuedThenMail,
  WhenMembershipChangedThenNoteOwner,
  WhenMembershipChangedThenNoteSeats,
  WhenOwnerNamedThenAppoint,
  WhenPaidChangeRequestedThenCollect,
  WhenPaymentEndedThenApply,
  WhenRetryRequestedThenCollect,
  WhenSubscriptionEndedThenFreeTheSpace,
  WhenUpgradeRequestedThenCollect,
  type Automation,
  type DueIndex,
} from '#application';
import type { Checkpoints, EventFollower, EventStore } from '#event-store';
import type { Mailer } from '#invoicing';
import type { JobQueue } from '#jobs';
import type { PaymentGateway } from '#payments';
import type { Clock, Vault } from '#platform';
import type { ReadModelStore } from '#read-models/port';
import { ReadModelDueIndex } from './read-model-due-index.js';

export interface WorkerPorts {
  readonly store: EventStore;
  readonly checkpoints: Checkpoints;
  readonly readModels: ReadModelStore;
  readonly queue: JobQueue;
  readonly mailer: Mailer;
  readonly gateway: PaymentGateway;
  readonly vault: Vault;
  readonly clock: Clock;
  readonly billing: BillingSettings;
}

interface WorkerOptions {
  readonly onError: (error: unknown) => void;
}

/** Everything that happens without anyone asking: renewals, invoices, payments, mails. Any number may run at once. */
export class Worker {
  readonly dueIndex: DueIndex;
  readonly renewals: Renewals;
  readonly #automations: AutomationRunner;
  readonly #invoices: InvoiceSeriesWriter;
  readonly #reconciler: RenewalReconciler;

  constructor(ports: WorkerPorts, { onError }: WorkerOptions) {
    const { store, queue, clock, vault, billing } = ports;
    const decisions = new Decisions(store, clock);
    const people = new People(decisions, vault);
    const catalogs = new Catalogs(decisions);
    const drafts = new InvoiceDrafts(store, catalogs, vault, billing);
    this.dueIndex = new ReadModelDueIndex(ports.readModels);
    const days = new Days(clock, billing);
    const teamPlans = new TeamPlans(decisions, days);
    const proposals = new RenewalProposals(people, catalogs, teamPlans);
    this.renewals = new Renewals(this.dueIndex, queue, decisions, { proposals, clock });
    this.#reconciler = new RenewalReconciler(this.renewals, { onError });
    this.#invoices = new InvoiceSeriesWriter(store, drafts, clock, { settings: billing, onError });
    const automations = automationsOf(ports, { decisions, people, days, teamPlans });
    this.#automations = new AutomationRunner(store, queue, ports.checkpoints, { automations, onError });
  }

  /** Who must have handled an event before the worker has nothing left to do about it. */
  get followers(): readonly EventFollower[] {
    return [this.#invoices.follower, this.#automations.follower];
  }

  async start(): Promise<void> {
    this.renewals.work();
    await this.#invoices.start();
    await this.#automations.start();
    this.#reconciler.start();
  }

  /** Finishes what is under way. The queue is closed by whoever opened it. */
  async stop(): Promise<void> {
    await this.#reconciler.stop();
    await this.#automations.stop();
    await this.#invoices.stop();
  }
}

interface Services {
  readonly decisions: Decisions;
  readonly people: People;
  readonly days: Days;
  readonly teamPlans: TeamPlans;
}

const automationsOf = (ports: WorkerPorts, { decisions, people, days, teamPlans }: Services): readonly Automation[] => {
  const { store, gateway, vault, clock, mailer, billing: settings } = ports;
  const collector = new PaymentCollector(decisions, gateway, vault);
  const completion = new UpgradeCompletion(decisions, teamPlans);
  const invoices = new IssuedInvoices(store, settings.issuer.id);
  const invoicePayments = new InvoicePayments(decisions, invoices, days);
  return [
    new WhenUpgradeRequestedThenCollect(decisions, collector, teamPlans, completion),
    new WhenPaidChangeRequestedThenCollect(decisions, collector),
    new WhenInvoiceIssuedThenCollect(store, decisions, collector),
    new WhenRetryRequestedThenCollect(decisions, collector, invoices),
    new WhenPaymentEndedThenApply(decisions, completion, invoicePayments),
    new WhenInvoiceIssuedThenMail({ store, decisions, people, mailer, vault, clock, settings }),
    new WhenOwnerNamedThenAppoint(decisions),
    new WhenMembershipChangedThenNoteOwner(decisions, days),
    new WhenMembershipChangedThenNoteSeats(decisions),
    new WhenSubscriptionEndedThenFreeTheSpace(decisions),
  ];
};
