import type { Decider } from '../kernel/decider.js';
import type { Sealed } from '../kernel/sealed.js';

/** Why somebody was sent to sales: R8, R27, R28, D2, D3. */
export type SalesSubject = 'severalTeams' | 'manualBilling' | 'manualPlan' | 'manuallyBilledTeam' | 'aboveLastTier';

/** Something that is not self-service was asked for. It changes no subscription; sales staff read it. */
export interface SalesRequested {
  readonly type: 'SalesRequested';
  readonly data: {
    readonly requestId: string;
    readonly spaceId: string;
    readonly memberId: string;
    readonly subject: SalesSubject;
    /** The subscription that the space had then; null when it was never upgraded by itself. */
    readonly subscriptionId: string | null;
    /** What was asked for, as it was sent: it may name people and their cards. */
    readonly request: Sealed;
  };
}

export interface RequestSales {
  readonly type: 'RequestSales';
  readonly data: SalesRequested['data'];
}

export interface SalesState {
  readonly requestIds: ReadonlySet<string>;
}

/** The rules of a `sales-{space}` stream: recorded once (R8, R28). */
export const salesDecider: Decider<SalesState, RequestSales, SalesRequested> = {
  initialState: () => ({ requestIds: new Set() }),
  evolve: ({ requestIds }, { data }) => ({ requestIds: new Set([...requestIds, data.requestId]) }),
  decide: ({ data }, { requestIds }) => (requestIds.has(data.requestId) ? [] : [{ type: 'SalesRequested', data }]),
};
