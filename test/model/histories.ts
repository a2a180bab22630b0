/** Random histories as plain data: nearly everything in them can happen, and a good share of it is refused. */
import fc from 'fast-check';
import {
  advanceStep,
  changeStep,
  protectPriceStep,
  recordPaymentStep,
  replaceCardStep,
  simpleStep,
  startManualStep,
  startStep,
} from './generator/billing-steps.js';
import { type Intent, pick, possible } from './generator/intents.js';
import { appointStep, claimStep, handOverStep, joinStep, leaveStep } from './generator/people-steps.js';
import { SETUP, SPACES, worlds } from './generator/worlds.js';
import { ReferenceModel } from './reference/model.js';
import { type History, type Step, type World } from './steps.js';

type Maker = (intent: Intent, model: ReferenceModel, world: World) => Step;

const MAKERS: Record<Step['do'], Maker> = {
  advance: (intent, model) => advanceStep(intent, model, SPACES),
  createSpace: (intent) => pick(SETUP, intent.space),
  addMembers: joinStep,
  removeMember: leaveStep,
  appointAdministrator: appointStep,
  start: startStep,
  startManual: startManualStep,
  change: changeStep,
  undoChange: (intent, model) => simpleStep('undoChange', intent, model),
  cancel: (intent, model) => simpleStep('cancel', intent, model),
  undoCancellation: (intent, model) => simpleStep('undoCancellation', intent, model),
  endTrial: (intent, model) => simpleStep('endTrial', intent, model),
  claim: claimStep,
  handOver: handOverStep,
  replaceCard: replaceCardStep,
  recordPayment: recordPaymentStep,
  protectPrice: protectPriceStep,
};

/** How often each is meant, of a hundred. The first are what a failing history shrinks to. */
const WEIGHTS: readonly [Step['do'], number][] = [
  ['advance', 32],
  ['start', 16],
  ['change', 18],
  ['addMembers', 8],
  ['cancel', 3],
  ['undoCancellation', 3],
  ['undoChange', 2],
  ['endTrial', 1],
  ['replaceCard', 5],
  ['handOver', 2],
  ['removeMember', 4],
  ['claim', 2],
  ['startManual', 1],
  ['recordPayment', 1],
  ['protectPrice', 1],
  ['appointAdministrator', 1],
];

const BAG = WEIGHTS.flatMap(([what, weight]) => Array.from({ length: weight }, () => what));

const intents: fc.Arbitrary<Intent> = fc.record({
  what: fc.nat({ max: BAG.length - 1 }).map((at) => pick(BAG, at)),
  space: fc.nat({ max: 11 }),
  who: fc.nat({ max: 99 }),
  how: fc.nat({ max: 959 }),
  much: fc.nat({ max: 239 }),
});

/** Most plans and changes are seen through by the model, so that an intent meets something it can be about. */
const historyOf = (world: World, drawn: readonly Intent[]): History => {
  const model = new ReferenceModel(world);
  const steps: Step[] = [];
  const take = (step: Step): void => {
    steps.push(step);
    model.apply(step);
  };
  for (const step of SETUP) take(step);
  for (const meant of drawn) {
    const intent = possible(meant, model);
    take(MAKERS[intent.what](intent, model, world));
  }
  return { world, steps };
};

/** The four spaces, and after them up to `stepsMax` steps, or exactly as many. */
export const histories = ({ stepsMax = 30, exactly = false } = {}): fc.Arbitrary<History> =>
  fc
    .tuple(worlds, fc.array(intents, { minLength: exactly ? stepsMax : 0, maxLength: stepsMax, size: 'max' }))
    .map(([world, drawn]) => historyOf(world, drawn));
