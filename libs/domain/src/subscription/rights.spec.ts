import {
  adam,
  alice,
  cancelPlan,
  cancellationScheduled,
  changeDetails,
  changePlan,
  changeScheduled,
  mia,
  opened,
  otto,
  ownerReassigned,
  reassignOwner,
  replaceCard,
  undoCancellation,
  undoChange,
  upgraded,
} from '../testing/index.js';
import type { Collection } from '../policy/policy.js';
import { replay } from '../kernel/decider.js';
import { Refusal } from '../kernel/refusal.js';
import { roleOf, type Caller } from './rights.js';
import { subscriptionDecider, type PersonsCommand } from './subscription.decider.js';
import type { SubscriptionEvent } from './subscription.events.js';

/** Each command of the owner, with what must have happened before for it to write something. */
const COMMANDS: readonly {
  readonly name: PersonsCommand['type'];
  readonly before: readonly SubscriptionEvent[];
  readonly make: (by: Caller) => PersonsCommand;
  readonly onManual: 'yes' | 'contact_sales';
}[] = [
  { name: 'ChangePlan', before: [], make: (by) => changePlan({ by, seats: 10 }), onManual: 'contact_sales' },
  { name: 'UndoChange', before: [changeScheduled()], make: (by) => undoChange({ by }), onManual: 'contact_sales' },
  { name: 'CancelPlan', before: [], make: (by) => cancelPlan({ by }), onManual: 'contact_sales' },
  {
    name: 'UndoCancellation',
    before: [cancellationScheduled()],
    make: (by) => undoCancellation({ by }),
    onManual: 'contact_sales',
  },
  { name: 'ReassignBillingOwner', before: [], make: (by) => reassignOwner({ by, to: 'zoe' }), onManual: 'yes' },
  { name: 'ChangeBillingDetails', before: [], make: (by) => changeDetails({ by }), onManual: 'yes' },
  { name: 'ReplacePaymentMethod', before: [], make: (by) => replaceCard({ by }), onManual: 'yes' },
];

const SPACES = ['workspace', 'team', 'organization'] as const;

const historyIn = (
  spaceKind: (typeof SPACES)[number],
  collection: Collection,
  more: readonly SubscriptionEvent[],
): readonly SubscriptionEvent[] => [
  opened({ spaceKind, collection, organizationId: spaceKind === 'team' ? 'org_1' : null }),
  upgraded(),
  ...more,
];

const outcomeOf = (history: readonly SubscriptionEvent[], command: PersonsCommand): string => {
  const state = replay(subscriptionDecider, history);
  try {
    return subscriptionDecider.decide(command, state).length > 0 ? 'yes' : 'nothing';
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
};

describe.each(SPACES)('nobody but the owner changes a billing fact of a %s (section 10, 8)', (spaceKind) => {
  it.each(COMMANDS)('R32 the owner may $name', ({ before, make }) =>
    expect(outcomeOf(historyIn(spaceKind, 'automatic', before), make(alice))).toBe('yes'),
  );

  it.each(COMMANDS)(
    'R28 on a manually billed plan the owner who tries $name: $onManual',
    ({ before, make, onManual }) =>
      expect(outcomeOf(historyIn(spaceKind, 'manual', before), make(alice))).toBe(onManual),
  );

  describe.each(['automatic', 'manual'] as const)('on an %s plan', (collection) => {
    it.each(COMMANDS)('R39 nobody else may $name', ({ before, make }) => {
      const others = [adam, mia, otto].map((by) => outcomeOf(historyIn(spaceKind, collection, before), make(by)));
      expect(others).toStrictEqual(['rights.not_allowed', 'rights.not_allowed', 'rights.not_allowed']);
    });

    it.each(COMMANDS)('R40 a former owner may no longer $name', ({ before, make }) => {
      const history = historyIn(spaceKind, collection, [...before, ownerReassigned('mia')]);
      expect(outcomeOf(history, make(alice))).toBe('rights.not_allowed');
    });
  });
});

describe('the role of a caller', () => {
  it.each([
    [alice, 'owner'],
    [{ ...alice, isMember: false, isAdministrator: false }, 'owner'],
    [adam, 'administrator'],
    [mia, 'member'],
    [otto, 'outsider'],
  ])('of %j is %s', (caller, role) => expect(roleOf(caller, 'alice')).toBe(role));
});
