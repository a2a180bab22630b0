import {
  existing,
  rootOf,
  type Collection,
  type Cycle,
  type Locale,
  type RequestUpgrade,
  type Sealed,
  type Space,
} from '#domain';
import type { Offers } from '../catalog/offers.js';
import type { CommandContext } from '../kernel/context.js';
import type { People } from '../kernel/people.js';
import type { BillingDetails, Payers } from '../payments/payers.js';
import type { TeamPlans } from './team-plans.js';

export interface RequestUpgradeInput {
  readonly spaceId: string;
  readonly plan: string;
  readonly cycle: Cycle;
  readonly seats: number;
  /** The caller, unless a colleague is named (R25). */
  readonly billingOwnerId?: string;
  /** May be missing in a preview only. */
  readonly billingDetails?: BillingDetails;
  readonly paymentToken?: string;
  /** D11: try the plan out first. */
  readonly isTrial?: boolean;
  /** Manual is for sales to arrange (R27). */
  readonly collection?: Collection;
  readonly currency?: string;
  readonly timeZone?: string;
  readonly locale?: Locale;
  readonly quote?: string;
}

export interface UpgradeIds {
  readonly subscriptionId: string;
  readonly paymentId: string;
}

const DEFAULT_CURRENCY = 'EUR';
const DEFAULT_LOCALE: Locale = 'en';

/** Stands where a preview has no envelope; never written, because a preview writes nothing. */
const NOT_GIVEN: Sealed = { keyId: 'preview', sealed: '' };

/** Gathers what an upgrade is decided with: who, what, from which day, at which prices, and sealed what is personal. */
export class UpgradeProposals {
  constructor(
    private readonly people: People,
    private readonly offers: Offers,
    private readonly payers: Payers,
    private readonly teamPlans: TeamPlans,
  ) {}

  space(spaceId: string): Promise<Space> {
    return this.people.space(spaceId);
  }

  async command(
    input: RequestUpgradeInput,
    space: Space,
    ids: UpgradeIds,
    { actor, isPreview }: CommandContext,
  ): Promise<RequestUpgrade> {
    const terms = await this.#terms(input, actor.id, space);
    const payer = await (isPreview === true ? this.#previewedPayer(input) : this.#payer(input, ids.subscriptionId));
    const catalog = await this.offers.catalog();
    const teams = await this.teamPlans.living(rootOf(existing(space)));
    const who = { by: actor.id, isBySales: actor.role === 'sales' };
    return { type: 'RequestUpgrade', data: { ...ids, ...terms, ...payer, ...who, space, catalog, teams } };
  }

  async #terms(input: RequestUpgradeInput, callerId: string, space: Space) {
    const { plan, cycle, seats } = input;
    const ownerId = input.billingOwnerId ?? callerId;
    const owner = await this.people.profile(space, ownerId);
    const timeZone = input.timeZone ?? this.offers.defaultZone;
    return {
      ownerId,
      ownerHasEmail: owner !== null,
      selection: { plan, cycle, seats },
      collection: input.collection ?? 'automatic',
      isTrial: input.isTrial ?? false,
      currency: input.currency ?? DEFAULT_CURRENCY,
      timeZone,
      locale: input.locale ?? owner?.locale ?? DEFAULT_LOCALE,
      today: this.offers.todayIn(timeZone),
    };
  }

  /** Who pays need not be known yet; a card that is given must be one. */
  async #previewedPayer({ paymentToken }: RequestUpgradeInput) {
    const isCardUnknown = paymentToken !== undefined && !(await this.payers.knowsCard(paymentToken));
    return { billingDetails: NOT_GIVEN, paymentMethod: NOT_GIVEN, isCardUnknown };
  }

  async #payer({ billingDetails, paymentToken }: RequestUpgradeInput, subscriptionId: string) {
    if (billingDetails === undefined) throw new Error('the edge lets no upgrade in without billing details');
    const paymentMethod = paymentToken === undefined ? null : await this.payers.card(subscriptionId, paymentToken);
    return {
      billingDetails: await this.payers.details(subscriptionId, billingDetails),
      paymentMethod,
      isCardUnknown: paymentToken !== undefined && paymentMethod === null,
    };
  }
}
