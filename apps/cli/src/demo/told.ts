import type { AuditEvent, BillingTab, Invoice, Mail, Member, Plans } from '../client/index.js';
import type { SpaceId } from './story.js';

/** How a plan stood at the end of a month. */
export type Standing = Pick<BillingTab, 'state' | 'plan' | 'seats'>;

export interface Month {
  /** `2026-01` */
  readonly month: string;
  /** Null before the first upgrade of the space. */
  readonly standings: Readonly<Record<SpaceId, Standing | null>>;
}

/** What the API told, after everything had happened. */
export interface Told {
  readonly months: readonly Month[];
  /** The oldest first. */
  readonly invoices: readonly Invoice[];
  readonly mails: readonly Mail[];
  readonly histories: Readonly<Record<SpaceId, readonly AuditEvent[]>>;
  readonly plans: Plans;
  readonly members: Readonly<Record<SpaceId, readonly Member[]>>;
  /** The one of both plans: what the days of events and mails are counted in. */
  readonly timeZone: string;
}
