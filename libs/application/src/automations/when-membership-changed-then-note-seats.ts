import { spaceDecider, subscriptionDecider, type SubscriptionCommand } from '#domain';
import type { StoredEvent } from '#event-catalog';
import type { Job } from '#jobs';
import { systemContext } from '../kernel/context.js';
import { coverOfSpace } from '../kernel/covers.js';
import { type Decisions } from '../kernel/decide-and-append.js';
import type { Fact } from '../kernel/facts.js';
import { spaceStream, subscriptionStream } from '../kernel/streams.js';
import { seatSteps } from '../seats/seat-steps.js';
import { Automation, causeOf, idIn, jobFor } from './automation.js';

const CHANGES: ReadonlySet<StoredEvent['type']> = new Set(['MemberAdded', 'MemberProfileChanged', 'MemberRemoved']);

/** D15: the subscription of a space hears how many of its seats are taken. */
export class WhenMembershipChangedThenNoteSeats extends Automation {
  override readonly kind = 'noteSeats';

  constructor(private readonly decisions: Decisions) {
    super();
  }

  override jobsFor(fact: Fact): readonly Job[] {
    const { event, recorded } = fact;
    if (!CHANGES.has(event.type) || !('spaceId' in event.data)) return [];
    return [jobFor(this.kind, recorded.id, fact, { spaceId: event.data.spaceId })];
  }

  override async run(job: Job): Promise<void> {
    const { state: space, recorded } = await this.decisions.load(spaceStream(idIn(job, 'spaceId')), spaceDecider);
    const cover = space.status === 'exists' ? await coverOfSpace(this.decisions, space) : null;
    if (cover === null) return;
    const stream = subscriptionStream(cover.subscriptionId);
    const cause = causeOf(job);
    await this.decisions.decide({
      stream,
      decider: subscriptionDecider,
      command: async (): Promise<SubscriptionCommand> => {
        const subscription = await this.decisions.load(stream, subscriptionDecider);
        const steps = seatSteps({ space: recorded, subscription: subscription.recorded });
        return { type: 'NoteSeatUsage', data: { steps } };
      },
      context: systemContext(`note-seats-${cause.causationId}`, cause),
    });
  }
}
