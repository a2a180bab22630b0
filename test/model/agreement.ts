import { violationsOf } from './invariants.js';
import { ReferenceModel, type Outcome } from './reference/model.js';
import type { History, Step } from './steps.js';
import { RealSystem, type SystemOptions } from './system/system.js';

type Books = ReturnType<RealSystem['books']>;

/** What the real deciders and the reference model do not agree about, in words; empty when they agree. */
export const disagreementsOf = (history: History, options: SystemOptions = {}): string[] => {
  const model = new ReferenceModel(history.world);
  const real = new RealSystem(history.world, options);
  for (const [at, step] of history.steps.entries()) {
    const outcome = model.apply(step);
    const taken = real.apply(step);
    const difference = differenceOfAnswers(outcome, taken.code) ?? differenceOfPlans(model, real);
    if (difference !== null) return [`step ${at}, ${textOf(step)}: ${difference}`];
  }
  const books = real.books();
  return [...differencesOfBooks(model.books(), books), ...violationsOf(books)];
};

const textOf = (step: Step): string => JSON.stringify(step);

/**
 * The domain's codes for the model's words. Where two rules forbid a step the rules do not say which is told, so what
 * must be the same is whether it is refused at all.
 */
const differenceOfAnswers = (model: Outcome, real: string | null): string | null => {
  if (model.accepted === (real === null)) return null;
  return `the model says ${model.accepted ? 'accepted' : model.code}, the domain ${real ?? 'accepted'}`;
};

const SPACES = ['acme', 'design', 'build', 'studio'];

const differenceOfPlans = (model: ReferenceModel, real: RealSystem): string | null => {
  for (const space of SPACES) {
    const [one, other] = [modelPlan(model, space), realPlan(real, space)];
    if (one !== other) return `the model has ${one}, the domain ${other}`;
  }
  return null;
};

const modelPlan = (model: ReferenceModel, space: string): string => {
  const view = model.planOf(space);
  if (view === null) return `${space}: none`;
  const { subscription, status, plan, cycle, seats, periodStart, periodEnd, cancelling, owner, manual } = view;
  const pending = view.pending && { plan, cycle, seats, ...view.pending };
  const waits = pending === null ? 'nothing' : `${pending.plan},${pending.cycle},${pending.seats}`;
  return [subscription, status, plan, cycle, seats, periodStart, periodEnd, waits, cancelling, owner, manual].join(' ');
};

const realPlan = (real: RealSystem, space: string): string => {
  const state = real.planOf(space);
  if (state === null) return `${space}: none`;
  const { account, selection, current, isCancelling, ownerMissingSince, trial, pastDue, pendingChange } = state;
  const status = trial !== null ? 'trial' : pastDue !== null ? 'pastDue' : 'active';
  const owner = ownerMissingSince === null ? account.ownerId : null;
  const { plan, cycle, seats } = selection;
  const { start, end } = current.period;
  const waiting = pendingChange?.to;
  const waits = waiting === undefined ? 'nothing' : `${waiting.plan},${waiting.cycle},${waiting.seats}`;
  const manual = account.collection === 'manual';
  return [account.subscriptionId, status, plan, cycle, seats, start, end, waits, isCancelling, owner, manual].join(' ');
};

/** The same documents and the same money on the same days; which of two on one day has the lower number is open. */
const differencesOfBooks = (model: Books, real: Books): string[] => {
  const [one, other] = [summaryOf(model), summaryOf(real)];
  return [
    ...without(one, other).map((text) => `only the model has: ${text}`),
    ...without(other, one).map((text) => `only the domain has: ${text}`),
  ];
};

const without = (all: readonly string[], others: readonly string[]): string[] => {
  const left = new Map<string, number>();
  for (const text of others) left.set(text, (left.get(text) ?? 0) + 1);
  return all.filter((text) => {
    const count = left.get(text) ?? 0;
    left.set(text, count - 1);
    return count <= 0;
  });
};

const lineText = (line: Books['documents'][number]['lines'][number]): string => {
  const { kind, subscription, plan, cycle, seats, from, to, amount } = line;
  return [kind, subscription, plan, cycle, seats, from, to, amount].join(',');
};

const summaryOf = ({ documents, entries }: Books): string[] => [
  ...documents.map(({ kind, issuedOn, subscription, currency, lines, net }) =>
    [issuedOn, kind, subscription, currency, net, ...lines.map(lineText)].join(' '),
  ),
  ...entries.map(({ day, kind, amount }) => `${day} ${kind} ${amount}`),
];
