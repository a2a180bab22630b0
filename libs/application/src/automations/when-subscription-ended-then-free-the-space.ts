import { coverageDecider, type CoverageCommand } from '#domain';
import type { Job } from '#jobs';
import { systemContext } from '../kernel/context.js';
import { type Decisions } from '../kernel/decide-and-append.js';
import type { Fact } from '../kernel/facts.js';
import { coverageStream } from '../kernel/streams.js';
import { Automation, causeOf, idIn, jobFor } from './automation.js';

/** After the end of its subscription a space can be upgraded again. */
export class WhenSubscriptionEndedThenFreeTheSpace extends Automation {
  override readonly kind = 'endCoverage';

  constructor(private readonly decisions: Decisions) {
    super();
  }

  override jobsFor(fact: Fact): readonly Job[] {
    if (fact.event.type !== 'SubscriptionEnded') return [];
    const { subscriptionId, spaceId, rootId } = fact.event.data;
    return [jobFor(this.kind, subscriptionId, fact, { subscriptionId, spaceId, rootId })];
  }

  override async run(job: Job): Promise<void> {
    const subscriptionId = idIn(job, 'subscriptionId');
    await this.decisions.decide({
      stream: coverageStream(idIn(job, 'rootId')),
      decider: coverageDecider,
      command: (): CoverageCommand => ({
        type: 'EndCoverage',
        data: { subscriptionId, spaceId: idIn(job, 'spaceId') },
      }),
      context: systemContext(`end-coverage-${subscriptionId}`, causeOf(job)),
    });
  }
}
