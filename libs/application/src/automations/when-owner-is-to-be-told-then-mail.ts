import type { EventStore } from '#event-store';
import type { Job } from '#jobs';
import type { Fact } from '../kernel/facts.js';
import type { Mailings } from '../mails/mailings.js';
import type { NoticeMails } from '../mails/notice-mails.js';
import { noticesOf } from '../mails/notices.js';
import { momentOf } from '../subscriptions/moment.js';
import { Automation, causeOf, idIn, jobFor, placeIn } from './automation.js';

/** D8, D9, D12, D15, D16: who is billing owner, or has to do with it, is told of what happened; each once (D17). */
export class WhenOwnerIsToBeToldThenMail extends Automation {
  override readonly kind = 'mailNotice';

  constructor(
    private readonly store: EventStore,
    private readonly mailings: Mailings,
    private readonly mails: NoticeMails,
  ) {
    super();
  }

  override jobsFor(fact: Fact): readonly Job[] {
    const { stream, revision } = fact.recorded;
    return noticesOf(fact).map(({ about }) => jobFor(this.kind, about, fact, { about, stream, revision }));
  }

  override async run(job: Job): Promise<void> {
    const about = idIn(job, 'about');
    const moment = await momentOf(this.store, placeIn(job));
    const notice = noticesOf(moment).find((candidate) => candidate.about === about);
    if (notice === undefined) throw new Error(`nobody is told of ${about}: the job was made by another release`);
    const { subscriptionId } = moment.account;
    await this.mailings.send({ about, subscriptionId, linkHash: null, cause: causeOf(job) }, () =>
      this.mails.compose(notice, moment),
    );
  }
}
