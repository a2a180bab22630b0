import type { MembershipActor } from '../space/members.js';
import type { Caller } from '../subscription/rights.js';
import type { Sealed } from '../kernel/sealed.js';

/** Alice is billing owner, Adam administrates, Mia is a member, Otto is none. */
export const alice: Caller = { memberId: 'alice', isMember: true, isAdministrator: true, isSales: false };
export const adam: Caller = { memberId: 'adam', isMember: true, isAdministrator: true, isSales: false };
export const mia: Caller = { memberId: 'mia', isMember: true, isAdministrator: false, isSales: false };
export const otto: Caller = { memberId: 'otto', isMember: false, isAdministrator: false, isSales: false };
/** Sally is sales staff and no member of any space. */
export const sally: Caller = { memberId: 'sally', isMember: false, isAdministrator: false, isSales: true };

/** An envelope; two of the same content are the same text here. */
export const sealed = (content: string): Sealed => ({ keyId: 'key_1', sealed: `sealed(${content})` });

export const actor = (memberId: string): MembershipActor => ({ memberId, administersFromOutside: false });

/** A directory sync, or an administrator of a team's organization. */
export const fromOutside = (memberId: string): MembershipActor => ({ memberId, administersFromOutside: true });
