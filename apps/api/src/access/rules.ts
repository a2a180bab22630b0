import { Injectable } from '@nestjs/common';
import { Membership } from '#application';
import {
  authorize,
  DEFAULT_POLICY,
  permissionFor,
  policyOf,
  presentOwnerOf,
  refuse,
  roleIn,
  type Action,
  type ExistingSpace,
  type MembershipActor,
  type Role,
  type SubscriptionOpened,
} from '#domain';
import type { Caller, StaffRole } from '../auth/index.js';
import { Problem } from '../problems/index.js';
import { Replays } from './replay.js';
import { Rights, type SpaceRights } from './space-rights.js';

/** What a rule looks at. */
export interface Attempt {
  /** Null for `everyone` only. */
  readonly caller: Caller;
  /** Of the address. */
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, unknown>>;
  /** At an address for sales staff. */
  readonly isForSales: boolean;
}

export interface Grant {
  /** As what the caller acts: recorded with every event. */
  readonly actAs: 'member' | StaffRole;
  /** Of a rule about a space. */
  readonly rights: SpaceRights | null;
}

/** What the guard and its rules ask. */
@Injectable()
export class AccessServices {
  constructor(
    readonly rights: Rights,
    readonly membership: Membership,
    readonly replays: Replays,
  ) {}
}

/** Who may use a route. @throws Refusal or Problem: 404 for what is hidden from the caller, 403 for what is not his. */
export type AccessRule = (attempt: Attempt, services: AccessServices) => Promise<Grant>;

const AS_MEMBER: Grant = { actAs: 'member', rights: null };
const ID_MAX = 100;
const SPACE_ID = /^[^\p{Cc}\p{Cs}]+$/u;

/** Without a sign-in. The guard knows this rule. */
export const everyone: AccessRule = () => Promise.resolve(AS_MEMBER);

export const signedIn: AccessRule = () => Promise.resolve(AS_MEMBER);

export const staff =
  (role: StaffRole): AccessRule =>
  async ({ caller }) => {
    if (!caller.roles.has(role)) return refuse('rights.not_allowed', { role: 'outsider', needs: role });
    return { actAs: role, rights: null };
  };

/** @throws Refusal `space.unknown`. */
const rightsIn = async ({ caller, params }: Attempt, { rights }: AccessServices): Promise<SpaceRights> => {
  const { spaceId = '' } = params;
  const isId = spaceId.length <= ID_MAX && SPACE_ID.test(spaceId);
  return (isId ? await rights.inSpace(spaceId, caller.id) : null) ?? refuse('space.unknown');
};

const isInside = ({ role, requested, callerId }: SpaceRights): boolean =>
  role !== 'outsider' || requested?.ownerId === callerId;

/** Members of the space, and the last owner of its subscription, who keeps reading it. */
export const inSpace: AccessRule = async (attempt, services) => {
  const rights = await rightsIn(attempt, services);
  if (!isInside(rights)) return refuse('space.unknown');
  return { actAs: 'member', rights };
};

/** Members of the space: the owner of an ended plan who left it is none any more. */
export const membersOf: AccessRule = async (attempt, services) => {
  const grant = await inSpace(attempt, services);
  if (grant.rights?.space.members.has(attempt.caller.id) !== true) return refuse('space.unknown');
  return grant;
};

export const membersOfOrganization: AccessRule = async (attempt, services) => {
  const grant = await membersOf(attempt, services);
  if (grant.rights?.space.kind !== 'organization') return refuse('space.not_an_organization');
  return grant;
};

/** Sales staff, about any space there is. */
const bySales: AccessRule = async (attempt, services) => {
  const { actAs } = await staff('sales')(attempt, services);
  return { actAs, rights: await rightsIn(attempt, services) };
};

/** Whom a rule admits, and at an address for sales staff these. */
const orSales =
  (rule: AccessRule): AccessRule =>
  (attempt, services) =>
    (attempt.isForSales ? bySales : rule)(attempt, services);

/** D5, R27. Whether the space can be upgraded is for the use case to say. */
export const startingUpgrade: AccessRule = orSales(membersOf);

interface Governing {
  readonly account: SubscriptionOpened['data'];
  /** Null while the owner is missing (D8). */
  readonly ownerId: string | null;
}

/** What decides who may act: the requested subscription, else the standing one. @throws Refusal `subscription.none`. */
const governing = ({ requested, subscription }: SpaceRights): Governing => {
  if (requested !== null) return { account: requested, ownerId: requested.ownerId };
  if (subscription === null) return refuse('subscription.none');
  return { account: subscription.state.account, ownerId: presentOwnerOf(subscription.state) };
};

/**
 * By the policy that the subscription captured (D9). Who is to be sent to sales comes through: the use case refuses it,
 * when it is known what was asked for (R28).
 * @throws Refusal `subscription.none`.
 */
export const withRight =
  (action: Action): AccessRule =>
  async (attempt, services) => {
    const grant = await orSales(inSpace)(attempt, services);
    const { rights, actAs } = grant;
    if (rights === null) return refuse('space.unknown');
    const { account, ownerId } = governing(rights);
    const { policy, collection } = account;
    const role = actAs === 'sales' ? 'sales' : roleIn(rights.space, attempt.caller.id, ownerId);
    const permission = permissionFor(policyOf(policy), { action, role, spaceKind: rights.space.kind, collection });
    if (permission === 'no') return refuse('rights.not_allowed', { action, role });
    return grant;
  };

/** Sales staff, about a space that has or had a plan: they give the terms of every plan (D4, D9). */
export const givingTerms: AccessRule = async (attempt, services) => {
  const grant = await bySales(attempt, services);
  if (grant.rights !== null) governing(grant.rights);
  return grant;
};

/** Reading the invoices of a space. Before the first there is nothing to have a right on. */
export const readerOfInvoices: AccessRule = async (attempt, services) => {
  const grant = await inSpace(attempt, services);
  const { rights } = grant;
  if (rights === null || rights.subscription === null) throw new Problem('invoice.none');
  authorizeReading(rights);
  return grant;
};

type Terms = Pick<SubscriptionOpened['data'], 'policy' | 'collection'>;

/** Of the subscription that stands; the shipped ones where there is none. */
const termsOf = ({ subscription }: SpaceRights): Terms =>
  subscription?.state.account ?? { policy: DEFAULT_POLICY, collection: 'automatic' };

/** What the policy of the subscription that stands is asked, and which one that is. */
const question = (rights: SpaceRights, action: Action, role: Role = rights.role): Parameters<typeof authorize> => {
  const { policy, collection } = termsOf(rights);
  return [policyOf(policy), { action, role, spaceKind: rights.space.kind, collection }];
};

/** R35, R37: the current owner, of an ended subscription the last one. @throws Refusal `rights.not_allowed`. */
export const authorizeReading = (rights: SpaceRights): void => authorize(...question(rights, 'readInvoices'));

/** R60: what was mailed to the owner is opened by the current one alone, whatever the policy (D9). */
export const authorizeReadingByLink = (rights: SpaceRights): void => {
  const { role } = rights;
  if (role !== 'owner') refuse('rights.not_allowed', { action: 'readInvoices', role });
  authorizeReading(rights);
};

/** R36: the billing owner of a plan that lives sees which of the members take its seats. */
export const seesSeats = ({ rights }: Grant): boolean =>
  rights?.subscription?.state.status === 'active' && permissionFor(...question(rights, 'seeSeatsUsed')) === 'yes';

/** R46: by the matrix everyone, outsiders too, about a space that exists. */
export const contactingSupport: AccessRule = async (attempt, services) => {
  const rights = await rightsIn(attempt, services);
  authorize(...question(rights, 'contactSupport'));
  return { actAs: 'member', rights };
};

interface MembershipRights {
  readonly rights: SpaceRights;
  readonly isAdministrator: boolean;
}

/** Of a member, or of an administrator of the organization around a team. Staff have none. */
const membershipRights = async (attempt: Attempt, services: AccessServices): Promise<MembershipRights> => {
  const rights = await rightsIn(attempt, services);
  const by = await services.membership.actor(attempt.caller.id, rights.space);
  const isKnown = rights.space.members.has(attempt.caller.id) || by.administersFromOutside;
  return isKnown ? { rights, isAdministrator: administers(rights.space, by) } : refuse('space.unknown');
};

/**
 * Who may change the members of a space and dismiss its administrators: its administrators, those of the organization
 * around a team, and everyone for himself where `self` says so. Staff have no say in it: who lets himself in could
 * upgrade and pay.
 */
export const membership =
  (action: string, { self }: { readonly self: boolean }): AccessRule =>
  async (attempt, services) => {
    const { rights, isAdministrator } = await membershipRights(attempt, services);
    const isOwn = self && attempt.params['memberId'] === attempt.caller.id;
    if (!isOwn && !isAdministrator) return refuse('rights.not_allowed', { action, role: 'member' });
    return { actAs: 'member', rights };
  };

/** A member is removed by whoever may change the members; with `forced` by an operator's directory sync alone (D8). */
export const removing: AccessRule = async (attempt, services) => {
  if (attempt.query['forced'] !== 'true') return membership('removeMember', { self: true })(attempt, services);
  const { actAs } = await staff('operator')(attempt, services);
  return { actAs, rights: await rightsIn(attempt, services) };
};

/** Who is owner and administrator appoints as the latter; the owner by R31 is one of a plan that lives. */
const appointsAs = ({ rights, isAdministrator }: MembershipRights): Role => {
  if (isAdministrator) return 'administrator';
  return rights.subscription?.state.status === 'active' ? rights.role : 'member';
};

/** R31: administrators, and in an organization its billing owner. */
export const appointing: AccessRule = async (attempt, services) => {
  const found = await membershipRights(attempt, services);
  authorize(...question(found.rights, 'appointAdministrators', appointsAs(found)));
  return { actAs: 'member', rights: found.rights };
};

const administers = ({ administrators }: ExistingSpace, by: MembershipActor): boolean =>
  by.administersFromOutside || administrators.has(by.memberId);
