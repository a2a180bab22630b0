import type { Locale } from '#domain';
import type { Vault } from '#platform';
import type { SpaceDocument } from './space.document.js';

/** What is known of a person; nothing when the profile was never given, or was erased. */
export interface ProfileShape {
  readonly name: string | null;
  readonly email: string | null;
  readonly locale: Locale | null;
}

const UNKNOWN: ProfileShape = { name: null, email: null, locale: null };

/** The profile that a space holds of a person, opened. */
export const openProfile = async (vault: Vault, space: SpaceDocument, memberId: string): Promise<ProfileShape> => {
  const sealed = space.members.find((member) => member.memberId === memberId)?.profile;
  const opened = sealed ? await vault.open<Partial<ProfileShape>>(sealed) : null;
  const { name, email, locale } = { ...UNKNOWN, ...opened };
  return { name, email, locale };
};
