import {
  coverageDecider,
  subscriptionDecider,
  type CoverageCommand,
  type SubscriptionCommand,
  type UpgradeRequested,
} from '#domain';
import { systemContext, type CommandContext } from '../kernel/context.js';
import { type Decisions } from '../kernel/decide-and-append.js';
import { coverageStream, subscriptionStream } from '../kernel/streams.js';
import { applyStep } from '../payments/apply-step.js';
import { type TeamPlans } from './team-plans.js';

type Cause = Pick<CommandContext, 'correlationId' | 'causationId'>;
type Request = UpgradeRequested['data'];

const rootOfRequest = ({ account, spaceId }: Request): string => account.organizationId ?? spaceId;

/** What an upgrade is settled with: its payment, or where nothing is due at once the subscription itself. */
export const settlementOf = ({ paymentId, subscriptionId }: Pick<Request, 'paymentId' | 'subscriptionId'>): string =>
  paymentId ?? subscriptionId;

/** The end of an upgrade that was requested: the plan lives, or everything stays as it was (D6). */
export class UpgradeCompletion {
  constructor(
    private readonly decisions: Decisions,
    private readonly teamPlans: TeamPlans,
  ) {}

  /** In an order that can be gone through again from the start after a crash. */
  async complete(request: Request, cause: Cause): Promise<void> {
    const { subscriptionId, spaceId, supersedes } = request;
    await this.decisions.decide({
      stream: subscriptionStream(subscriptionId),
      decider: subscriptionDecider,
      command: (): SubscriptionCommand => ({ type: 'OpenSubscription', data: request }),
      context: systemContext(applyStep(settlementOf(request)), cause),
    });
    await this.teamPlans.end(subscriptionId, supersedes, cause);
    await this.#end(request, { type: 'CompleteUpgrade', data: { subscriptionId, spaceId } }, cause);
  }

  async fail(request: Request, reason: string, cause: Cause): Promise<void> {
    const { subscriptionId, spaceId, paymentId, supersedes } = request;
    await this.teamPlans.release(subscriptionId, supersedes, cause);
    await this.#end(request, { type: 'FailUpgrade', data: { subscriptionId, spaceId, paymentId, reason } }, cause);
  }

  async #end(request: Request, command: CoverageCommand, cause: Cause): Promise<void> {
    await this.decisions.decide({
      stream: coverageStream(rootOfRequest(request)),
      decider: coverageDecider,
      command: () => command,
      context: systemContext(`end-upgrade-${settlementOf(request)}`, cause),
    });
  }
}
