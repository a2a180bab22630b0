import { composeNoticeMail, type Mail } from '#invoicing';
import type { Clock } from '#platform';
import type { BillingSettings } from '../kernel/settings.js';
import type { Moment } from '../subscriptions/moment.js';
import { billingUrl } from './billing-url.js';
import type { NoticeFactsReader } from './notice-facts.js';
import type { Notice } from './notices.js';
import type { Recipient, Recipients } from './recipients.js';

/** Composes notices: what they tell is of the moment of the fact, to whom they go is of the moment of sending (D17). */
export class NoticeMails {
  constructor(
    private readonly facts: NoticeFactsReader,
    private readonly recipients: Recipients,
    private readonly clock: Clock,
    private readonly settings: BillingSettings,
  ) {}

  /** Null when there is nothing to tell, or nobody is left to tell it to. */
  async compose(notice: Notice, moment: Moment): Promise<Mail | null> {
    const facts = await this.facts.read(notice, moment);
    const recipient = facts && (await this.#recipient(notice, moment));
    if (facts === null || recipient === null) return null;
    const { locale: language, spaceId } = moment.account;
    return composeNoticeMail({
      ...recipient,
      id: `${notice.kind}-${notice.about}`,
      language,
      sentAt: this.clock.now(),
      billingUrl: billingUrl(this.settings, spaceId),
      seller: this.settings.issuer.seller,
      facts,
    });
  }

  async #recipient({ audience }: Notice, { event, account }: Moment): Promise<Recipient | null> {
    const { subscriptionId } = account;
    if (audience === 'owner') return this.recipients.owner(subscriptionId);
    if (audience === 'billingAddress') return this.recipients.onFile(subscriptionId);
    if (event.type !== 'BillingOwnerReassigned') return null;
    const { from, to } = event.data;
    return this.recipients.member(subscriptionId, audience === 'newOwner' ? to : from);
  }
}
