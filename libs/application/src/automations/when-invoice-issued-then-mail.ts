import {
  invariant,
  mailDecider,
  presentOwnerOf,
  subscriptionDecider,
  type InvoiceIssued,
  type RecordMailSent,
} from '#domain';
import { type EventStore } from '#event-store';
import { composeInvoiceMail, type Mailer, type Mail } from '#invoicing';
import type { Job } from '#jobs';
import { type Clock, type Vault } from '#platform';
import { systemContext } from '../kernel/context.js';
import { type Decisions } from '../kernel/decide-and-append.js';
import type { Fact } from '../kernel/facts.js';
import { billingKey, type People, personKey } from '../kernel/people.js';
import { type BillingSettings } from '../kernel/settings.js';
import { mailStream, subscriptionStream } from '../kernel/streams.js';
import { linkHash, linkToken } from '../mails/link-token.js';
import type { BillingDetails } from '../payments/payers.js';
import { Automation, causeOf, jobFor } from './automation.js';
import { issuedInvoice } from './when-invoice-issued-then-collect.js';

/** What the mail automation works with. */
export interface MailParts {
  readonly store: EventStore;
  readonly decisions: Decisions;
  readonly people: People;
  readonly mailer: Mailer;
  readonly vault: Vault;
  readonly clock: Clock;
  readonly settings: BillingSettings;
}

/** R57, D17: each invoice goes, once, to whoever is billing owner when it is sent. */
export class WhenInvoiceIssuedThenMail extends Automation {
  override readonly kind = 'mailInvoice';

  constructor(private readonly parts: MailParts) {
    super();
  }

  override jobsFor(fact: Fact): readonly Job[] {
    if (fact.event.type !== 'InvoiceIssued' || fact.event.data.kind !== 'invoice') return [];
    const { stream, revision } = fact.recorded;
    return [jobFor(this.kind, fact.event.data.number, fact, { stream, revision })];
  }

  override async run(job: Job): Promise<void> {
    const { decisions, vault, mailer } = this.parts;
    const invoice = await issuedInvoice(this.parts.store, job);
    const stream = mailStream(invoice.number);
    const { state } = await decisions.load(stream, mailDecider);
    if (state.status === 'sent') return;
    const token = linkToken(this.parts.settings.linkSecret, invoice.number);
    // The mailer knows a mail by its id: after a crash it returns the one that went out, to whom it went then.
    const { id: mailId, language, recipientId, to: address } = await mailer.send(await this.#compose(invoice, token));
    const { number: invoiceNumber, subscriptionId } = invoice;
    const to = await vault.seal(recipientId === null ? billingKey(subscriptionId) : personKey(recipientId), address);
    await decisions.decide({
      stream,
      decider: mailDecider,
      command: (): RecordMailSent => ({
        type: 'RecordMailSent',
        data: {
          mailId,
          kind: 'invoice',
          about: invoiceNumber,
          invoiceNumber,
          subscriptionId,
          recipientId,
          to,
          language,
          linkHash: linkHash(token),
        },
      }),
      context: systemContext(`mail-${invoiceNumber}`, causeOf(job)),
    });
  }

  async #compose(invoice: InvoiceIssued['data'], token: string): Promise<Mail> {
    const { settings, clock } = this.parts;
    const recipient = await this.#recipient(invoice);
    const link = `${settings.publicUrl}/i/${token}`;
    return composeInvoiceMail({ invoice, ...recipient, link, sentAt: clock.now() });
  }

  /** The billing owner of this moment; while nobody is, or no e-mail of his is known, the billing address on file (D8). */
  async #recipient({ subscriptionId, spaceId }: InvoiceIssued['data']): Promise<Recipient> {
    const { decisions, people, vault } = this.parts;
    const { state } = await decisions.load(subscriptionStream(subscriptionId), subscriptionDecider);
    invariant(state.status !== 'none', `${subscriptionId} has an invoice, so it has a history`);
    const { collection, billingDetails } = state.account;
    const ownerId = presentOwnerOf(state);
    const space = await people.space(spaceId);
    const spaceName = space.status === 'exists' ? space.name : '';
    const owner = ownerId === null ? null : await people.profile(space, ownerId);
    if (owner !== null)
      return { recipientId: ownerId, recipientName: owner.name, to: owner.email, spaceName, collection };
    const onFile = await vault.open<BillingDetails>(billingDetails);
    invariant(onFile !== null, `an address to send the invoices of ${subscriptionId} to is known`);
    return { recipientId: null, recipientName: onFile.name, to: onFile.email, spaceName, collection };
  }
}

type Recipient = Pick<
  Parameters<typeof composeInvoiceMail>[0],
  'recipientId' | 'recipientName' | 'to' | 'spaceName' | 'collection'
>;
