import { mailDecider, type RecordMailSent } from '#domain';
import type { Mail, Mailer, SentMail } from '#invoicing';
import type { Vault } from '#platform';
import { systemContext, type CommandContext } from '../kernel/context.js';
import type { Decisions } from '../kernel/decide-and-append.js';
import { billingKey, personKey } from '../kernel/people.js';
import { mailStream } from '../kernel/streams.js';

/** What one mail is about, and what is recorded with it. */
export interface Mailing {
  /** The number of a document, or what stands for the one fact and recipient. */
  readonly about: string;
  readonly subscriptionId: string;
  /** Of the token in its link to all invoices; null where it has none. */
  readonly linkHash: string | null;
  readonly cause: Pick<CommandContext, 'correlationId' | 'causationId'>;
}

/** Sends mails and records to whom they went: exactly one about each thing, whatever crashes (D17). */
export class Mailings {
  constructor(
    private readonly decisions: Decisions,
    private readonly mailer: Mailer,
    private readonly vault: Vault,
  ) {}

  /** `compose` makes the mail of this moment; it answers null when there is nothing to tell, or nobody to tell it to. */
  async send(mailing: Mailing, compose: () => Promise<Mail | null>): Promise<void> {
    const { state } = await this.decisions.load(mailStream(mailing.about), mailDecider);
    if (state.status === 'sent') return;
    const composed = await compose();
    // The mailer knows a mail by its id: after a crash it returns the one that went out, to whom it went then.
    if (composed !== null) await this.#record(mailing, await this.mailer.send(composed));
  }

  async #record({ about, subscriptionId, linkHash, cause }: Mailing, sent: SentMail): Promise<void> {
    const { id: mailId, kind, language, invoiceNumber, recipientId, to: address } = sent;
    const to = await this.vault.seal(
      recipientId === null ? billingKey(subscriptionId) : personKey(recipientId),
      address,
    );
    const facts = { mailId, kind, about, invoiceNumber, subscriptionId, recipientId, to, language, linkHash };
    await this.decisions.decide({
      stream: mailStream(about),
      decider: mailDecider,
      command: (): RecordMailSent => ({ type: 'RecordMailSent', data: facts }),
      context: systemContext(`mail-${about}`, cause),
    });
  }
}
