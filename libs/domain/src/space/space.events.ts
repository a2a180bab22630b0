import type { Sealed } from '../kernel/sealed.js';

export interface WorkspaceCreated {
  readonly type: 'WorkspaceCreated';
  readonly data: { readonly spaceId: string; readonly name: string };
}

export interface OrganizationCreated {
  readonly type: 'OrganizationCreated';
  readonly data: {
    readonly spaceId: string;
    readonly name: string;
    /** The e-mail domain that its people share (R2), in lower case. */
    readonly domain: string;
  };
}

export interface TeamCreated {
  readonly type: 'TeamCreated';
  readonly data: { readonly spaceId: string; readonly name: string; readonly organizationId: string };
}

export interface MemberAdded {
  readonly type: 'MemberAdded';
  readonly data: {
    readonly spaceId: string;
    readonly memberId: string;
    /** Name, e-mail and locale; null until they are known, as for the creator of a space. */
    readonly profile: Sealed | null;
    /** Whether this member takes a seat of the space (D1). */
    readonly takesSeat: boolean;
  };
}

export interface MemberProfileChanged {
  readonly type: 'MemberProfileChanged';
  readonly data: MemberAdded['data'] & { readonly profile: Sealed };
}

export interface MemberRemoved {
  readonly type: 'MemberRemoved';
  readonly data: { readonly spaceId: string; readonly memberId: string; readonly tookSeat: boolean };
}

export interface AdministratorAppointed {
  readonly type: 'AdministratorAppointed';
  readonly data: {
    readonly spaceId: string;
    readonly memberId: string;
    /** `billingOwner`: by R31, without anyone asking. */
    readonly reason: 'creator' | 'appointed' | 'billingOwner';
  };
}

export interface AdministratorDismissed {
  readonly type: 'AdministratorDismissed';
  readonly data: { readonly spaceId: string; readonly memberId: string };
}

export type SpaceEvent =
  | WorkspaceCreated
  | OrganizationCreated
  | TeamCreated
  | MemberAdded
  | MemberProfileChanged
  | MemberRemoved
  | AdministratorAppointed
  | AdministratorDismissed;
