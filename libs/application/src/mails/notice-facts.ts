import {
  addDays,
  chargeAfterTrial,
  type BillingOwnerReassigned,
  type BillingOwnershipClaimed,
  type LocalDate,
  type Money,
  type RenewalPaymentFailed,
  type SubscriptionEnded,
  type TrialEndAnnounced,
} from '#domain';
import type { NoticeFacts } from '#invoicing';
import { dayIn } from '#platform';
import type { Catalogs } from '../catalog/publish-catalog.js';
import type { IssuedInvoices } from '../invoices/issued-invoices.js';
import type { People } from '../kernel/people.js';
import type { Moment } from '../subscriptions/moment.js';
import type { Notice } from './notices.js';
import { actOf } from './owner-acts.js';

const dayAt = ({ account }: Moment, instant: string): LocalDate => dayIn(account.timeZone, instant) as LocalDate;

/** Gathers what a notice tells, from the fact and the subscription as it was when that was recorded. */
export class NoticeFactsReader {
  constructor(
    private readonly people: People,
    private readonly catalogs: Catalogs,
    private readonly invoices: IssuedInvoices,
  ) {}

  /** Null when there is nothing to tell after all: the owner did himself what an administrator might have done. */
  read({ kind, audience }: Notice, moment: Moment): Promise<NoticeFacts | null> {
    const { event } = moment;
    if (kind === 'actedForOwner') return this.#act(moment);
    switch (event.type) {
      case 'BillingOwnerReassigned':
        return this.#handOver(moment, event, audience === 'formerOwner' ? 'formerOwner' : 'newOwner');
      case 'BillingOwnershipClaimed':
        return this.#claim(moment, event);
      case 'RenewalPaymentFailed':
        return this.#paymentFailed(moment, event);
      case 'TrialEndAnnounced':
        return this.#trialEnding(moment, event);
      case 'SubscriptionEnded':
        return event.data.reason === 'lapsed' ? this.#lapsed(moment, event) : this.#trialEnded(moment, event);
      default:
        return this.#ofPlan(kind, moment);
    }
  }

  async #ofPlan(kind: Notice['kind'], moment: Moment): Promise<NoticeFacts> {
    const { event } = moment;
    const planName = await this.#planName(moment);
    if (event.type === 'CancellationScheduled') return { kind: 'cancelled', planName, endsOn: event.data.effectiveOn };
    if (event.type === 'SubscriptionRenewed' && event.data.seatsKept !== null) {
      const { seatsKept, to, effectiveOn } = event.data;
      const { requested: requestedSeats, members } = seatsKept;
      return { kind: 'seatsKept', requestedSeats, members, keptSeats: to.seats, effectiveOn };
    }
    const isOfSeats = kind === 'seatsNearlyUsed' || kind === 'seatsReached' || kind === 'seatsExceeded';
    if (event.type === 'SeatUsageChanged' && isOfSeats) {
      const { members, seats } = event.data;
      return { kind, planName, members, seats };
    }
    throw new Error(`nothing is said of ${kind} when ${event.type}: add it where facts are gathered`);
  }

  async #act(moment: Moment): Promise<NoticeFacts | null> {
    const act = actOf(moment);
    if (act === null) return null;
    const { actorId, recordedAt, action } = act;
    const administratorName = await this.#name(moment, actorId);
    return { kind: 'actedForOwner', administratorName, action, actedOn: dayAt(moment, recordedAt) };
  }

  async #handOver(
    moment: Moment,
    { data: { from, to } }: BillingOwnerReassigned,
    recipient: 'newOwner' | 'formerOwner',
  ): Promise<NoticeFacts> {
    const changedOn = dayAt(moment, moment.recorded.metadata.recordedAt);
    const ownerName = await this.#name(moment, to);
    const formerOwnerName = from === to ? null : await this.#knownName(moment, from);
    return { kind: 'ownerChanged', changedOn, ownerName, formerOwnerName, recipient };
  }

  async #claim(moment: Moment, { data }: BillingOwnershipClaimed): Promise<NoticeFacts> {
    const administratorName = await this.#name(moment, data.to);
    const formerOwnerName = await this.#knownName(moment, data.from);
    const { effectiveOn: claimedOn } = data;
    return { kind: 'claim', claimedOn, administratorName, formerOwnerName, recipient: 'billingAddress' };
  }

  async #paymentFailed(moment: Moment, { data }: RenewalPaymentFailed): Promise<NoticeFacts> {
    const { invoiceNumber, nextRetryOn: nextTryOn, endsOn } = data;
    const { total: minor, currency } = await this.invoices.get(invoiceNumber);
    const planName = await this.#planName(moment);
    return { kind: 'paymentFailed', planName, amount: { minor, currency }, invoiceNumber, nextTryOn, endsOn };
  }

  async #lapsed(moment: Moment, { data: { credit, effectiveOn: endedOn } }: SubscriptionEnded): Promise<NoticeFacts> {
    const { pastDue } = moment.before;
    if (pastDue === null) throw new Error(`${moment.recorded.stream} lapsed without an open invoice: verify the store`);
    const { invoiceNumber } = pastDue;
    const reduced: Money | null =
      credit === null || credit.reducesOpen === 0 ? null : { minor: credit.reducesOpen, currency: credit.currency };
    // The credit note is being issued: it has a mail of its own, which names its number.
    const credited = reduced && { amount: reduced, creditNoteNumber: null };
    return { kind: 'lapsed', planName: await this.#planName(moment), endedOn, invoiceNumber, credited };
  }

  async #trialEnding(moment: Moment, { data }: TrialEndAnnounced): Promise<NoticeFacts> {
    const planName = await this.#planName(moment);
    const { endsOn: startsOn, isPaidAfterwards } = data;
    const facts = { kind: 'trialEnding', planName, endsOn: addDays(startsOn, -1) } as const;
    if (!isPaidAfterwards) return { ...facts, start: null };
    const { account, selection } = moment.before;
    const minor = chargeAfterTrial(moment.before, await this.catalogs.all());
    const { seats, cycle } = selection;
    return { ...facts, start: { startsOn, seats, cycle, charge: { minor, currency: account.currency } } };
  }

  /** A trial that is stopped ends that day; one that runs out, on the last day that was announced. */
  async #trialEnded(moment: Moment, { data: { reason, effectiveOn } }: SubscriptionEnded): Promise<NoticeFacts> {
    const planName = await this.#planName(moment);
    return reason === 'trialStopped'
      ? { kind: 'trialEnded', planName, endedOn: effectiveOn, cause: 'stopped' }
      : { kind: 'trialEnded', planName, endedOn: addDays(effectiveOn, -1), cause: 'withoutPaymentMethod' };
  }

  #planName({ before: { selection, current }, account }: Moment): Promise<string> {
    return this.catalogs.planName(selection.plan, { ...current, language: account.locale });
  }

  #knownName({ account }: Moment, memberId: string): Promise<string | null> {
    return this.people.nameOf(account.spaceId, memberId);
  }

  /** Someone of whom no name is known is called what everyone in the space calls him: by his id. */
  async #name(moment: Moment, memberId: string): Promise<string> {
    return (await this.#knownName(moment, memberId)) ?? memberId;
  }
}
