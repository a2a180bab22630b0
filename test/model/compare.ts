import { violationsOf } from './invariants.js';
import { ReferenceModel, type Outcome } from './reference/model.js';
import type { History, Step } from './steps.js';
import { RealSystem } from './system/system.js';

/** A step that the real deciders and the reference model answer differently. */
export interface Difference {
  readonly at: number;
  readonly step: Step;
  readonly model: unknown;
  readonly real: unknown;
}

/** The model's words for the refusals of the domain. Two of them may both fit: the rules do not say which comes first. */
const SAME_REFUSALS: Readonly<Record<string, readonly string[]>> = {
  unknownSpace: ['space.unknown'],
  spaceExists: ['space.exists'],
  notUpgraded: ['subscription.none', 'subscription.ended'],
  alreadyUpgraded: ['upgrade.already_upgraded'],
  alreadyCovered: ['upgrade.covered_by_organization'],
  notAllowed: ['rights.not_allowed'],
  contactSales: ['contact_sales'],
  oneSeat: ['seats.one_seat'],
  notATier: ['seats.not_a_tier'],
  tooFewSeats: ['seats.below_members'],
  notAMember: ['owner.not_a_member', 'member.unknown'],
  trialAlreadyUsed: ['trial.used'],
  cardMissing: ['payment_method.missing'],
  paymentFailed: ['payment.failed'],
  manualNeedsTwentySeats: ['manual.too_few_seats'],
  manualIsAnnual: ['manual.annual_only'],
  mixedChange: ['change.mixed'],
  paymentIsOpen: ['payment.past_due', 'payment.pending'],
  cancellationIsScheduled: ['cancellation.scheduled'],
  notInTrial: ['trial.none'],
  ownerMustHandOver: ['member.is_billing_owner'],
  ownerIsNotMissing: ['owner.not_missing'],
  notManual: ['subscription.none'],
};

const codeOf = (outcome: Outcome): string | null => (outcome.accepted ? null : outcome.code);

/** Whether both took the step, or both refused it. */
const isSameAnswer = (model: string | null, real: string | null): boolean =>
  (model === null) === (real === null);

/** The first step after which the two disagree about what happened or about what there is; null when there is none. */
export const firstDifference = ({ world, steps }: History): Difference | null => {
  const model = new ReferenceModel(world);
  const real = new RealSystem(world);
  for (const [at, step] of steps.entries()) {
    const outcome = model.apply(step);
    const taken = real.apply(step);
    const [one, other] = [codeOf(outcome), taken.code];
    if (!isSameAnswer(one, other)) return { at, step, model: one, real: other };
    const difference = differenceOfPlans(model, real);
    if (difference !== null) return { at, step, ...difference };
  }
  return null;
};

const SPACES = ['acme', 'design', 'build', 'studio'];

const differenceOfPlans = (model: ReferenceModel, real: RealSystem): Pick<Difference, 'model' | 'real'> | null => {
  for (const space of SPACES) {
    const one = modelPlan(model, space);
    const other = realPlan(real, space);
    if (one !== other) return { model: one, real: other };
  }
  return null;
};

const modelPlan = (model: ReferenceModel, space: string): string => {
  const plan = model.planOf(space);
  if (plan === null) return `${space}: none`;
  const { subscription, status, periodStart, periodEnd, seats, cancelling, owner, manual } = plan;
  return [subscription, status, plan.plan, plan.cycle, seats, periodStart, periodEnd, cancelling, owner, manual].join(' ');
};

const realPlan = (real: RealSystem, space: string): string => {
  const plan = real.planOf(space);
  if (plan === null) return `${space}: none`;
  const { account, selection, current, isCancelling, ownerMissingSince, trial, pastDue } = plan;
  const status = trial !== null ? 'trial' : pastDue !== null ? 'pastDue' : 'active';
  const owner = ownerMissingSince === null ? account.ownerId : null;
  const { start, end } = current.period;
  const { plan: name, cycle, seats } = selection;
  const manual = account.collection === 'manual';
  return [account.subscriptionId, status, name, cycle, seats, start, end, isCancelling, owner, manual].join(' ');
};

/** The same documents and the same money, in any order within a day; ids and numbers aside. */
export const differenceOfBooks = (history: History): { model: string[]; real: string[] } | null => {
  const model = new ReferenceModel(history.world);
  const real = new RealSystem(history.world);
  for (const step of history.steps) {
    model.apply(step);
    real.apply(step);
  }
  const [one, other] = [summary(model.books()), summary(real.books())];
  const onlyModel = without(one, other);
  const onlyReal = without(other, one);
  return onlyModel.length + onlyReal.length === 0 ? null : { model: onlyModel, real: onlyReal };
};

const without = (all: readonly string[], others: readonly string[]): string[] => {
  const left = [...others];
  return all.filter((text) => {
    const at = left.indexOf(text);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
};

const summary = ({ documents, entries }: ReturnType<RealSystem['books']>): string[] => [
  ...documents.map(({ kind, issuedOn, subscription, currency, lines, net }) =>
    [
      ...[issuedOn, kind, subscription, currency, net],
      ...lines.map((line) => [line.kind, line.subscription, line.plan, line.cycle, line.seats, line.from, line.to, line.amount].join(',')),
    ].join(' '),
  ),
  ...entries.map(({ day, kind, amount }) => `${day} ${kind} ${amount}`),
];

export const violationsOfReal = ({ world, steps }: History): string[] => {
  const real = new RealSystem(world);
  for (const step of steps) real.apply(step);
  return violationsOf(real.books());
};

export { SAME_REFUSALS };
