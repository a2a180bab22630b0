import { spaceDecider, type SpaceCommand } from '#domain';
import type { Job } from '#jobs';
import { systemContext } from '../kernel/context.js';
import { type Decisions } from '../kernel/decide-and-append.js';
import type { Fact } from '../kernel/facts.js';
import { spaceStream } from '../kernel/streams.js';
import { Automation, causeOf, idIn, jobFor } from './automation.js';

/** R31: the billing owner of a paid organization becomes its administrator. */
export class WhenOwnerNamedThenAppoint extends Automation {
  override readonly kind = 'appointOwner';

  constructor(private readonly decisions: Decisions) {
    super();
  }

  override jobsFor(fact: Fact): readonly Job[] {
    const named = ownerNamedBy(fact);
    return named === null ? [] : [jobFor(this.kind, fact.recorded.id, fact, named)];
  }

  override async run(job: Job): Promise<void> {
    const cause = causeOf(job);
    await this.decisions.decide({
      stream: spaceStream(idIn(job, 'spaceId')),
      decider: spaceDecider,
      command: (): SpaceCommand => ({ type: 'AppointBillingOwner', data: { memberId: idIn(job, 'memberId') } }),
      context: systemContext(`appoint-owner-${cause.causationId}`, cause),
    });
  }
}

const ownerNamedBy = ({ event }: Fact): { spaceId: string; memberId: string } | null => {
  if (event.type === 'BillingOwnerReassigned' || event.type === 'BillingOwnershipClaimed')
    return { spaceId: event.data.spaceId, memberId: event.data.to };
  const isOrganization = event.type === 'SubscriptionOpened' && event.data.spaceKind === 'organization';
  return isOrganization ? { spaceId: event.data.spaceId, memberId: event.data.ownerId } : null;
};
