/** What a token may say of a person beyond who it is. It gives no right on any space. */
export const STAFF_ROLES = ['sales', 'auditor', 'operator'] as const;

export type StaffRole = (typeof STAFF_ROLES)[number];

/** Who sends a request. */
export interface Caller {
  /** The member id. */
  readonly id: string;
  readonly roles: ReadonlySet<StaffRole>;
}

const CALLER_ID_MAX = 128;
const UNUSABLE = /[\p{Cc}\p{Cs}]/u;

/** Whether an id can be that of a person: it becomes a part of keys and of addresses. */
export const isPersonId = (id: unknown): id is string =>
  typeof id === 'string' && id.trim() !== '' && id.length <= CALLER_ID_MAX && !UNUSABLE.test(id);

const isStaffRole = (role: unknown): role is StaffRole => STAFF_ROLES.some((known) => known === role);

/** The caller that the claims of a verified token name; null when they name nobody. */
export const callerOf = ({ sub, roles }: Readonly<Record<string, unknown>>): Caller | null => {
  if (!isPersonId(sub)) return null;
  return { id: sub, roles: new Set(Array.isArray(roles) ? roles.filter(isStaffRole) : []) };
};
