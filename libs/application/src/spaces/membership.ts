import { existing, isTaken, presentOwnerOf, subscriptionDecider, type MembershipActor, type Space } from '#domain';
import { coverOfSpace } from '../kernel/covers.js';
import type { Decisions } from '../kernel/decide-and-append.js';
import type { People } from '../kernel/people.js';
import { subscriptionStream } from '../kernel/streams.js';

/** What a change of the membership needs to know beyond the space's own stream. */
export class Membership {
  constructor(
    private readonly decisions: Decisions,
    private readonly people: People,
  ) {}

  /** An organization's administrators look after its teams. */
  async actor(memberId: string, space: Space): Promise<MembershipActor> {
    const organizationId = existing(space).organizationId;
    if (organizationId === null) return { memberId, administersFromOutside: false };
    const organization = await this.people.space(organizationId);
    return { memberId, administersFromOutside: existing(organization).administrators.has(memberId) };
  }

  /** Who owns the paid plan that a space has now; null when it has none, or its owner is missing (D8). */
  async billingOwner(space: Space): Promise<string | null> {
    const cover = await coverOfSpace(this.decisions, existing(space));
    if (!isTaken(cover)) return null;
    if (cover.request !== null) return cover.request.account.ownerId;
    const subscription = await this.decisions.load(subscriptionStream(cover.subscriptionId), subscriptionDecider);
    return presentOwnerOf(subscription.state);
  }
}
