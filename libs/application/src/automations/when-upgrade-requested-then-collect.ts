import { coverageDecider, coverOf, Refusal, type UpgradeRequested } from '#domain';
import type { Job } from '#jobs';
import { type Decisions } from '../kernel/decide-and-append.js';
import type { Fact } from '../kernel/facts.js';
import { coverageStream } from '../kernel/streams.js';
import { type PaymentCollector } from '../payments/collect-payment.js';
import { type TeamPlans } from '../upgrades/team-plans.js';
import { type UpgradeCompletion } from '../upgrades/upgrade-completion.js';
import { Automation, causeOf, idIn, jobFor, type Cause } from './automation.js';

type Request = UpgradeRequested['data'];

/** R23: an upgrade was confirmed, so its price is charged; where nothing is due at once it is carried out. */
export class WhenUpgradeRequestedThenCollect extends Automation {
  override readonly kind = 'collectUpgrade';

  constructor(
    private readonly decisions: Decisions,
    private readonly collector: PaymentCollector,
    private readonly teamPlans: TeamPlans,
    private readonly completion: UpgradeCompletion,
  ) {
    super();
  }

  override jobsFor(fact: Fact): readonly Job[] {
    if (fact.event.type !== 'UpgradeRequested') return [];
    const { spaceId, subscriptionId, account } = fact.event.data;
    const rootId = account.organizationId ?? spaceId;
    return [jobFor(this.kind, subscriptionId, fact, { spaceId, subscriptionId, rootId })];
  }

  override async run(job: Job): Promise<void> {
    const coverage = await this.decisions.load(coverageStream(idIn(job, 'rootId')), coverageDecider);
    const request = coverOf(coverage.state, idIn(job, 'spaceId'))?.request;
    if (!request || request.subscriptionId !== idIn(job, 'subscriptionId')) return;
    const cause = causeOf(job);
    if (!(await this.#isHeld(request, cause))) return;
    if (request.paymentId === null) await this.completion.complete(request, cause);
    else await this.#collect(request, request.paymentId, cause);
  }

  /** D2: nobody is charged before the plans of the teams stand still, each as it was priced. */
  async #isHeld(request: Request, cause: Cause): Promise<boolean> {
    try {
      await this.teamPlans.hold(request.subscriptionId, request.supersedes, cause);
      return true;
    } catch (error) {
      if (!(error instanceof Refusal) || error.code !== 'upgrade.teams_changed') throw error;
      await this.completion.fail(request, 'teams_changed', cause);
      return false;
    }
  }

  async #collect({ subscriptionId, spaceId, bill, account }: Request, paymentId: string, cause: Cause): Promise<void> {
    const { paymentMethod, organizationId } = account;
    if (paymentMethod === null || bill === null) throw new Error(`the upgrade ${paymentId} has nothing to charge`);
    const { net: amount, currency } = bill;
    await this.collector.collect(
      {
        ...{ paymentId, subscriptionId, spaceId, rootId: organizationId ?? spaceId },
        ...{ purpose: 'start', invoiceNumber: null, amount, currency, paymentMethod },
      },
      cause,
    );
  }
}
