import { type PlanView, type ReferenceModel } from '../reference/model.js';
import { type Step } from '../steps.js';
import { SPACES } from './worlds.js';

/** A few small numbers that shrink well. What they come to depends on how things stand when they are carried out. */
export interface Intent {
  readonly what: Step['do'];
  readonly space: number;
  /** Below 85: whoever can do it, where it can be done. */
  readonly who: number;
  readonly how: number;
  readonly much: number;
}

const ANYBODY = ['olga', 'otto', 'ada', 'bob', 'dan', 'bea', 'sales', 'stranger'];

export const pick = <Thing>(things: readonly Thing[], number: number): Thing => {
  const thing = things[number % things.length];
  if (thing === undefined) throw new Error('there is nothing to pick from');
  return thing;
};

/** One of `preferred`, or of `all` if there is none. */
export const prefer = <Thing>(preferred: readonly Thing[], all: readonly Thing[], number: number): Thing =>
  pick(preferred.length > 0 ? preferred : all, number);

export const isLikely = ({ who }: Intent): boolean => who < 85;

export const anybody = ({ how }: Intent): string => pick(ANYBODY, how);

type Fits = (space: string, plan: PlanView | null, model: ReferenceModel) => boolean;

const hasPlan: Fits = (_, plan) => plan !== null;
const isCovered = (space: string, model: ReferenceModel): boolean =>
  (space === 'design' || space === 'build') && model.planOf('acme') !== null;
const isFree: Fits = (space, plan, model) => plan === null && !isCovered(space, model);

/** Where something can be done about an intent; the others can be tried anywhere. */
const FITS: Readonly<Partial<Record<Step['do'], Fits>>> = {
  start: isFree,
  startManual: isFree,
  change: hasPlan,
  undoChange: (_, plan) => plan !== null && plan.pending !== null,
  cancel: (_, plan) => plan?.cancelling === false,
  undoCancellation: (_, plan) => plan?.cancelling === true,
  endTrial: (_, plan) => plan?.status === 'trial',
  claim: (_, plan) => plan !== null && plan.owner === null,
  addMembers: hasPlan,
  removeMember: hasPlan,
  handOver: (_, plan) => plan !== null && plan.owner !== null,
  replaceCard: (_, plan) => plan?.manual === false,
  recordPayment: (_, plan) => plan?.manual === true,
  protectPrice: hasPlan,
};

const fittingSpaces = (what: Step['do'], model: ReferenceModel): readonly string[] => {
  const fits = FITS[what];
  return fits === undefined ? SPACES : SPACES.filter((space) => fits(space, model.planOf(space), model));
};

export const spaceOf = (intent: Intent, model: ReferenceModel): string =>
  isLikely(intent) ? prefer(fittingSpaces(intent.what, model), SPACES, intent.space) : pick(SPACES, intent.space);

/** Instead of what is impossible everywhere, most of the time: something that is possible. */
export const possible = (intent: Intent, model: ReferenceModel): Intent => {
  if (!isLikely(intent) || fittingSpaces(intent.what, model).length > 0) return intent;
  return { ...intent, what: fittingSpaces('change', model).length > 0 ? 'change' : 'start' };
};

/** Who may change the plan of a space. */
export const actorOf = (intent: Intent, model: ReferenceModel, space: string): string => {
  const plan = model.planOf(space);
  if (!isLikely(intent)) return anybody(intent);
  return plan?.manual ? 'sales' : (plan?.owner ?? anybody(intent));
};
