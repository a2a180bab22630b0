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
    /** A directory sync says that the person has left: nothing keeps whoever is gone (D8). */
    readonly isForced: boolean;
    readonly by: MembershipActor;
  };
}

const refuseActorUnless = (allowed: boolean, space: ExistingSpace, by: MembershipActor, action: string): void => {
  const role = space.members.has(by.memberId) ? 'member' : 'outsider';
  refuseUnless(allowed, 'rights.not_allowed', { action, role });
};

export const refuseUnlessAdministrator = (space: ExistingSpace, by: MembershipActor, action: string): void => {
  const allowed = by.administersFromOutside || space.administrators.has(by.memberId);
  refuseActorUnless(allowed, space, by, action);
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

/** D8: a current billing owner and the last administrator stay, unless a directory sync has removed them already. */
const refuseUnlessMayGo = (
  space: ExistingSpace,
  { memberId, isBillingOwner, isForced }: RemoveMember['data'],
): void => {
  if (isForced) return;
  refuseUnless(!isBillingOwner, 'member.is_billing_owner', { memberId });
  const isLast = space.administrators.has(memberId) && space.administrators.size === 1;
  refuseUnless(!isLast, 'administrator.last', { memberId });
};

/** Members leave by themselves, administrators remove others; nobody inside a space can force it, whomever it names. */
const authorizeRemoval = (space: ExistingSpace, { memberId, isForced, by }: RemoveMember['data']): void => {
  if (isForced) refuseActorUnless(by.administersFromOutside, space, by, 'removeMember');
  else if (by.memberId !== memberId) refuseUnlessAdministrator(space, by, 'removeMember');
};

/**
 * Removing someone who is no member does nothing.
 * @throws Refusal `rights.not_allowed`; `member.is_billing_owner` until the role is handed over, `administrator.last`,
 * neither where it is forced: then the role of the owner waits for whoever claims it (D8).
 */
export const removeMember = ({ data }: RemoveMember, state: Space): readonly SpaceEvent[] => {
  const space = existing(state);
  authorizeRemoval(space, data);
  const { spaceId } = space;
  const { memberId } = data;
  const member = space.members.get(memberId);
  if (member === undefined) return [];
  refuseUnlessMayGo(space, data);
  const removed: SpaceEvent = { type: 'MemberRemoved', data: { spaceId, memberId, tookSeat: member.takesSeat } };
  if (!space.administrators.has(memberId)) return [removed];
  return [{ type: 'AdministratorDismissed', data: { spaceId, memberId } }, removed];
};
