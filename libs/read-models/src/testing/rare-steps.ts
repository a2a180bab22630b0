import { addDays, subscriptionDecider, type LocalDate, type SubscriptionCommand } from '#domain';
import type { CreditStory } from './credit-story.js';

interface About {
  readonly spaceId: string;
  readonly subscriptionId: string;
}

type RareStep = (story: CreditStory, about: About) => unknown;

const decided = (story: CreditStory, { subscriptionId }: About, command: SubscriptionCommand): unknown =>
  story.decide(`subscription-${subscriptionId}`, subscriptionDecider, command);

const supersededNow = (story: CreditStory, { subscriptionId, spaceId }: About) => ({
  ...{ subscriptionId, spaceId, effectiveOn: story.day as LocalDate },
  ...{ line: null, funds: [] },
});

/** Whether something was paid for days that are still to come, so that it can go back. */
const isPaid = (story: CreditStory, { subscriptionId }: About): boolean => {
  const { trial, ledger, current } = story.subscription(subscriptionId);
  return trial === null && ledger.funds.length > 0 && story.day < current.period.end;
};

/** What happens to few plans that live: another cycle, an organization's upgrade, money that goes back. */
export const RARE_STEPS: Readonly<Record<string, RareStep>> = {
  annual: (story, { subscriptionId }) => {
    story.owner(subscriptionId, 'ChangePlan', { cycle: 'annual' });
    if (story.subscription(subscriptionId).pendingPayment) story.settleChange(subscriptionId, true);
  },
  announcesTrialEnd: (story, about) => {
    const today = addDays(story.subscription(about.subscriptionId).current.period.end, -1);
    decided(story.on(today), about, { type: 'AnnounceTrialEnd', data: { today } });
  },
  isHeldAndLetGo: (story, about) => {
    const by = `sub-${story.events.length}`;
    const data = { by, superseded: supersededNow(story, about) };
    decided(story, about, { type: 'HoldForSupersede', data });
    decided(story, about, { type: 'ReleaseFromSupersede', data });
  },
  superseded: (story, about) => {
    if (isPaid(story, about)) story.supersede(about.subscriptionId).requestRefunds().settleRefunds();
  },
  lapses: (story, { subscriptionId }) => {
    if (!story.subscription(subscriptionId).isCancelling) story.periodEnds(subscriptionId).lapse(subscriptionId);
  },
  bankPays: (story, about) => {
    if (isPaid(story, about)) story.bankPayment(`bank-${story.events.length}`, 1);
  },
};
