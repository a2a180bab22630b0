import {
  actor,
  administratorAppointed,
  administratorDismissed,
  fromOutside,
  memberAdded,
  memberRemoved,
  organizationCreated,
  peopled,
  profileChanged,
  sealed,
  specFor,
  teamCreated,
  workspaceCreated,
} from '../testing/index.js';
import type { PutMember, RemoveMember } from './members.js';
import { spaceDecider } from './space.decider.js';

const given = specFor(spaceDecider);

const put = (memberId: string, data: Partial<PutMember['data']> = {}): PutMember => ({
  type: 'PutMember',
  data: { memberId, profile: sealed(memberId), emailDomain: 'acme.example', by: actor('adam'), ...data },
});

const remove = (memberId: string, data: Partial<RemoveMember['data']> = {}): RemoveMember => ({
  type: 'RemoveMember',
  data: { memberId, isBillingOwner: false, isForced: false, by: actor('adam'), ...data },
});

describe('PutMember', () => {
  it('adds a member at the word of an administrator', () =>
    given(...peopled())
      .when(put('zoe'))
      .then(memberAdded('zoe')));

  it('lets a directory sync add a member', () =>
    given(...peopled())
      .when(put('zoe', { by: fromOutside('directory') }))
      .then(memberAdded('zoe')));

  it('writes nothing when the member is in the space with that profile', () =>
    given(...peopled(), memberAdded('zoe'))
      .when(put('zoe'))
      .thenNothing());

  it('changes a profile', () =>
    given(...peopled())
      .when(put('mia', { profile: sealed('new mia') }))
      .then(profileChanged('mia')));

  it('remembers a changed profile: the same change again writes nothing', () =>
    given(...peopled(), profileChanged('mia'))
      .when(put('mia', { profile: sealed('new mia') }))
      .thenNothing());

  it('learns the profile of a creator, who had none', () =>
    given(...peopled(), memberAdded('zoe', { profile: null }))
      .when(put('zoe'))
      .then(profileChanged('zoe', { profile: sealed('zoe') })));

  it('lets members change their own profile', () =>
    given(...peopled())
      .when(put('mia', { profile: sealed('new mia'), by: actor('mia') }))
      .then(profileChanged('mia')));

  it('refuses a member who changes the profile of another', () =>
    given(...peopled())
      .when(put('alice', { profile: sealed('new alice'), by: actor('mia') }))
      .thenRefused('rights.not_allowed', { action: 'putMember', role: 'member' }));

  it('D1 lets nobody decide by a new address of his own whether he takes a seat', () => {
    const acme = given(...peopled(organizationCreated()));
    acme
      .when(put('mia', { profile: sealed('mia elsewhere'), emailDomain: 'elsewhere.example', by: actor('mia') }))
      .thenRefused('rights.not_allowed', { action: 'putMember', role: 'member' });
    acme
      .when(put('mia', { profile: sealed('mia again'), by: actor('mia') }))
      .then(profileChanged('mia', { profile: sealed('mia again') }));
  });

  it('lets nobody add himself', () =>
    given(...peopled())
      .when(put('otto', { by: actor('otto') }))
      .thenRefused('rights.not_allowed', { action: 'putMember', role: 'outsider' }));

  it('treats a removed member as an outsider', () =>
    given(...peopled(), memberRemoved('mia'))
      .when(put('mia', { by: actor('mia') }))
      .thenRefused('rights.not_allowed', { action: 'putMember', role: 'outsider' }));

  it('lets an appointed administrator add members', () =>
    given(...peopled(), administratorAppointed('mia'))
      .when(put('zoe', { by: actor('mia') }))
      .then(memberAdded('zoe')));

  it('takes the right from a dismissed administrator', () =>
    given(...peopled(), administratorAppointed('mia'), administratorDismissed('mia'))
      .when(put('zoe', { by: actor('mia') }))
      .thenRefused('rights.not_allowed', { action: 'putMember', role: 'member' }));

  it('refuses a space that does not exist', () => given().when(put('zoe')).thenRefused('space.unknown'));
});

describe('who takes a seat (D1)', () => {
  it('D1 in an organization someone of its domain does', () =>
    given(...peopled(organizationCreated()))
      .when(put('zoe', { emailDomain: 'acme.example' }))
      .then(memberAdded('zoe', { takesSeat: true })));

  it.each(['guest.example', 'sub.acme.example', 'notacme.example', ''])(
    'D1 in an organization a guest of %j does not',
    (emailDomain) =>
      given(...peopled(organizationCreated()))
        .when(put('zoe', { emailDomain }))
        .then(memberAdded('zoe', { takesSeat: false })),
  );

  it('D1 a guest who gets an e-mail of the domain does', () =>
    given(...peopled(organizationCreated()), memberAdded('zoe', { takesSeat: false }))
      .when(put('zoe', { profile: sealed('new zoe'), emailDomain: 'acme.example' }))
      .then(profileChanged('zoe', { takesSeat: true })));

  it.each([
    ['workspace', workspaceCreated()],
    ['team', teamCreated()],
  ])('D1 in a %s every member does, whatever the e-mail', (_kind, created) =>
    given(...peopled(created))
      .when(put('zoe', { emailDomain: 'guest.example' }))
      .then(memberAdded('zoe', { takesSeat: true })),
  );
});

describe('RemoveMember', () => {
  it('removes a member at the word of an administrator', () =>
    given(...peopled())
      .when(remove('mia'))
      .then(memberRemoved('mia')));

  it('tells whether a seat became free', () =>
    given(...peopled(organizationCreated()), memberAdded('zoe', { takesSeat: false }))
      .when(remove('zoe'))
      .then(memberRemoved('zoe', { tookSeat: false })));

  it('writes nothing when the member has left already', () =>
    given(...peopled(), memberRemoved('mia'))
      .when(remove('mia'))
      .thenNothing());

  it('lets members leave', () =>
    given(...peopled())
      .when(remove('mia', { by: actor('mia') }))
      .then(memberRemoved('mia')));

  it('refuses a member who removes another', () =>
    given(...peopled())
      .when(remove('alice', { by: actor('mia') }))
      .thenRefused('rights.not_allowed', { action: 'removeMember', role: 'member' }));

  it('D8 refuses to remove the billing owner before the role is handed over', () =>
    given(...peopled())
      .when(remove('alice', { isBillingOwner: true }))
      .thenRefused('member.is_billing_owner', { memberId: 'alice' }));

  it('D8 refuses a billing owner who wants to leave', () =>
    given(...peopled())
      .when(remove('alice', { isBillingOwner: true, by: actor('alice') }))
      .thenRefused('member.is_billing_owner', { memberId: 'alice' }));

  it('takes the administration from an administrator who goes', () =>
    given(...peopled(), administratorAppointed('mia'))
      .when(remove('mia'))
      .then(administratorDismissed('mia'), memberRemoved('mia')));

  it('keeps the last administrator', () =>
    given(...peopled())
      .when(remove('adam'))
      .thenRefused('administrator.last', { memberId: 'adam' }));

  it('lets the first administrator go once there is another', () =>
    given(...peopled(), administratorAppointed('alice'))
      .when(remove('adam', { by: actor('alice') }))
      .then(administratorDismissed('adam'), memberRemoved('adam')));

  it('refuses a space that does not exist', () => given().when(remove('mia')).thenRefused('space.unknown'));
});

describe('RemoveMember, forced by a directory sync (D8)', () => {
  const sync = { isForced: true, by: fromOutside('directory') } as const;

  it('D8 removes a member like any other', () =>
    given(...peopled())
      .when(remove('mia', sync))
      .then(memberRemoved('mia')));

  it('D8 removes a current billing owner, without a hand-over', () =>
    given(...peopled())
      .when(remove('alice', { ...sync, isBillingOwner: true }))
      .then(memberRemoved('alice')));

  it('D8 removes even the last administrator', () =>
    given(...peopled())
      .when(remove('adam', sync))
      .then(administratorDismissed('adam'), memberRemoved('adam')));

  it('D8 removes a billing owner who is the last administrator', () =>
    given(...peopled(), administratorDismissed('adam'), administratorAppointed('alice'))
      .when(remove('alice', { ...sync, isBillingOwner: true }))
      .then(administratorDismissed('alice'), memberRemoved('alice')));

  it('writes nothing the second time', () =>
    given(...peopled(), administratorDismissed('adam'), memberRemoved('adam'))
      .when(remove('adam', sync))
      .thenNothing());

  it('leaves a space that nobody inside administers, until somebody is appointed from outside', () => {
    const orphaned = [...peopled(), administratorDismissed('adam'), memberRemoved('adam')];
    given(...orphaned)
      .when(put('zoe', { by: actor('mia') }))
      .thenRefused('rights.not_allowed', { action: 'putMember', role: 'member' });
    given(...orphaned)
      .when({ type: 'AppointAdministrator', data: { memberId: 'mia', by: fromOutside('directory') } })
      .then(administratorAppointed('mia'));
  });

  it.each([
    ['an administrator', 'adam', 'member'],
    ['the owner himself', 'alice', 'member'],
    ['an outsider', 'otto', 'outsider'],
  ])('D8 cannot be forced by %s', (_who, memberId, role) =>
    given(...peopled())
      .when(remove('alice', { isBillingOwner: true, isForced: true, by: actor(memberId) }))
      .thenRefused('rights.not_allowed', { action: 'removeMember', role }),
  );

  it('D8 a sync that does not force it waits for the hand-over too', () => {
    given(...peopled())
      .when(remove('alice', { ...sync, isForced: false, isBillingOwner: true }))
      .thenRefused('member.is_billing_owner', { memberId: 'alice' });
    given(...peopled())
      .when(remove('adam', { ...sync, isForced: false }))
      .thenRefused('administrator.last', { memberId: 'adam' });
  });

  it('refuses a space that does not exist', () => given().when(remove('mia', sync)).thenRefused('space.unknown'));
});
