import {
  adam,
  alice,
  cancelPlan,
  cancellationScheduled,
  changeDetails,
  changePlan,
  changeRequested,
  claimOwnership,
  endedInMay,
  mia,
  noteOwnerPresence,
  opened,
  otto,
  ownerReassigned,
  ownerReturned,
  ownershipClaimed,
  ownerWentMissing,
  pastDue,
  reassignOwner,
  renew,
  renewed,
  replaceCard,
  retryRequested,
  sally,
  specFor,
  started,
  undoCancellation,
  undoChange,
  upgraded,
} from '../testing/index.js';
import { subscriptionDecider } from './subscription.decider.js';

const given = specFor(subscriptionDecider);

const missing = [...started(), ownerWentMissing()];
const goneAlice = { ...alice, isMember: false, isAdministrator: false };
const back = noteOwnerPresence({ isMember: true });

describe('NoteOwnerPresence (D8)', () => {
  it('D8 the owner goes missing when a directory sync has removed him', () =>
    given(...started())
      .when(noteOwnerPresence())
      .then(ownerWentMissing()));

  it('D8 writes nothing the second time', () =>
    given(...missing)
      .when(noteOwnerPresence())
      .thenNothing());

  it('D8 he returns when he is a member again, once', () => {
    given(...missing)
      .when(back)
      .then(ownerReturned());
    given(...missing, ownerReturned())
      .when(back)
      .thenNothing();
  });

  it('D8 he can go missing again', () =>
    given(...missing, ownerReturned())
      .when(noteOwnerPresence({ today: '2026-04-20' }))
      .then(ownerWentMissing({ effectiveOn: '2026-04-20' })));

  it('writes nothing while he is where he was', () =>
    given(...started())
      .when(back)
      .thenNothing());

  it('writes nothing about anybody else, a former owner included', () => {
    given(...started())
      .when(noteOwnerPresence({ memberId: 'mia' }))
      .thenNothing();
    given(...started(), ownerReassigned('mia'))
      .when(noteOwnerPresence())
      .thenNothing();
    given(...missing, ownershipClaimed())
      .when(back)
      .thenNothing();
  });

  it('D8 follows the role: whoever has taken it over can go missing too', () => {
    given(...started(), ownerReassigned('mia'))
      .when(noteOwnerPresence({ memberId: 'mia' }))
      .then(ownerWentMissing({ ownerId: 'mia' }));
    given(...missing, ownershipClaimed())
      .when(noteOwnerPresence({ memberId: 'adam' }))
      .then(ownerWentMissing({ ownerId: 'adam' }));
  });

  it('waits for no payment', () =>
    given(...started(), changeRequested())
      .when(noteOwnerPresence())
      .then(ownerWentMissing()));

  it('counts from the first day of a period that is still to begin in its own zone', () =>
    given(...started(), renewed({ timeZone: 'Pacific/Pago_Pago' }))
      .when(noteOwnerPresence({ today: '2026-04-30' }))
      .then(ownerWentMissing({ effectiveOn: '2026-05-01' })));

  it('writes nothing before the opening and after the end', () => {
    given().when(noteOwnerPresence()).thenNothing();
    given(...endedInMay())
      .when(noteOwnerPresence())
      .thenNothing();
  });
});

describe('a plan whose owner is missing (D8)', () => {
  const commands = [
    { action: 'changePlan', make: (by: typeof alice) => changePlan({ by, seats: 10 }) },
    { action: 'changePlan', make: (by: typeof alice) => undoChange({ by }) },
    { action: 'cancelPlan', make: (by: typeof alice) => cancelPlan({ by }) },
    { action: 'cancelPlan', make: (by: typeof alice) => undoCancellation({ by }) },
    { action: 'assignBillingOwner', make: (by: typeof alice) => reassignOwner({ by }) },
    { action: 'editBillingDetails', make: (by: typeof alice) => changeDetails({ by }) },
    { action: 'editPaymentMethod', make: (by: typeof alice) => replaceCard({ by }) },
  ];

  it.each(commands)('R40 nobody may $action: the rights of the owner are gone at once', ({ action, make }) => {
    const callers = [
      [goneAlice, 'outsider'],
      [{ ...goneAlice, isMember: true }, 'member'],
      [adam, 'administrator'],
      [mia, 'member'],
      [otto, 'outsider'],
    ] as const;
    for (const [by, role] of callers) {
      given(...missing)
        .when(make(by))
        .thenRefused('rights.not_allowed', { action, role });
    }
  });

  it('D8 who is back has every right again', () =>
    given(...missing, ownerReturned())
      .when(cancelPlan())
      .then(cancellationScheduled()));

  it('D8 is renewed all the same', () =>
    given(...missing)
      .when(renew())
      .then(renewed()));
});

describe('ClaimOwnership (D8)', () => {
  it('D8 an administrator takes the role over', () =>
    given(...missing)
      .when(claimOwnership())
      .then(ownershipClaimed()));

  it('D8 writes nothing the second time', () =>
    given(...missing, ownershipClaimed())
      .when(claimOwnership())
      .thenNothing());

  it('D8, R40 gives him every right of the owner, whom it leaves with none', () => {
    const claimed = [...missing, ownershipClaimed()];
    given(...claimed)
      .when(cancelPlan({ by: adam }))
      .then(cancellationScheduled());
    given(...claimed)
      .when(cancelPlan({ by: alice }))
      .thenRefused('rights.not_allowed', { action: 'cancelPlan', role: 'administrator' });
  });

  it('D8 the second administrator who claims comes too late', () =>
    given(...missing, ownershipClaimed())
      .when(claimOwnership({ by: { ...mia, isAdministrator: true } }))
      .thenRefused('owner.not_missing'));

  it('D8 there is nothing to claim while there is an owner, or when he has returned', () => {
    for (const history of [started(), [...missing, ownerReturned()]]) {
      given(...history)
        .when(claimOwnership())
        .thenRefused('owner.not_missing');
    }
  });

  it('D8 the owner claims what is his already: nothing happens', () =>
    given(...started())
      .when(claimOwnership({ by: alice }))
      .thenNothing());

  it('D8 is for administrators while there are any', () =>
    given(...missing)
      .when(claimOwnership({ by: mia }))
      .thenRefused('rights.not_allowed', { action: 'claimOwnership', role: 'member' }));

  it('D8 is for any member where no administrator is left', () =>
    given(...missing)
      .when(claimOwnership({ by: mia, hasAdministrators: false }))
      .then(ownershipClaimed({ to: 'mia' })));

  it.each([
    ['outsider', otto],
    ['outsider', goneAlice],
    ['sales', sally],
  ])('D8 is not for an %s, even where no administrator is left', (role, by) =>
    given(...missing)
      .when(claimOwnership({ by, hasAdministrators: false }))
      .thenRefused('rights.not_allowed', { action: 'claimOwnership', role }),
  );

  it('R34 refuses a claimant whose e-mail is not known, because the invoices go there', () =>
    given(...missing)
      .when(claimOwnership({ hasEmail: false }))
      .thenRefused('owner.email_missing', { memberId: 'adam' }));

  it('D8 waits for no payment: somebody has to be there to see it', () => {
    given(...started(), changeRequested(), ownerWentMissing())
      .when(claimOwnership())
      .then(ownershipClaimed());
    given(...pastDue(), retryRequested(), ownerWentMissing())
      .when(claimOwnership({ today: '2026-05-04' }))
      .then(ownershipClaimed({ effectiveOn: '2026-05-04' }));
  });

  it('D8 is possible on a manually billed plan', () =>
    given(opened({ collection: 'manual' }), upgraded(), ownerWentMissing())
      .when(claimOwnership())
      .then(ownershipClaimed()));

  it('refuses a subscription that has ended, or was never opened', () => {
    given(...endedInMay())
      .when(claimOwnership())
      .thenRefused('subscription.ended', { endedOn: '2026-05-01' });
    given().when(claimOwnership()).thenRefused('subscription.none');
  });
});

describe('handing over a plan whose owner is missing (D8)', () => {
  const manual = [opened({ collection: 'manual' }), upgraded(), ownerWentMissing()];

  it('D8 sales may hand over a manually billed plan, and then nobody is missing any more', () => {
    given(...manual)
      .when(reassignOwner({ by: sally }))
      .then(ownerReassigned('mia'));
    given(...manual, ownerReassigned('mia'))
      .when(reassignOwner({ by: sally }))
      .thenNothing();
    given(...manual, ownerReassigned('mia'))
      .when(claimOwnership())
      .thenRefused('owner.not_missing');
    given(...manual, ownerReassigned('mia'))
      .when(reassignOwner({ by: mia, to: 'adam' }))
      .then(ownerReassigned('adam', 'mia'));
  });

  it('D8 sales have no say in a plan that is paid by card', () =>
    given(...missing)
      .when(reassignOwner({ by: sally }))
      .thenRefused('rights.not_allowed', { action: 'assignBillingOwner', role: 'sales' }));

  it('D8 sales may give the role back to an owner who is a member again, before that was noted', () => {
    given(...manual)
      .when(reassignOwner({ by: sally, to: 'alice' }))
      .then(ownerReassigned('alice'));
    given(...manual, ownerReassigned('alice'))
      .when(back)
      .thenNothing();
  });

  it('R33 nobody who is no member gets it, not even the owner who has gone', () =>
    given(...manual)
      .when(reassignOwner({ by: sally, to: 'alice', isMember: false }))
      .thenRefused('owner.not_a_member', { memberId: 'alice' }));
});
