import {
  adam,
  alice,
  cancelPlan,
  cancellationScheduled,
  changeDetails,
  changePlan,
  changeScheduled,
  endTrial,
  mia,
  opened,
  otto,
  ownerReassigned,
  premium,
  priced,
  reassignOwner,
  replaceCard,
  sally,
  trialStarted,
  undoCancellation,
  undoChange,
  upgraded,
} from '../testing/index.js';
import type { Collection } from '../policy/policy.js';
import { replay } from '../kernel/decider.js';
import { Refusal } from '../kernel/refusal.js';
import { roleOf, type Caller } from './rights.js';
import { subscriptionDecider, type PersonsCommand } from './subscription.decider.js';
import type { PlanUpgraded, SubscriptionEvent } from './subscription.events.js';
import { firstTerm, periodOf } from './term.js';
import type { TrialStarted } from './trial.events.js';

/** Thirty seats for a year: what sales may arrange on a manual plan, too (R26). */
const term = firstTerm('2026-04-01', 'annual');
const year = { ...priced({ term, period: periodOf(term, 0), unitPrice: 134_90 }), to: premium(30, 'annual') };

/** Each command of the owner, with what must have happened before for it to write something. */
const COMMANDS: readonly {
  readonly name: PersonsCommand['type'];
  readonly first?: TrialStarted | PlanUpgraded;
  readonly before?: readonly SubscriptionEvent[];
  readonly make: (by: Caller) => PersonsCommand;
  readonly onManual: 'yes' | 'contact_sales';
}[] = [
  { name: 'ChangePlan', make: (by) => changePlan({ by, seats: 20 }), onManual: 'contact_sales' },
  {
    name: 'UndoChange',
    before: [changeScheduled({ from: premium(30, 'annual'), to: premium(20, 'annual'), effectiveOn: '2027-04-01' })],
    make: (by) => undoChange({ by }),
    onManual: 'contact_sales',
  },
  { name: 'CancelPlan', make: (by) => cancelPlan({ by }), onManual: 'contact_sales' },
  {
    name: 'UndoCancellation',
    before: [cancellationScheduled({ effectiveOn: '2027-04-01' })],
    make: (by) => undoCancellation({ by }),
    onManual: 'contact_sales',
  },
  { name: 'EndTrial', first: trialStarted(), make: (by) => endTrial({ by }), onManual: 'contact_sales' },
  { name: 'ReassignBillingOwner', make: (by) => reassignOwner({ by, to: 'zoe' }), onManual: 'yes' },
  { name: 'ChangeBillingDetails', make: (by) => changeDetails({ by }), onManual: 'yes' },
  { name: 'ReplacePaymentMethod', make: (by) => replaceCard({ by }), onManual: 'yes' },
];

type Command = (typeof COMMANDS)[number];

const SPACES = ['workspace', 'team', 'organization'] as const;
const COLLECTIONS = ['automatic', 'manual'] as const;
const OWNER_AND_ADMINS = { name: 'owner-and-admins', version: 1 };

interface Plan {
  readonly spaceKind: (typeof SPACES)[number];
  readonly collection: Collection;
  readonly policy?: typeof OWNER_AND_ADMINS;
}

const historyOf = ({ first, before = [] }: Command, { spaceKind, ...plan }: Plan): readonly SubscriptionEvent[] => [
  opened({ ...plan, spaceKind, organizationId: spaceKind === 'team' ? 'org_1' : null }),
  first ?? upgraded(year),
  ...before,
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
  it.each(COMMANDS)('R32 the owner may $name', (command) =>
    expect(outcomeOf(historyOf(command, { spaceKind, collection: 'automatic' }), command.make(alice))).toBe('yes'),
  );

  it.each(COMMANDS)('R28 on a manually billed plan the owner who tries $name: $onManual', (command) =>
    expect(outcomeOf(historyOf(command, { spaceKind, collection: 'manual' }), command.make(alice))).toBe(
      command.onManual,
    ),
  );

  it.each(COMMANDS)('R28 sales staff may $name on a manually billed plan, and on no other', (command) => {
    const outcomes = COLLECTIONS.map((collection) =>
      outcomeOf(historyOf(command, { spaceKind, collection }), command.make(sally)),
    );
    expect(outcomes).toStrictEqual(['rights.not_allowed', 'yes']);
  });

  describe.each(COLLECTIONS)('on an %s plan', (collection) => {
    it.each(COMMANDS)('R39 nobody else may $name', (command) => {
      const history = historyOf(command, { spaceKind, collection });
      const others = [adam, mia, otto].map((by) => outcomeOf(history, command.make(by)));
      expect(others).toStrictEqual(['rights.not_allowed', 'rights.not_allowed', 'rights.not_allowed']);
    });

    it.each(COMMANDS)('R40 a former owner may no longer $name', (command) => {
      const history = [...historyOf(command, { spaceKind, collection }), ownerReassigned('mia')];
      expect(outcomeOf(history, command.make(alice))).toBe('rights.not_allowed');
    });
  });

  it.each(COMMANDS)('D9 where administrators may act for the owner, $name is theirs on automatic plans', (command) => {
    const outcomes = COLLECTIONS.map((collection) => {
      const history = historyOf(command, { spaceKind, collection, policy: OWNER_AND_ADMINS });
      return [adam, mia].map((by) => outcomeOf(history, command.make(by)));
    });
    const onAutomatic = command.name === 'ReassignBillingOwner' ? 'rights.not_allowed' : 'yes';
    expect(outcomes).toStrictEqual([
      [onAutomatic, 'rights.not_allowed'],
      ['rights.not_allowed', 'rights.not_allowed'],
    ]);
  });
});

describe('the role of a caller', () => {
  it.each([
    [alice, 'owner'],
    [{ ...alice, isMember: false, isAdministrator: false }, 'owner'],
    [adam, 'administrator'],
    [mia, 'member'],
    [otto, 'outsider'],
    [sally, 'sales'],
    [{ ...sally, memberId: 'alice' }, 'sales'],
  ])('of %j is %s', (caller, role) => expect(roleOf(caller, 'alice')).toBe(role));

  it.each([
    [alice, 'administrator'],
    [{ ...alice, isAdministrator: false }, 'member'],
    [{ ...alice, isMember: false, isAdministrator: false }, 'outsider'],
  ])('D8 of %j is %s while the owner is missing: nobody has his rights', (caller, role) =>
    expect(roleOf(caller, null)).toBe(role),
  );
});
