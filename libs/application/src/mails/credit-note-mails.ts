import { creditNoteKey, subscriptionDecider, type CreditNoteIssued } from '#domain';
import type { EventStore } from '#event-store';
import { composeNoticeMail, type Mail, type NoticeFacts } from '#invoicing';
import type { Clock } from '#platform';
import type { Decisions } from '../kernel/decide-and-append.js';
import type { BillingSettings } from '../kernel/settings.js';
import { subscriptionStream } from '../kernel/streams.js';
import { momentOf, type Moment } from '../subscriptions/moment.js';
import { billingUrl } from './billing-url.js';
import type { Recipient } from './recipients.js';

type CreditNote = CreditNoteIssued['data'];
type Facts = NoticeFacts<'creditNote'>;

/** Composes the mail of a credit note: why it was issued, and where the money goes. */
export class CreditNoteMails {
  constructor(
    private readonly store: EventStore,
    private readonly decisions: Decisions,
    private readonly clock: Clock,
    private readonly settings: BillingSettings,
  ) {}

  async compose(creditNote: CreditNote, { link, ...recipient }: Recipient & { readonly link: string }): Promise<Mail> {
    return composeNoticeMail({
      ...recipient,
      id: `creditNote-${creditNote.number}`,
      language: creditNote.language,
      sentAt: this.clock.now(),
      billingUrl: billingUrl(this.settings, creditNote.spaceId),
      seller: creditNote.seller,
      facts: factsOf(creditNote, link, await this.#source(creditNote)),
    });
  }

  /** The fact that it follows from; null when staff issued it by themselves. */
  async #source({ subscriptionId, key }: CreditNote): Promise<Moment | null> {
    const { recorded } = await this.decisions.load(subscriptionStream(subscriptionId), subscriptionDecider);
    const source = recorded.find(({ id }) => creditNoteKey(id) === key);
    return source === undefined ? null : momentOf(this.store, source);
  }
}

const factsOf = (creditNote: CreditNote, link: string, source: Moment | null): Facts => {
  const { currency, refunds } = creditNote;
  const refunded = refunds.reduce((sum, { amount }) => sum + amount, 0);
  return {
    kind: 'creditNote',
    creditNote,
    reason: reasonOf(creditNote, source),
    refunded: refunded === 0 ? null : { minor: refunded, currency },
    reduced: reducedBy(creditNote),
    link,
  };
};

/** What corrects the invoice of a plan that lapsed says so (D16). */
const reasonOf = ({ reason }: CreditNote, source: Moment | null): Facts['reason'] => {
  const isLapse = source?.event.type === 'SubscriptionEnded' && source.event.data.reason === 'lapsed';
  return isLapse ? 'lapse' : reason;
};

const reducedBy = ({ reductions, currency }: CreditNote): Facts['reduced'] =>
  reductions.map(({ number, amount }) => ({ invoiceNumber: number, amount: { minor: amount, currency } }));
