import type { CreditNoteIssued, InvoiceIssued } from '#domain';
import { type EventStore } from '#event-store';
import { composeInvoiceMail, type Mail } from '#invoicing';
import type { Job } from '#jobs';
import { type Clock } from '#platform';
import type { Fact } from '../kernel/facts.js';
import { type BillingSettings } from '../kernel/settings.js';
import type { CreditNoteMails } from '../mails/credit-note-mails.js';
import { linkHash, linkToken } from '../mails/link-token.js';
import type { Mailings } from '../mails/mailings.js';
import type { Recipients } from '../mails/recipients.js';
import { Automation, causeOf, eventNamed, jobFor } from './automation.js';

/** What the mail of a document is made with. */
export interface DocumentMailParts {
  readonly store: EventStore;
  readonly mailings: Mailings;
  readonly recipients: Recipients;
  readonly creditNotes: CreditNoteMails;
  readonly clock: Clock;
  readonly settings: BillingSettings;
}

type DocumentIssued = InvoiceIssued | CreditNoteIssued;

const isDocument = (event: Fact['event']): event is DocumentIssued =>
  event.type === 'InvoiceIssued' || event.type === 'CreditNoteIssued';

/** R57, R58, D17: each invoice and each credit note goes, once, to whoever is billing owner when it is sent. */
export class WhenDocumentIssuedThenMail extends Automation {
  override readonly kind = 'mailDocument';

  constructor(private readonly parts: DocumentMailParts) {
    super();
  }

  override jobsFor(fact: Fact): readonly Job[] {
    if (!isDocument(fact.event)) return [];
    const { stream, revision } = fact.recorded;
    return [jobFor(this.kind, fact.event.data.number, fact, { stream, revision })];
  }

  override async run(job: Job): Promise<void> {
    const { store, mailings, settings } = this.parts;
    const event = await eventNamed(store, job);
    if (!isDocument(event)) throw new Error(`the job ${job.id} names a ${event.type}, not a document`);
    const { number: about, subscriptionId } = event.data;
    const token = linkToken(settings.linkSecret, about);
    await mailings.send({ about, subscriptionId, linkHash: linkHash(token), cause: causeOf(job) }, () =>
      this.#compose(event, `${settings.publicUrl}/i/${token}`),
    );
  }

  async #compose(event: DocumentIssued, link: string): Promise<Mail> {
    const recipient = await this.parts.recipients.owner(event.data.subscriptionId);
    if (event.type === 'CreditNoteIssued') return this.parts.creditNotes.compose(event.data, { ...recipient, link });
    return composeInvoiceMail({ invoice: event.data, ...recipient, link, sentAt: this.parts.clock.now() });
  }
}
