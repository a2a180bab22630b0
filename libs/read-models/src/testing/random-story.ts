import fc from 'fast-check';
import {
  addDays,
  coverageDecider,
  Refusal,
  subscriptionDecider,
  type Caller,
  type LocalDate,
  type SubscriptionCommand,
} from '#domain';
import { CreditStory } from './credit-story.js';
import { RARE_STEPS } from './rare-steps.js';
import { salesRequestOf, supportRequestOf } from './story-facts.js';

const TEAM = { spaceId: 'team', organizationId: 'org' };

const TARGETS = [
  { spaceId: 'ws', subscriptionId: 'sub-ws', by: 'ann', seats: 5 },
  { ...TEAM, subscriptionId: 'sub-team', by: 'cleo', ownerId: 'dan', seats: 2 },
] as const;

type Target = (typeof TARGETS)[number];
type Step = (story: CreditStory, target: Target) => unknown;

const statusOf = (story: CreditStory, { subscriptionId }: Target): string =>
  story.state(`subscription-${subscriptionId}`, subscriptionDecider).status;

const whenLiving =
  (step: Step): Step =>
  (story, target) => {
    const isLiving = statusOf(story, target) === 'active';
    if (isLiving && story.subscription(target.subscriptionId).pendingPayment === null) step(story, target);
  };

const whenUpgradable =
  (step: Step): Step =>
  (story, target) => {
    const root = 'organizationId' in target ? target.organizationId : target.spaceId;
    const cover = story.state(`coverage-${root}`, coverageDecider).get(target.spaceId);
    if (cover === undefined && statusOf(story, target) === 'none') step(story, target);
  };

const SALES: Caller = { memberId: 'sam', isMember: false, isAdministrator: false, isSales: true };

const decided = (story: CreditStory, { subscriptionId }: Target, command: SubscriptionCommand): unknown =>
  story.decide(`subscription-${subscriptionId}`, subscriptionDecider, command);

const notePresence = (story: CreditStory, target: Target, isMember: boolean): unknown => {
  const { ownerId: memberId } = story.subscription(target.subscriptionId).account;
  return decided(story, target, {
    type: 'NoteOwnerPresence',
    data: { memberId, isMember, today: story.day as LocalDate },
  });
};

const nextTier = (story: CreditStory, { subscriptionId }: Target): number => {
  const { seats } = story.subscription(subscriptionId).selection;
  return seats < 5 ? seats + 1 : 15;
};

const STEPS: Readonly<Record<string, Step>> = {
  ...Object.fromEntries(Object.entries(RARE_STEPS).map(([name, step]) => [name, whenLiving(step)])),
  trial: whenUpgradable((story, target) => story.upgrade({ ...target, isTrial: true })),
  upgrade: whenUpgradable((story, target) => story.upgrade(target)),
  declinedUpgrade: whenUpgradable((story, target) => story.requestUpgrade(target).failUpgrade(target.subscriptionId)),
  moreSeats: whenLiving((story, target) => {
    story.owner(target.subscriptionId, 'ChangePlan', { seats: nextTier(story, target) });
    if (story.subscription(target.subscriptionId).pendingPayment) story.settleChange(target.subscriptionId, true);
  }),
  declinedSeats: whenLiving((story, target) => {
    story.owner(target.subscriptionId, 'ChangePlan', { seats: nextTier(story, target) });
    if (story.subscription(target.subscriptionId).pendingPayment) story.settleChange(target.subscriptionId, false);
  }),
  otherPlan: whenLiving((story, target) => {
    story.owner(target.subscriptionId, 'ChangePlan', { plan: 'business' });
    if (story.subscription(target.subscriptionId).pendingPayment) story.settleChange(target.subscriptionId, true);
  }),
  cancel: whenLiving((story, { subscriptionId }) => story.owner(subscriptionId, 'CancelPlan')),
  undoCancellation: whenLiving((story, { subscriptionId }) => story.owner(subscriptionId, 'UndoCancellation')),
  fewerSeats: whenLiving((story, { subscriptionId }) => story.owner(subscriptionId, 'ChangePlan', { seats: 2 })),
  undoChange: whenLiving((story, { subscriptionId }) =>
    story.owner(subscriptionId, 'ChangePlan', { seats: 2 }).owner(subscriptionId, 'UndoChange'),
  ),
  handOver: whenLiving((story, { subscriptionId }) =>
    story.owner(subscriptionId, 'ReassignBillingOwner', { to: 'eve', isMember: true, hasEmail: true }),
  ),
  paidPeriod: whenLiving((story, { subscriptionId }) => {
    const wasCancelling = story.subscription(subscriptionId).isCancelling;
    story.periodEnds(subscriptionId);
    if (!wasCancelling) story.settleRenewal(subscriptionId, true);
  }),
  unpaidPeriod: whenLiving((story, { subscriptionId }) => {
    const wasCancelling = story.subscription(subscriptionId).isCancelling;
    story.periodEnds(subscriptionId);
    if (!wasCancelling) story.settleRenewal(subscriptionId, false);
  }),
  details: whenLiving((story, { subscriptionId }) => {
    const billingDetails = { keyId: 'billing', sealed: `AA${story.events.length}==` };
    story.owner(subscriptionId, 'ChangeBillingDetails', {
      billingDetails,
      currency: null,
      locale: 'en',
      timeZone: story.events.length % 2 === 0 ? 'Pacific/Kiritimati' : 'Pacific/Pago_Pago',
    });
  }),
  card: whenLiving((story, { subscriptionId }) => {
    const paymentMethod = { keyId: 'billing', sealed: `BB${story.events.length}==` };
    story.owner(subscriptionId, 'ReplacePaymentMethod', { paymentMethod });
  }),
  leaves: (story, { spaceId }) => {
    const by = { memberId: 'bob', administersFromOutside: false };
    story.space(spaceId, {
      type: 'RemoveMember',
      data: { memberId: 'bob', isBillingOwner: false, isForced: false, by },
    });
  },
  ownerReturns: whenLiving((story, target) => {
    notePresence(story, target, false);
    notePresence(story, target, true);
  }),
  claim: whenLiving((story, target) => {
    notePresence(story, target, false);
    const by = { memberId: 'eve', isMember: true, isAdministrator: true, isSales: false };
    const today = story.day as LocalDate;
    decided(story, target, { type: 'ClaimOwnership', data: { by, today, hasAdministrators: true, hasEmail: true } });
  }),
  seatsTaken: whenLiving((story, target) => {
    const { seats } = story.subscription(target.subscriptionId).selection;
    const spaceRevision = story.events.length;
    const step = { before: seats - 1, after: seats + (spaceRevision % 2), spaceRevision, on: story.day as LocalDate };
    decided(story, target, { type: 'NoteSeatUsage', data: { steps: [step] } });
  }),
  policy: whenLiving((story, target) => {
    const policy = { name: 'owner-and-admins', version: 1 };
    decided(story, target, { type: 'AdoptPolicy', data: { by: SALES, policy } });
  }),
  protectedPrice: whenLiving((story, target) => {
    decided(story, target, { type: 'ProtectPrice', data: { by: SALES, until: null } });
    if (story.events.length % 2 === 0) decided(story, target, { type: 'LiftPriceProtection', data: { by: SALES } });
  }),
  asks: (story, { spaceId }) => {
    story.record(`support-${spaceId}`, supportRequestOf(spaceId, story.events.length));
    story.record(`sales-${spaceId}`, salesRequestOf(spaceId, story.events.length));
  },
  member: (story, { spaceId }) => story.members(spaceId, spaceId === 'ws' ? 'ann' : 'cleo', 'bob'),
};

/** A day for the step of this number: inside the present period, after the steps before it. */
const dayFor = (story: CreditStory, target: Target, number: number): LocalDate => {
  const isActive = statusOf(story, target) === 'active';
  const start = isActive ? story.subscription(target.subscriptionId).current.period.start : (story.day as LocalDate);
  return addDays(start, number);
};

/** What a rule refuses leaves no event, so it is no part of the story. */
const takeUnlessRefused = (take: () => unknown): void => {
  try {
    take();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
  }
};

const tell = (steps: readonly (readonly [string, number])[]): CreditStory => {
  const story = new CreditStory();
  story.workspace('ws', 'ann', 'eve').organization('org', 'cleo', 'dan', 'eve', 'guest-gil');
  story.team(TEAM, 'cleo', 'dan');
  for (const [number, [name, which]] of steps.entries()) {
    const target = TARGETS[which % TARGETS.length] ?? TARGETS[0];
    takeUnlessRefused(() => STEPS[name]?.(story.on(dayFor(story, target, number)), target));
  }
  return story;
};

const step = fc.tuple(fc.constantFrom(...Object.keys(STEPS)), fc.nat({ max: 1 }));

/** A history of two subscriptions, of a workspace and a team, that the domain allows. */
export const randomStory: fc.Arbitrary<CreditStory> = fc
  .tuple(fc.subarray([0, 1]), fc.array(step, { maxLength: 20 }))
  .map(([upgraded, steps]) => tell([...upgraded.map((which): [string, number] => ['upgrade', which]), ...steps]));
