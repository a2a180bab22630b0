import type { Decider } from '../kernel/decider.js';
import type { Sealed } from '../kernel/sealed.js';

/** R46: somebody asked for help with what a space pays. */
export interface SupportRequested {
  readonly type: 'SupportRequested';
  readonly data: {
    readonly requestId: string;
    readonly spaceId: string;
    /** Who asks; he need not be a member of the space. */
    readonly memberId: string;
    /** The subscription that the space had then, or was about to have; null when it was never upgraded by itself. */
    readonly subscriptionId: string | null;
    /** Subject and message: what people write about is personal. */
    readonly request: Sealed;
  };
}

export interface RequestSupport {
  readonly type: 'RequestSupport';
  readonly data: SupportRequested['data'];
}

export interface SupportState {
  readonly requestIds: ReadonlySet<string>;
}

/** The rules of a `support-{space}` stream: always possible (R46), and recorded once. */
export const supportDecider: Decider<SupportState, RequestSupport, SupportRequested> = {
  initialState: () => ({ requestIds: new Set() }),
  evolve: ({ requestIds }, { data }) => ({ requestIds: new Set([...requestIds, data.requestId]) }),
  decide: ({ data }, { requestIds }) => (requestIds.has(data.requestId) ? [] : [{ type: 'SupportRequested', data }]),
};
