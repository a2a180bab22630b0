import {
  existing,
  isPaidAfterTrial,
  refuseWhilePaymentIsOpen,
  seatsTaken,
  type Catalog,
  type LocalDate,
  type RenewSubscription,
  type Subscription,
  type Superseded,
} from '#domain';
import { type Catalogs } from '../catalog/publish-catalog.js';
import { type People } from '../kernel/people.js';
import { type TeamPlans } from '../upgrades/team-plans.js';

/** Gathers what a renewal is decided with: the price lists, the members, and the team plans that end for it (D2). */
export class RenewalProposals {
  constructor(
    private readonly people: People,
    private readonly catalogs: Catalogs,
    private readonly teamPlans: TeamPlans,
  ) {}

  /** `commandId` is that of the renewal, which the end of a team's plan follows from. */
  async renewal(
    state: Exclude<Subscription, { status: 'none' }>,
    { today, commandId }: { readonly today: LocalDate; readonly commandId: string },
  ): Promise<RenewSubscription> {
    const catalog = await this.catalogs.all();
    const space = existing(await this.people.space(state.account.spaceId));
    const supersedes = await this.#superseded(state, { today, commandId, catalog });
    return { type: 'RenewSubscription', data: { today, catalog, seatsTaken: seatsTaken(space), supersedes } };
  }

  /** D2: a trial of an organization takes the place of its teams' plans at its paid start, and not before. */
  async #superseded(
    state: Subscription,
    { today, commandId, catalog }: { readonly today: LocalDate; readonly commandId: string; readonly catalog: Catalog },
  ): Promise<readonly Superseded[]> {
    if (state.status !== 'active' || state.trial === null || state.account.spaceKind !== 'organization') return [];
    if (today < state.current.period.end || !isPaidAfterTrial(state)) return [];
    refuseWhilePaymentIsOpen(state);
    return this.teamPlans.endForTrial(state, catalog, { correlationId: commandId, causationId: commandId });
  }
}
