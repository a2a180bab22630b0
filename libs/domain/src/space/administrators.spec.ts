import {
  actor,
  administratorAppointed,
  administratorDismissed,
  fromOutside,
  memberRemoved,
  organizationCreated,
  peopled,
  specFor,
  teamCreated,
  workspaceCreated,
} from '../testing/index.js';
import type { AppointAdministrator, AppointBillingOwner, DismissAdministrator } from './administrators.js';
import { spaceDecider } from './space.decider.js';

const given = specFor(spaceDecider);

const appoint = (memberId: string, by = actor('adam')): AppointAdministrator => ({
  type: 'AppointAdministrator',
  data: { memberId, by },
});

const dismiss = (memberId: string, data: Partial<DismissAdministrator['data']> = {}): DismissAdministrator => ({
  type: 'DismissAdministrator',
  data: { memberId, isBillingOwner: false, by: actor('adam'), ...data },
});

const appointOwner = (memberId: string): AppointBillingOwner => ({ type: 'AppointBillingOwner', data: { memberId } });

describe('AppointAdministrator', () => {
  it('R31 lets an administrator appoint another', () =>
    given(...peopled())
      .when(appoint('mia'))
      .then(administratorAppointed('mia')));

  it('R31 lets the billing owner of an organization, who is administrator by rule, appoint another', () =>
    given(...peopled(organizationCreated()), administratorAppointed('alice', { reason: 'billingOwner' }))
      .when(appoint('mia', actor('alice')))
      .then(administratorAppointed('mia')));

  it("lets an administrator of a team's organization appoint one in the team", () =>
    given(...peopled(teamCreated()))
      .when(appoint('mia', fromOutside('olga')))
      .then(administratorAppointed('mia')));

  it('writes nothing when the member administers already', () =>
    given(...peopled(), administratorAppointed('mia'))
      .when(appoint('mia'))
      .thenNothing());

  it.each([
    ['mia', 'member'],
    ['otto', 'outsider'],
  ])('refuses %s, who is a %s', (memberId, role) =>
    given(...peopled())
      .when(appoint('alice', actor(memberId)))
      .thenRefused('rights.not_allowed', { action: 'appointAdministrator', role }),
  );

  it('refuses someone who is no member', () =>
    given(...peopled())
      .when(appoint('otto'))
      .thenRefused('member.unknown', { memberId: 'otto' }));

  it('refuses someone who has left', () =>
    given(...peopled(), memberRemoved('mia'))
      .when(appoint('mia'))
      .thenRefused('member.unknown', { memberId: 'mia' }));

  it('refuses a space that does not exist', () => given().when(appoint('mia')).thenRefused('space.unknown'));
});

describe('DismissAdministrator', () => {
  it('takes the role from an administrator', () =>
    given(...peopled(), administratorAppointed('mia'))
      .when(dismiss('mia'))
      .then(administratorDismissed('mia')));

  it('writes nothing for someone who does not administer', () =>
    given(...peopled(), administratorAppointed('mia'), administratorDismissed('mia'))
      .when(dismiss('mia'))
      .thenNothing());

  it('refuses a member', () =>
    given(...peopled())
      .when(dismiss('adam', { by: actor('mia') }))
      .thenRefused('rights.not_allowed', { action: 'dismissAdministrator', role: 'member' }));

  it('keeps the last administrator', () =>
    given(...peopled())
      .when(dismiss('adam'))
      .thenRefused('administrator.last', { memberId: 'adam' }));

  it('keeps the last administrator after another was dismissed', () =>
    given(...peopled(), administratorAppointed('mia'), administratorDismissed('adam'))
      .when(dismiss('mia', { by: actor('mia') }))
      .thenRefused('administrator.last', { memberId: 'mia' }));

  it('R31 keeps the billing owner of a paid organization', () =>
    given(...peopled(organizationCreated()), administratorAppointed('alice'))
      .when(dismiss('alice', { isBillingOwner: true }))
      .thenRefused('administrator.is_billing_owner', { memberId: 'alice' }));

  it.each([
    ['workspace', workspaceCreated()],
    ['team', teamCreated()],
  ])('R31 says nothing of a %s: its billing owner can be dismissed', (_kind, created) =>
    given(...peopled(created), administratorAppointed('alice'))
      .when(dismiss('alice', { isBillingOwner: true }))
      .then(administratorDismissed('alice')),
  );

  it('refuses a space that does not exist', () => given().when(dismiss('mia')).thenRefused('space.unknown'));
});

describe('AppointBillingOwner', () => {
  it('R31 makes the billing owner of an organization administrator, without anyone asking', () =>
    given(...peopled(organizationCreated()))
      .when(appointOwner('alice'))
      .then(administratorAppointed('alice', { reason: 'billingOwner' })));

  it('writes nothing when the owner administers already', () =>
    given(...peopled(organizationCreated()), administratorAppointed('alice', { reason: 'billingOwner' }))
      .when(appointOwner('alice'))
      .thenNothing());

  it('writes nothing when the owner has left meanwhile', () =>
    given(...peopled(organizationCreated()), memberRemoved('alice'))
      .when(appointOwner('alice'))
      .thenNothing());

  it.each([
    ['workspace', workspaceCreated()],
    ['team', teamCreated()],
  ])('R31 says nothing of a %s', (_kind, created) =>
    given(...peopled(created))
      .when(appointOwner('alice'))
      .thenNothing(),
  );

  it('refuses a space that does not exist', () => given().when(appointOwner('alice')).thenRefused('space.unknown'));
});
