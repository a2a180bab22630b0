import type { Definitions } from './definition.js';
import { changeEvents } from './subscription-changes.js';
import { endEvents } from './subscription-end.js';
import { ownerEvents } from './subscription-owner.js';
import { periodEvents } from './subscription-periods.js';
import { planEvents } from './subscription-plan.js';
import { termsEvents } from './subscription-terms.js';
import { trialEvents } from './subscription-trial.js';

export const subscriptionEvents = {
  ...planEvents,
  ...trialEvents,
  ...changeEvents,
  ...periodEvents,
  ...endEvents,
  ...ownerEvents,
  ...termsEvents,
} satisfies Definitions;
