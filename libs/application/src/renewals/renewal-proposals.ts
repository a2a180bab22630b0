import {
  existing,
  isPaidAfterTrial,
  organizationPaysFirst,
  refuse,
  refuseWhilePaymentIsOpen,
  seatsTaken,
  type Catalog,
  type LocalDate,
  type RenewSubscription,
  type Subscription,
  type Superseded,
} from '#domain';
import { startOfDay } from '#platform';
import { type Catalogs } from '../catalog/publish-catalog.js';
import { type People } from '../kernel/people.js';
import { type TeamPlans } from '../upgrades/team-plans.js';

type Opened = Exclude<Subscription, { status: 'none' }>;

/** Gathers what a renewal is decided with: the price lists, the members, and the team plans that end for it (D2). */
export class RenewalProposals {
  constructor(
    private readonly people: People,
    private readonly catalogs: Catalogs,
    private readonly teamPlans: TeamPlans,
  ) {}

  /** `commandId` is that of the renewal, which the end of a team's plan follows from. */
  async renewal(
    state: Opened,
    { today, commandId }: { readonly today: LocalDate; readonly commandId: string },
  ): Promise<RenewSubscription> {
    await this.#refuseIfOrganizationPaysFirst(state);
    const catalog = await this.catalogs.all();
    const space = existing(await this.people.space(state.account.spaceId));
    const supersedes = await this.#superseded(state, { today, commandId, catalog });
    return { type: 'RenewSubscription', data: { today, catalog, seatsTaken: seatsTaken(space), supersedes } };
  }

  /** @throws Refusal `payment.pending` for a team whose organization begins to pay before: it waits for that (D2). */
  async #refuseIfOrganizationPaysFirst({ account, ...state }: Opened): Promise<void> {
    if (account.organizationId === null || state.status !== 'active') return;
    const organization = await this.teamPlans.organizationOf(account.organizationId);
    if (organization?.status !== 'active') return;
    const { timeZone } = organization.account;
    const boundaries = {
      organizationPaysFrom: startOfDay(timeZone, organization.current.period.end),
      teamRenewsAt: startOfDay(account.timeZone, state.current.period.end),
    };
    if (!organizationPaysFirst(organization, boundaries)) return;
    refuse('payment.pending', { spaceId: account.organizationId });
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
