import { type Line } from '../books.js';
import { smaller } from './amounts.js';
import { issueCreditNote, lineOf } from './documents.js';
import { endPlan } from './lifecycle.js';
import { unusedCredit } from './owed.js';
import { type Space, type State, type Subscription } from './state.js';

/** What happens to the plan of one team when its organization begins to pay (D2). */
export interface Superseded {
  readonly team: Subscription;
  /** Lowers the team's own unpaid invoice. */
  readonly reduces: bigint;
  /** Stands on the organization's first invoice. */
  readonly onInvoice: bigint;
  readonly refunded: bigint;
}

/** Whose first plan began first comes first. */
const inOrderOfUpgrade = (state: State, teams: readonly Space[]): Space[] => {
  const firstPlanOf = (team: Space): number => state.subscriptions.findIndex(({ space }) => space === team);
  return [...teams].sort((one, other) => firstPlanOf(one) - firstPlanOf(other));
};

/** Changes nothing yet: the organization's payment may fail. */
export const supersededBy = (
  state: State,
  organization: Space,
  { owner, currency, charge }: { owner: string | null; currency: string; charge: bigint },
): Superseded[] => {
  const superseded: Superseded[] = [];
  let room = charge;
  for (const { subscription: team } of inOrderOfUpgrade(state, organization.teams)) {
    if (team === null) continue;
    const credit = team.fact.trial ? 0n : unusedCredit(state, team);
    const reduces = smaller(credit, team.unpaid?.invoice.open ?? 0n);
    const samePayer = team.owner !== null && team.owner === owner && team.currency === currency;
    const onInvoice = samePayer ? smaller(credit - reduces, room) : 0n;
    room -= onInvoice;
    superseded.push({ team, reduces, onInvoice, refunded: credit - reduces - onInvoice });
  }
  return superseded;
};

const daysTakenBack = (state: State, team: Subscription): { from: number; to: number } => ({
  from: state.today,
  to: team.fact.periodEnd,
});

export const creditLines = (state: State, superseded: readonly Superseded[]): Line[] =>
  superseded
    .filter(({ onInvoice }) => onInvoice > 0n)
    .map(({ team, onInvoice }) =>
      lineOf(team, team.fact, { kind: 'credit', amount: -onInvoice, ...daysTakenBack(state, team) }),
    );

export const endSuperseded = (state: State, superseded: readonly Superseded[]): void => {
  for (const { team, reduces, onInvoice, refunded } of superseded) {
    // The credit line on the organization's invoice has taken the days back already.
    const kind = onInvoice > 0n ? 'rest' : 'credit';
    const amount = -(reduces + refunded);
    const line = lineOf(team, team.fact, { kind, amount, ...daysTakenBack(state, team) });
    issueCreditNote(state, team, { reason: 'superseded', lines: [line], unpaid: team.unpaid?.invoice ?? null });
    endPlan(state, team);
  }
};
