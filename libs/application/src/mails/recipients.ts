import {
  invariant,
  presentOwnerOf,
  subscriptionDecider,
  type Collection,
  type Space,
  type SubscriptionOpened,
} from '#domain';
import type { Vault } from '#platform';
import type { Decisions } from '../kernel/decide-and-append.js';
import type { People } from '../kernel/people.js';
import { subscriptionStream } from '../kernel/streams.js';
import type { BillingDetails } from '../payments/payers.js';

/** To whom a mail goes, and what every mail says of the subscription. */
export interface Recipient {
  /** Null for the billing address on file. */
  readonly recipientId: string | null;
  readonly to: string;
  readonly recipientName: string;
  /** Empty when the space has no name any more. */
  readonly spaceName: string;
  readonly collection: Collection;
}

interface Present {
  readonly account: SubscriptionOpened['data'];
  /** Null while the owner is missing (D8). */
  readonly ownerId: string | null;
  readonly space: Space;
}

/** Who receives the mails of a subscription, as it is when they are sent (D17). */
export class Recipients {
  constructor(
    private readonly decisions: Decisions,
    private readonly people: People,
    private readonly vault: Vault,
  ) {}

  /**
   * The billing owner of this moment, after the end the last one; the billing address on file while nobody is owner, or
   * when the owner's e-mail is not known (D8).
   */
  async owner(subscriptionId: string): Promise<Recipient> {
    const present = await this.#present(subscriptionId);
    const owner = present.ownerId === null ? null : await this.#member(present, present.ownerId);
    return owner ?? this.#onFile(present);
  }

  async onFile(subscriptionId: string): Promise<Recipient> {
    return this.#onFile(await this.#present(subscriptionId));
  }

  /** A member of the space, whatever he is to the subscription; null when he has left it, or his e-mail is not known. */
  async member(subscriptionId: string, memberId: string): Promise<Recipient | null> {
    return this.#member(await this.#present(subscriptionId), memberId);
  }

  async #present(subscriptionId: string): Promise<Present> {
    const { state } = await this.decisions.load(subscriptionStream(subscriptionId), subscriptionDecider);
    invariant(state.status !== 'none', `${subscriptionId} has something to be mailed, so it has a history`);
    const { account } = state;
    return { account, ownerId: presentOwnerOf(state), space: await this.people.space(account.spaceId) };
  }

  async #member({ account, space }: Present, memberId: string): Promise<Recipient | null> {
    const profile = await this.people.profile(space, memberId);
    if (profile === null) return null;
    return { recipientId: memberId, to: profile.email, recipientName: profile.name, ...aboutPlan(account, space) };
  }

  async #onFile({ account, space }: Present): Promise<Recipient> {
    const details = await this.vault.open<BillingDetails>(account.billingDetails);
    invariant(details !== null, `an address to send the mails of ${account.subscriptionId} to is known`);
    return { recipientId: null, to: details.email, recipientName: details.name, ...aboutPlan(account, space) };
  }
}

const aboutPlan = (
  { collection }: SubscriptionOpened['data'],
  space: Space,
): Pick<Recipient, 'spaceName' | 'collection'> => ({
  spaceName: space.status === 'exists' ? space.name : '',
  collection,
});
