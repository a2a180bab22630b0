import type { LocalDate } from '../kernel/local-date.js';
import type { BillLine } from './bill.js';
import type { Fund } from './funds.js';

/** The plan of a team that its organization's paid plan takes the place of (D2). */
export interface Superseded {
  readonly subscriptionId: string;
  readonly spaceId: string;
  /** The first day without the team's plan, in the time zone of the team's subscription. */
  readonly effectiveOn: LocalDate;
  /** The credit on the organization's first invoice; null when the credit is refunded, or there is none. */
  readonly line: BillLine | null;
  /** The payments that the credit in `line` was paid with: together its amount. */
  readonly funds: readonly Fund[];
}

/** The organization is being upgraded: until that is paid or has failed, the team's plan stands still. */
export interface SupersedeRequested {
  readonly type: 'SupersedeRequested';
  readonly data: {
    readonly subscriptionId: string;
    /** The subscription of the organization. */
    readonly by: string;
    readonly effectiveOn: LocalDate;
  };
}

/** The organization was not upgraded after all: everything stays as it was. */
export interface SupersedeCalledOff {
  readonly type: 'SupersedeCalledOff';
  readonly data: { readonly subscriptionId: string; readonly by: string };
}

/** What an upgrade of the organization does to the plan of a team until it is settled (D2). */
export type SupersedeEvent = SupersedeRequested | SupersedeCalledOff;
