import { mailDecider, subscriptionDecider, type Collection, type InvoiceIssued, type RecordMailSent } from '#domain';
import { type EventStore } from '#event-store';
import { composeInvoiceMail, type Mailer, type Mail } from '#invoicing';
import type { Job } from '#jobs';
import { type Clock, type Vault } from '#platform';
import { systemContext } from '../kernel/context.js';
import { type Decisions } from '../kernel/decide-and-append.js';
import type { Fact } from '../kernel/facts.js';
import { type People, personKey } from '../kernel/people.js';
import { type BillingSettings } from '../kernel/settings.js';
import { mailStream, subscriptionStream } from '../kernel/streams.js';
import { linkHash, linkToken } from '../mails/link-token.js';
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
    const owner = await this.#owner(invoice);
    const token = linkToken(this.parts.settings.linkSecret, invoice.number);
    // The mailer knows a mail by its id: after a crash it returns the one that went out.
    const sent = await mailer.send(this.#compose(invoice, owner, token));
    const { id: mailId, language } = sent;
    const { number: invoiceNumber, subscriptionId } = invoice;
    const to = await vault.seal(personKey(owner.memberId), sent.to);
    await decisions.decide({
      stream,
      decider: mailDecider,
      command: (): RecordMailSent => ({
        type: 'RecordMailSent',
        data: {
          mailId,
          kind: 'invoice',
          invoiceNumber,
          subscriptionId,
          recipientId: owner.memberId,
          to,
          language,
          linkHash: linkHash(token),
        },
      }),
      context: systemContext(`mail-${invoiceNumber}`, causeOf(job)),
    });
  }

  #compose(invoice: InvoiceIssued['data'], owner: Recipient, token: string): Mail {
    const { settings, clock } = this.parts;
    const link = `${settings.publicUrl}/i/${token}`;
    return composeInvoiceMail({
      invoice,
      to: owner.email,
      recipientName: owner.name,
      spaceName: owner.spaceName,
      collection: owner.collection,
      link,
      sentAt: clock.now(),
    });
  }

  async #owner({ subscriptionId, spaceId }: InvoiceIssued['data']): Promise<Recipient> {
    const { decisions, people } = this.parts;
    const { state } = await decisions.load(subscriptionStream(subscriptionId), subscriptionDecider);
    if (state.status === 'none')
      throw new Error(`${subscriptionId} has an invoice but no history: verify the event store`);
    const space = await people.space(spaceId);
    const { ownerId: memberId, collection } = state.account;
    const profile = await people.profile(space, memberId);
    const spaceName = space.status === 'exists' ? space.name : '';
    if (profile === null)
      throw new Error(`no e-mail is known of the billing owner of ${subscriptionId}: let the owner set it, then retry`);
    return { memberId, name: profile.name, email: profile.email, spaceName, collection };
  }
}

interface Recipient {
  readonly memberId: string;
  readonly name: string;
  readonly email: string;
  readonly spaceName: string;
  readonly collection: Collection;
}
