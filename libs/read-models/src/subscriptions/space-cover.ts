import {
  DEFAULT_POLICY,
  permissionFor,
  policyOf,
  presentOwnerOf,
  roleIn,
  type Action,
  type ActiveSubscription,
  type EndedSubscription,
  type PricedPeriod,
  type Role,
  type UpgradeRequested,
} from '#domain';
import type { Position } from '#event-store';
import type { ReadModelStore } from '../port/read-model-store.js';
import { spaces, toSpace, type SpaceDocument } from '../spaces/space.document.js';
import { covers, subscriptions, type CoverDocument, type SubscriptionDocument } from './subscription.document.js';

/** A subscription with a plan, living or ended. */
export interface StandingSubscription extends SubscriptionDocument {
  readonly state: ActiveSubscription | EndedSubscription;
  readonly current: PricedPeriod;
}

/** A confirmed upgrade that waits for its payment. */
export interface PendingUpgrade {
  readonly request: UpgradeRequested['data'];
  readonly position: Position;
}

/** A space and what pays for it. */
export interface SpaceCover {
  readonly space: SpaceDocument;
  readonly pending: PendingUpgrade | null;
  /** The one that lives, else the last; null when the space was never upgraded by itself. */
  readonly subscription: StandingSubscription | null;
  /** Of a team: the living subscription of its organization (R5). */
  readonly organization: StandingSubscription | null;
  /** Of a team: its organization is being upgraded. */
  readonly isOrganizationPending: boolean;
}

/** As much of the state as everyone in the space may know. */
export type PublicState = 'none' | 'covered' | 'active' | 'ended';

export const isStanding = (document: SubscriptionDocument | null): document is StandingSubscription =>
  document !== null &&
  document.current !== null &&
  (document.state.status === 'active' || document.state.status === 'ended');

/** A subscription counts from its first plan on, a little before its cover is told of it. */
const standing = async (store: ReadModelStore, cover: CoverDocument | null): Promise<StandingSubscription | null> => {
  for (const id of [cover?.subscriptionId, cover?.previous]) {
    const document = typeof id === 'string' ? await subscriptions.get(store, id) : null;
    if (isStanding(document)) return document;
  }
  return null;
};

const pendingOf = (cover: CoverDocument | null, subscription: StandingSubscription | null): PendingUpgrade | null => {
  if (cover === null || cover.request === null || cover.subscriptionId === subscription?.subscriptionId) return null;
  return { request: cover.request, position: cover.position };
};

/** Null when there is no such space. */
export const loadSpaceCover = async (store: ReadModelStore, spaceId: string): Promise<SpaceCover | null> => {
  const space = await spaces.get(store, spaceId);
  if (space === null) return null;
  const [own, root] = await Promise.all([
    covers.get(store, spaceId),
    space.organizationId === null ? null : covers.get(store, space.organizationId),
  ]);
  const [subscription, organization] = await Promise.all([standing(store, own), standing(store, root)]);
  return {
    space,
    pending: pendingOf(own, subscription),
    subscription,
    organization: organization?.state.status === 'active' ? organization : null,
    isOrganizationPending: pendingOf(root, organization) !== null,
  };
};

export const publicStateOf = ({ subscription, organization }: SpaceCover): PublicState => {
  if (subscription?.state.status === 'active') return 'active';
  if (organization !== null) return 'covered';
  return subscription === null ? 'none' : 'ended';
};

/** D5: whether the space has no paid plan, no organization that pays for it, and no upgrade under way. */
export const isUpgradable = (cover: SpaceCover): boolean => {
  const state = publicStateOf(cover);
  return (state === 'none' || state === 'ended') && cover.pending === null && !cover.isOrganizationPending;
};

/** A space and the subscription that rights are decided by; null stands for the terms of a new one. */
export type Governed = Pick<SpaceCover, 'space' | 'subscription'>;

/** What a person is to a space and its subscription; the last owner stays owner of an ended one. A missing one is none (D8). */
export const roleFor = ({ space, subscription }: Governed, personId: string): Role =>
  roleIn(toSpace(space), personId, subscription === null ? null : presentOwnerOf(subscription.state));

/** By the policy that the subscription captured (D9). Where sales must carry it out, it is not permitted (R28). */
export const isPermitted = ({ space, subscription }: Governed, role: Role, action: Action): boolean => {
  const { policy, collection } = subscription?.state.account ?? { policy: DEFAULT_POLICY, collection: 'automatic' };
  return permissionFor(policyOf(policy), { action, role, spaceKind: space.kind, collection }) === 'yes';
};
