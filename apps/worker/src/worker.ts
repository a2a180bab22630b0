import {
  AutomationRunner,
  type BillingSettings,
  Catalogs,
  CreditNoteDrafts,
  CreditNoteMails,
  Days,
  Decisions,
  DocumentParts,
  DueJobs,
  InvoiceDrafts,
  InvoicePayments,
  IssuedInvoices,
  Mailings,
  NoticeFactsReader,
  NoticeMails,
  PaymentCollector,
  People,
  Refunds,
  Recipients,
  RenewalProposals,
  RenewalReconciler,
  Renewals,
  SeriesWriter,
  TeamPlans,
  UpgradeCompletion,
  WhenBankPaymentRecordedThenApply,
  WhenCreditNoteIssuedThenRefund,
  WhenDocumentIssuedThenMail,
  WhenInvoiceIssuedThenCollect,
  WhenMembershipChangedThenNoteOwner,
  WhenMembershipChangedThenNoteSeats,
  WhenOwnerIsToBeToldThenMail,
  WhenOwnerNamedThenAppoint,
  WhenPaidChangeRequestedThenCollect,
  WhenPaymentEndedThenApply,
  WhenRetryRequestedThenCollect,
  WhenSubscriptionEndedThenFreeTheSpace,
  WhenUpgradeRequestedThenCollect,
  type Automation,
  type DueIndex,
} from '#application';
import type { BilledEvent, CreditedEvent } from '#domain';
import type { Checkpoints, EventFollower, EventStore } from '#event-store';
import type { Mailer } from '#invoicing';
import type { JobQueue } from '#jobs';
import type { PaymentGateway } from '#payments';
import type { Clock, Vault } from '#platform';

export interface WorkerPorts {
  readonly store: EventStore;
  readonly checkpoints: Checkpoints;
  readonly dueIndex: DueIndex;
  readonly queue: JobQueue;
  readonly mailer: Mailer;
  readonly gateway: PaymentGateway;
  readonly vault: Vault;
  readonly clock: Clock;
  readonly billing: BillingSettings;
}

interface WorkerOptions {
  readonly onError: (error: unknown) => void;
  /** Whether others wait for what this worker has passed: with the test clock, which a journey in another process moves. */
  readonly tellsProgress?: boolean;
}

/** Everything that happens without anyone asking: renewals, invoices, payments, mails. Any number may run at once. */
export class Worker {
  readonly dueJobs: DueJobs;
  readonly #renewals: Renewals;
  readonly #automations: AutomationRunner;
  readonly #invoices: SeriesWriter<BilledEvent>;
  readonly #creditNotes: SeriesWriter<CreditedEvent>;
  readonly #reconciler: RenewalReconciler;

  constructor(ports: WorkerPorts, { onError, tellsProgress = false }: WorkerOptions) {
    const { store, queue, clock, vault, billing, checkpoints } = ports;
    const decisions = new Decisions(store, clock);
    const people = new People(decisions, vault);
    const catalogs = new Catalogs(decisions);
    const parts = new DocumentParts(store, catalogs, vault, billing);
    this.dueJobs = new DueJobs(ports.dueIndex, queue, clock);
    const days = new Days(clock, billing);
    const teamPlans = new TeamPlans(decisions, days);
    const proposals = new RenewalProposals(people, catalogs, teamPlans);
    this.#renewals = new Renewals(queue, decisions, { proposals, clock });
    this.#reconciler = new RenewalReconciler(this.dueJobs, { onError });
    const everyBatch = { checkpoints, checkpointEveryEvents: 1 };
    const series = { settings: billing, onError, ...(tellsProgress && everyBatch) };
    this.#invoices = new SeriesWriter(store, new InvoiceDrafts(parts), clock, series);
    const creditNotes = new CreditNoteDrafts(parts, new IssuedInvoices(store, billing));
    const behind = this.#invoices.follower;
    this.#creditNotes = new SeriesWriter(store, creditNotes, clock, { checkpoints, ...series, behind });
    const automations = automationsOf(ports, { decisions, people, catalogs, days, teamPlans });
    this.#automations = new AutomationRunner(store, queue, checkpoints, { automations, onError });
  }

  /** Who must have handled an event before the worker has nothing left to do about it. */
  get followers(): readonly EventFollower[] {
    return [this.#invoices.follower, this.#creditNotes.follower, this.#automations.follower];
  }

  async start(): Promise<void> {
    this.#renewals.work();
    await this.#invoices.start();
    await this.#creditNotes.start();
    await this.#automations.start();
    this.#reconciler.start();
  }

  /** Finishes what is under way. The queue is closed by whoever opened it. */
  async stop(): Promise<void> {
    await this.#reconciler.stop();
    await this.#automations.stop();
    await this.#creditNotes.stop();
    await this.#invoices.stop();
  }
}

interface Services {
  readonly decisions: Decisions;
  readonly people: People;
  readonly catalogs: Catalogs;
  readonly days: Days;
  readonly teamPlans: TeamPlans;
}

const automationsOf = (ports: WorkerPorts, services: Services): readonly Automation[] => {
  const { decisions, days, teamPlans } = services;
  const { store, gateway, vault, billing } = ports;
  const collector = new PaymentCollector(decisions, gateway, vault);
  const completion = new UpgradeCompletion(decisions, teamPlans);
  const invoices = new IssuedInvoices(store, billing);
  const invoicePayments = new InvoicePayments(decisions, invoices, days);
  return [
    new WhenUpgradeRequestedThenCollect(decisions, collector, teamPlans, completion),
    new WhenPaidChangeRequestedThenCollect(decisions, collector),
    new WhenInvoiceIssuedThenCollect(store, decisions, collector),
    new WhenRetryRequestedThenCollect(decisions, collector, invoices),
    new WhenPaymentEndedThenApply(decisions, completion, invoicePayments),
    new WhenCreditNoteIssuedThenRefund(store, new Refunds(decisions, gateway)),
    new WhenBankPaymentRecordedThenApply(store, invoicePayments),
    ...mailersOf(ports, services, invoices),
    new WhenOwnerNamedThenAppoint(decisions),
    new WhenMembershipChangedThenNoteOwner(decisions, days),
    new WhenMembershipChangedThenNoteSeats(decisions),
    new WhenSubscriptionEndedThenFreeTheSpace(decisions),
  ];
};

const mailersOf = (ports: WorkerPorts, services: Services, invoices: IssuedInvoices): readonly Automation[] => {
  const { store, vault, clock, mailer, billing: settings } = ports;
  const { decisions, people, catalogs } = services;
  const mailings = new Mailings(decisions, mailer, vault);
  const recipients = new Recipients(decisions, people, vault);
  const creditNotes = new CreditNoteMails(store, decisions, clock, settings);
  const notices = new NoticeMails(new NoticeFactsReader(people, catalogs, invoices), recipients, clock, settings);
  return [
    new WhenDocumentIssuedThenMail({ store, mailings, recipients, creditNotes, clock, settings }),
    new WhenOwnerIsToBeToldThenMail(store, mailings, notices),
  ];
};
