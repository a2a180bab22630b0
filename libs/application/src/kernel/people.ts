import { existing, spaceDecider, type Locale, type Sealed, type Space, type SpaceEvent } from '#domain';
import { decode } from '#event-catalog';
import { type Vault } from '#platform';
import type { Decisions } from './decide-and-append.js';
import { spaceStream } from './streams.js';

/** What is known of a person; personal data, so only ever stored sealed. */
export interface Profile {
  readonly name: string;
  readonly email: string;
  readonly locale: Locale | null;
}

/** The vault's key for everything about a person: destroying it erases the person. */
export const personKey = (memberId: string): string => `person-${memberId}`;

/** The vault's key for the billing details and cards of a subscription. */
export const billingKey = (subscriptionId: string): string => `billing-${subscriptionId}`;

/** The vault's key for issued documents, kept until their legal retention ends. */
export const documentsKey = (subscriptionId: string): string => `documents-${subscriptionId}`;

/** What follows the `@`, in lower case. */
export const emailDomainOf = (email: string): string => email.slice(email.lastIndexOf('@') + 1).toLowerCase();

/** Members and their profiles, read from the spaces' own streams. */
export class People {
  constructor(
    private readonly decisions: Decisions,
    private readonly vault: Vault,
  ) {}

  async space(spaceId: string): Promise<Space> {
    const { state } = await this.decisions.load(spaceStream(spaceId), spaceDecider);
    return state;
  }

  /** The profile of a member; null when it is not known, the member is none, or the person was erased. */
  async profile(space: Space, memberId: string): Promise<Profile | null> {
    const sealed = existing(space).members.get(memberId)?.profile;
    return sealed ? this.vault.open<Profile>(sealed) : null;
  }

  /** What a person is called, or was last while he was a member; null when it is not known, or he was erased. */
  async nameOf(spaceId: string, memberId: string): Promise<string | null> {
    const { recorded } = await this.decisions.load(spaceStream(spaceId), spaceDecider);
    const profiles = recorded.map((event) => profileIn(decode<SpaceEvent>(event), memberId));
    const last = profiles.findLast((profile) => profile !== null) ?? null;
    return last && ((await this.vault.open<Profile>(last))?.name ?? null);
  }
}

const profileIn = ({ type, data }: SpaceEvent, memberId: string): Sealed | null =>
  (type === 'MemberAdded' || type === 'MemberProfileChanged') && data.memberId === memberId ? data.profile : null;
