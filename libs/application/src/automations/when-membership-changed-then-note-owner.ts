import { spaceDecider, subscriptionDecider, type ExistingSpace, type SubscriptionCommand } from '#domain';
import type { Job } from '#jobs';
import { systemContext } from '../kernel/context.js';
import { coverOfSpace } from '../kernel/covers.js';
import { type Days } from '../kernel/days.js';
import { type Decisions } from '../kernel/decide-and-append.js';
import type { Fact } from '../kernel/facts.js';
import { spaceStream, subscriptionStream } from '../kernel/streams.js';
import { Automation, causeOf, idIn, jobFor, type Cause } from './automation.js';

/** Who has come to a space or left it, or has become billing owner there. */
interface Concerned {
  readonly spaceId: string;
  readonly memberId: string;
}

/** A space as it was when it was looked at. */
interface Seen {
  readonly space: ExistingSpace;
  readonly revision: number;
}

/**
 * D8: a billing owner who is no member is missing, and is back when he is one again. A membership and the role stand on
 * two streams, so a hand-over and a removal can cross each other; whichever of the two is heard last finds it out.
 */
export class WhenMembershipChangedThenNoteOwner extends Automation {
  override readonly kind = 'noteOwner';

  constructor(
    private readonly decisions: Decisions,
    private readonly days: Days,
  ) {
    super();
  }

  override jobsFor(fact: Fact): readonly Job[] {
    const concerned = concernedBy(fact);
    return concerned === null ? [] : [jobFor(this.kind, fact.recorded.id, fact, { ...concerned })];
  }

  override async run(job: Job): Promise<void> {
    const spaceId = idIn(job, 'spaceId');
    const memberId = idIn(job, 'memberId');
    const seen = await this.#see(spaceId);
    const cover = await coverOfSpace(this.decisions, seen.space);
    if (cover === null) return;
    await this.#note(cover.subscriptionId, { memberId, seen }, causeOf(job));
    // Who came or left in between was noted as he was before: it is noted again as he is.
    const now = await this.#see(spaceId);
    if (now.space.members.has(memberId) !== seen.space.members.has(memberId)) await this.run(job);
  }

  async #see(spaceId: string): Promise<Seen> {
    const { state, revision } = await this.decisions.load(spaceStream(spaceId), spaceDecider);
    if (state.status !== 'exists') throw new Error(`${spaceId} has members, so it exists: verify the event store`);
    return { space: state, revision };
  }

  async #note(
    subscriptionId: string,
    { memberId, seen }: { readonly memberId: string; readonly seen: Seen },
    cause: Cause,
  ): Promise<void> {
    await this.decisions.decide({
      stream: subscriptionStream(subscriptionId),
      decider: subscriptionDecider,
      command: (state): SubscriptionCommand => {
        const zone = state.status === 'none' ? this.days.issuersZone : state.account.timeZone;
        const isMember = seen.space.members.has(memberId);
        return { type: 'NoteOwnerPresence', data: { memberId, isMember, today: this.days.todayIn(zone) } };
      },
      // What is noted depends on what was seen: another look is another step.
      context: systemContext(`note-owner-${cause.causationId}-${seen.revision}`, cause),
    });
  }
}

const concernedBy = ({ event }: Fact): Concerned | null => {
  switch (event.type) {
    case 'MemberAdded':
    case 'MemberRemoved':
      return { spaceId: event.data.spaceId, memberId: event.data.memberId };
    case 'SubscriptionOpened':
      return { spaceId: event.data.spaceId, memberId: event.data.ownerId };
    case 'BillingOwnerReassigned':
    case 'BillingOwnershipClaimed':
      return { spaceId: event.data.spaceId, memberId: event.data.to };
    default:
      return null;
  }
};
