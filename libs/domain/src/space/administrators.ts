import { refuseUnless } from '../kernel/refusal.js';
import { refuseUnlessAdministrator, type MembershipActor } from './members.js';
import type { SpaceEvent } from './space.events.js';
import { existing, type Space } from './space.state.js';

export interface AppointAdministrator {
  readonly type: 'AppointAdministrator';
  readonly data: { readonly memberId: string; readonly by: MembershipActor };
}

export interface DismissAdministrator {
  readonly type: 'DismissAdministrator';
  readonly data: {
    readonly memberId: string;
    readonly isBillingOwner: boolean;
    readonly by: MembershipActor;
  };
}

/** R31: the billing owner of a paid organization administers it, without anyone asking. */
export interface AppointBillingOwner {
  readonly type: 'AppointBillingOwner';
  readonly data: { readonly memberId: string };
}

export const appointAdministrator = ({ data }: AppointAdministrator, state: Space): readonly SpaceEvent[] => {
  const space = existing(state);
  const { memberId, by } = data;
  refuseUnlessAdministrator(space, by, 'appointAdministrator');
  refuseUnless(space.members.has(memberId), 'member.unknown', { memberId });
  if (space.administrators.has(memberId)) return [];
  return [{ type: 'AdministratorAppointed', data: { spaceId: space.spaceId, memberId, reason: 'appointed' } }];
};

/** The last administrator stays; so does the billing owner of a paid organization (R31). */
export const dismissAdministrator = ({ data }: DismissAdministrator, state: Space): readonly SpaceEvent[] => {
  const space = existing(state);
  const { memberId, isBillingOwner, by } = data;
  refuseUnlessAdministrator(space, by, 'dismissAdministrator');
  if (!space.administrators.has(memberId)) return [];
  const holdsByRule = isBillingOwner && space.kind === 'organization';
  refuseUnless(!holdsByRule, 'administrator.is_billing_owner', { memberId });
  refuseUnless(space.administrators.size > 1, 'administrator.last', { memberId });
  return [{ type: 'AdministratorDismissed', data: { spaceId: space.spaceId, memberId } }];
};

/** Nothing happens when the owner administers already, has left meanwhile, or the space is no organization. */
export const appointBillingOwner = ({ data }: AppointBillingOwner, state: Space): readonly SpaceEvent[] => {
  const { spaceId, kind, members, administrators } = existing(state);
  const { memberId } = data;
  if (kind !== 'organization' || !members.has(memberId) || administrators.has(memberId)) return [];
  return [{ type: 'AdministratorAppointed', data: { spaceId, memberId, reason: 'billingOwner' } }];
};
