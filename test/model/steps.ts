/** Plain data that describes a world and what happens in it, for the reference model and for the real system alike. */

export type PlanName = 'premium' | 'business' | 'enterprise';
export type Cycle = 'monthly' | 'annual';

/**
 * `ok` always pays. `declined` never pays. `failsOnRenewal` pays while a person confirms (a start, a change) and fails
 * when the system charges alone (a renewal, the paid start after a trial, and every later try to pay either).
 */
export type Card = 'ok' | 'declined' | 'failsOnRenewal';

export interface PlanOffer {
  /** A higher rank is a higher plan. */
  readonly rank: number;
  /** Price of one seat for one month, in minor units, by currency. */
  readonly monthly: Readonly<Record<string, bigint>>;
}

export interface CatalogVersion {
  readonly name: string;
  /** `YYYY-MM-DD`, in force from this day on, until a later version is. */
  readonly effectiveFrom: string;
  /** Ascending. */
  readonly tiers: readonly number[];
  readonly trialDays: number;
  readonly plans: Readonly<Record<PlanName, PlanOffer>>;
}

export interface World {
  /** The day on which the first step happens, `YYYY-MM-DD`. */
  readonly startsOn: string;
  /** Ascending by `effectiveFrom`; the first is in force on `startsOn`. */
  readonly catalog: readonly CatalogVersion[];
}

export interface Person {
  readonly person: string;
  /** Whether the e-mail is in the organization's domain (D1). Everyone in a workspace or a team takes a seat. */
  readonly takesSeat: boolean;
}

export interface CreateSpace {
  readonly do: 'createSpace';
  readonly space: string;
  readonly kind: 'workspace' | 'organization' | 'team';
  /** Of a team: where it belongs. */
  readonly organization: string | null;
  readonly members: readonly Person[];
  /** A team has none of its own: the organization's administrators are the team's. */
  readonly administrators: readonly string[];
}

/** Everybody who arrives in one step, so that one step can cross several marks (D15). */
export interface AddMembers {
  readonly do: 'addMembers';
  readonly space: string;
  readonly people: readonly Person[];
}

export interface RemoveMember {
  readonly do: 'removeMember';
  readonly space: string;
  readonly person: string;
  /** By a directory sync, which also removes a billing owner (D8). */
  readonly forced: boolean;
}

export interface Start {
  readonly do: 'start';
  readonly space: string;
  readonly by: string;
  readonly owner: string;
  readonly plan: PlanName;
  readonly cycle: Cycle;
  readonly seats: number;
  readonly currency: string;
  readonly trial: boolean;
  readonly card: Card | 'none';
}

/** Billing by invoice (R26, R27). */
export interface StartManual {
  readonly do: 'startManual';
  readonly space: string;
  readonly by: string;
  readonly owner: string;
  readonly plan: PlanName;
  readonly cycle: Cycle;
  readonly seats: number;
  readonly currency: string;
}

export interface Change {
  readonly do: 'change';
  readonly space: string;
  readonly by: string;
  readonly plan?: PlanName;
  readonly cycle?: Cycle;
  readonly seats?: number;
}

export interface Plainly {
  readonly do: 'undoChange' | 'cancel' | 'undoCancellation' | 'endTrial' | 'claim';
  readonly space: string;
  readonly by: string;
}

export interface HandOver {
  readonly do: 'handOver';
  readonly space: string;
  readonly by: string;
  readonly to: string;
}

export interface AppointAdministrator {
  readonly do: 'appointAdministrator';
  readonly space: string;
  readonly by: string;
  readonly person: string;
}

export interface ReplaceCard {
  readonly do: 'replaceCard';
  readonly space: string;
  readonly by: string;
  readonly card: Card;
}

/** The bank transfer for every open invoice of a space that is billed by invoice. */
export interface RecordPayment {
  readonly do: 'recordPayment';
  readonly space: string;
  readonly by: string;
}

export interface ProtectPrice {
  readonly do: 'protectPrice';
  readonly space: string;
  readonly by: string;
  readonly protect: boolean;
}

export interface Advance {
  readonly do: 'advance';
  readonly days: number;
}

/** `by` is a person's name, or `sales`. Every step happens on the day that the steps before it have reached. */
export type Step =
  | Advance
  | CreateSpace
  | AddMembers
  | RemoveMember
  | AppointAdministrator
  | Start
  | StartManual
  | Change
  | Plainly
  | HandOver
  | ReplaceCard
  | RecordPayment
  | ProtectPrice;

export interface History {
  readonly world: World;
  readonly steps: readonly Step[];
}
