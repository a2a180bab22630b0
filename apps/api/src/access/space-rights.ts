import {
  coverageDecider,
  coverOf,
  existing,
  presentOwnerOf,
  rootOf,
  roleIn,
  spaceDecider,
  subscriptionDecider,
  type Cover,
  type ExistingSpace,
  type Role,
  type Subscription,
  type SubscriptionOpened,
} from '#domain';
import { coverageStream, Decisions, spaceStream, subscriptionStream, type Loaded } from '#application';
import { Injectable } from '@nestjs/common';
import { BEGINNING, NO_STREAM, type Position } from '#event-store';

type Account = SubscriptionOpened['data'];

/** A subscription as its own events have it. */
export interface StandingSubscription {
  readonly id: string;
  readonly state: Exclude<Subscription, { status: 'none' }>;
  readonly revision: number;
}

/** What one person is to a space and its subscription, by the events and nothing else. */
export interface SpaceRights {
  readonly callerId: string;
  readonly space: ExistingSpace;
  /** The one that lives, else the last; null when the space was never upgraded by itself. */
  readonly subscription: StandingSubscription | null;
  /** Of a confirmed upgrade that waits for its payment. */
  readonly requested: Account | null;
  /** Towards the subscription that stands. */
  readonly role: Role;
  /** Of the last event that was looked at: read models that are behind it may answer by older rights. */
  readonly position: Position;
}

const latest = (positions: readonly Position[]): Position =>
  positions.reduce((last, position) => (position > last ? position : last), BEGINNING);

/** Loads what rights are decided from (R40: a former owner loses them at once). */
@Injectable()
export class Rights {
  constructor(private readonly decisions: Decisions) {}

  /** Null when there is no such space. */
  async inSpace(spaceId: string, callerId: string): Promise<SpaceRights | null> {
    const loaded = await this.decisions.load(spaceStream(spaceId), spaceDecider);
    if (loaded.state.status !== 'exists') return null;
    const space = existing(loaded.state);
    const coverage = await this.decisions.load(coverageStream(rootOf(space)), coverageDecider);
    const cover = coverOf(coverage.state, spaceId);
    const found = await this.#standing(cover);
    const rights = rightsOf({ callerId, space, found, positions: [loaded.position, coverage.position] });
    return { ...rights, requested: cover?.request?.account ?? null };
  }

  /** Null when there is no such subscription. */
  async toSubscription(subscriptionId: string, callerId: string): Promise<SpaceRights | null> {
    const found = await this.#subscription(subscriptionId);
    if (found === null) return null;
    const { spaceId } = found.standing.state.account;
    const { state, position } = await this.decisions.load(spaceStream(spaceId), spaceDecider);
    return rightsOf({ callerId, space: existing(state), found, positions: [position] });
  }

  /** While an upgrade waits for its payment, the ended plan before it is still the one that stands (D6). */
  async #standing(cover: Cover | null): Promise<Standing | null> {
    if (cover === null) return null;
    const found = await this.#subscription(cover.subscriptionId);
    return found ?? this.#standing(cover.previous);
  }

  async #subscription(id: string): Promise<Standing | null> {
    const loaded: Loaded<Subscription> = await this.decisions.load(subscriptionStream(id), subscriptionDecider);
    const { state, revision, position } = loaded;
    if (state.status === 'none' || revision === NO_STREAM) return null;
    return { standing: { id, state, revision }, position };
  }
}

interface Standing {
  readonly standing: StandingSubscription;
  readonly position: Position;
}

interface Found {
  readonly callerId: string;
  readonly space: ExistingSpace;
  readonly found: Standing | null;
  readonly positions: readonly Position[];
}

const rightsOf = ({ callerId, space, found, positions }: Found): SpaceRights => ({
  callerId,
  space,
  subscription: found?.standing ?? null,
  requested: null,
  role: roleIn(space, callerId, found === null ? null : presentOwnerOf(found.standing.state)),
  position: latest(found === null ? positions : [...positions, found.position]),
});
