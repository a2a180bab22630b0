import { refuseUnless } from '../kernel/refusal.js';
import type { Sealed } from '../kernel/sealed.js';
import type { SpaceEvent } from './space.events.js';
import { existing, type ExistingSpace, type Space } from './space.state.js';

/** Who asks for a change of the membership. */
export interface MembershipActor {
  readonly memberId: string;
  /** A directory sync, or an administrator of the organization that a team is in. */
  readonly administersFromOutside: boolean;
}

export interface PutMember {
  readonly type: 'PutMember';
  readonly data: {
    readonly memberId: string;
    /** When nothing changed, the very envelope that the space holds already. */
    readonly profile: Sealed;
    /** What follows the `@` of the e-mail, in lower case. */
    readonly emailDomain: string;
    readonly by: MembershipActor;
  };
}

export interface RemoveMember {
  readonly type: 'RemoveMember';
  readonly data: {
    readonly memberId: string;
    readonly isBillingOwner: boolean;
    /** D8: a directory sync, which also removes the billing owner and the last administrator. */
    readonly isForced: boolean;
    readonly by: MembershipActor;
  };
}

export const refuseUnlessAdministrator = (space: ExistingSpace, by: MembershipActor, action: string): void => {
  const allowed = by.administersFromOutside || space.administrators.has(by.memberId);
  const role = space.members.has(by.memberId) ? 'member' : 'outsider';
  refuseUnless(allowed, 'rights.not_allowed', { action, role });
};

/** D1: in an organization people of its domain take a seat, guests none; elsewhere every member does. */
const takesSeatIn = ({ kind, domain }: ExistingSpace, emailDomain: string): boolean =>
  kind !== 'organization' || emailDomain === domain;

/**
 * Adds a member, or changes the profile of one. Administrators do it; everyone may change his own profile, but not with
 * it whether he takes a seat: that is paid for by others (D1).
 */
export const putMember = ({ data }: PutMember, state: Space): readonly SpaceEvent[] => {
  const space = existing(state);
  const { memberId, profile, emailDomain, by } = data;
  const known = space.members.get(memberId);
  const takesSeat = takesSeatIn(space, emailDomain);
  const isOwnProfile = known?.takesSeat === takesSeat && by.memberId === memberId;
  if (!isOwnProfile) refuseUnlessAdministrator(space, by, 'putMember');
  if (known?.profile?.sealed === profile.sealed) return [];
  const facts = { spaceId: space.spaceId, memberId, profile, takesSeat };
  return [known ? { type: 'MemberProfileChanged', data: facts } : { type: 'MemberAdded', data: facts }];
};

/**
 * D8: a current billing owner stays until the role is handed over, and so does the last administrator, unless a directory
 * sync removes them. Removing someone who is no member does nothing.
 */
export const removeMember = ({ data }: RemoveMember, state: Space): readonly SpaceEvent[] => {
  const space = existing(state);
  const { memberId, isBillingOwner, isForced, by } = data;
  if (by.memberId !== memberId) refuseUnlessAdministrator(space, by, 'removeMember');
  const member = space.members.get(memberId);
  if (member === undefined) return [];
  refuseUnless(!isBillingOwner || isForced, 'member.is_billing_owner', { memberId });
  const { spaceId } = space;
  const removed: SpaceEvent = { type: 'MemberRemoved', data: { spaceId, memberId, tookSeat: member.takesSeat } };
  if (!space.administrators.has(memberId)) return [removed];
  refuseUnless(space.administrators.size > 1 || isForced, 'administrator.last', { memberId });
  return [{ type: 'AdministratorDismissed', data: { spaceId, memberId } }, removed];
};
