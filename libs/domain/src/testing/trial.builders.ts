import type { Bill } from '../subscription/bill.js';
import type { SubscriptionOpened } from '../subscription/subscription.events.js';
import { firstTerm, type PricedPeriod } from '../subscription/term.js';
import type { TrialChanged, TrialConverted, TrialEndAnnounced, TrialStarted } from '../subscription/trial.events.js';
import { billOf, charge, MAY, opened, premium, priced } from './subscription.builders.js';

const subscriptionId = 'sub_1';

/** Premium for five, tried out in April: thirty days, free. */
export const trialStarted = (data: Partial<TrialStarted['data']> = {}): TrialStarted => ({
  type: 'TrialStarted',
  data: { ...priced(), subscriptionId, to: premium(5), effectiveOn: (data.period ?? priced().period).start, ...data },
});

/** A trial of Premium for five in April, by default with a card. */
export const trialling = (
  account: Partial<SubscriptionOpened['data']> = {},
  data: Partial<TrialStarted['data']> = {},
): readonly [SubscriptionOpened, TrialStarted] => [opened(account), trialStarted(data)];

/** Ten seats instead of five, from 16 April on. */
export const trialChanged = (data: Partial<TrialChanged['data']> = {}): TrialChanged => ({
  type: 'TrialChanged',
  data: { subscriptionId, from: premium(5), to: premium(10), unitPrice: 13_49, effectiveOn: '2026-04-16', ...data },
});

/** On 28 April, three days before the first of May. */
export const trialEndAnnounced = (data: Partial<TrialEndAnnounced['data']> = {}): TrialEndAnnounced => ({
  type: 'TrialEndAnnounced',
  data: { subscriptionId, effectiveOn: '2026-04-28', endsOn: '2026-05-01', isPaidAfterwards: true, ...data },
});

/** The first paid month, from 1 May on. */
export const firstPaidMonth = (overrides: Partial<PricedPeriod> = {}): PricedPeriod =>
  priced({ term: { ...firstTerm('2026-05-01', 'monthly'), index: 1 }, period: MAY, ...overrides });

/** Premium for five is paid from 1 May on: 67.45. */
export const trialConverted = (data: Partial<TrialConverted['data']> = {}): TrialConverted => {
  const to = data.to ?? premium(5);
  const { period, unitPrice } = { ...firstPaidMonth(), ...data };
  const amount = to.seats * unitPrice;
  const bill: Bill = billOf('start', amount, charge(to, { period, unitPrice, amount }));
  const from = to;
  const effectiveOn = period.start;
  const terms = { ...firstPaidMonth(), subscriptionId, from, to, effectiveOn, timeZone: 'Europe/Paris' };
  return { type: 'TrialConverted', data: { ...terms, bill, supersedes: [], ...data } };
};
