import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import {
  coverageDecider,
  existing,
  rootOf,
  type Bill,
  type CoverageEvent,
  type Cycle,
  type LocalDate,
  type Locale,
  type PaymentMethod,
  type RequestUpgrade,
  type Sealed,
  type Space,
} from '#domain';
import { PaymentGateway } from '#payments';
import { Clock, dayIn, deriveId, Vault } from '#platform';
import { Catalogs } from '../catalog/publish-catalog.js';
import type { CommandContext } from '../kernel/context.js';
import { Decisions, refuseIfQuoteIsStale } from '../kernel/decide-and-append.js';
import { billingKey, People } from '../kernel/people.js';
import { BillingSettings } from '../kernel/settings.js';
import { coverageStream } from '../kernel/streams.js';
import { PaymentOutcomes, type SettledOutcome, type SubscriptionOutcome } from '../payments/payment-outcomes.js';
import { describePaymentMethod, type BillingDetails } from '../subscriptions/billing-details.js';
import { quoteOf } from '../subscriptions/quote.js';

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
  readonly currency?: string;
  readonly timeZone?: string;
  readonly locale?: Locale;
  readonly quote?: string;
}

const DEFAULT_CURRENCY = 'EUR';

/** Stands where a preview has no envelope; never written, because a preview writes nothing. */
const NOT_GIVEN: Sealed = { keyId: 'preview', sealed: '' };

/** R18-R25, D3-D6: the final confirmation. Answers when the payment is settled, the plan lives and its invoice stands. */
export class RequestUpgradeCommand extends Command<SettledOutcome> {
  constructor(
    readonly input: RequestUpgradeInput,
    readonly context: CommandContext,
  ) {
    super();
  }
}

/** What the caller pays at once. */
export const billOfUpgrade = (events: readonly CoverageEvent[]): Bill | null =>
  events.map((event) => (event.type === 'UpgradeRequested' ? event.data.bill : null)).find((found) => found !== null) ??
  null;

@CommandHandler(RequestUpgradeCommand)
export class RequestUpgradeHandler implements ICommandHandler<RequestUpgradeCommand> {
  constructor(
    private readonly decisions: Decisions,
    private readonly people: People,
    private readonly catalogs: Catalogs,
    private readonly outcomes: PaymentOutcomes,
    private readonly gateway: PaymentGateway,
    private readonly vault: Vault,
    private readonly clock: Clock,
    private readonly settings: BillingSettings,
  ) {}

  async execute({ input, context }: RequestUpgradeCommand): Promise<SettledOutcome> {
    const ids = { subscriptionId: deriveId('sub', context.commandId), paymentId: deriveId('pay', context.commandId) };
    const decide = (): Promise<SubscriptionOutcome> => this.#decide(input, context, ids);
    if (context.isPreview === true) return { ...(await decide()), payment: 'none' };
    return this.outcomes.settled(ids.paymentId, decide);
  }

  async #decide(
    input: RequestUpgradeInput,
    context: CommandContext,
    ids: { subscriptionId: string; paymentId: string },
  ): Promise<SubscriptionOutcome> {
    const space = await this.people.space(input.spaceId);
    const { revision, position, events } = await this.decisions.decide({
      stream: coverageStream(rootOf(existing(space))),
      decider: coverageDecider,
      command: async (): Promise<RequestUpgrade> => ({
        type: 'RequestUpgrade',
        data: {
          ...ids,
          ...(await this.#terms(input, context.actor.id, space)),
          ...(await this.#payer(input, ids.subscriptionId, context.isPreview === true)),
          space,
          by: context.actor.id,
          catalog: await this.catalogs.all(),
        },
      }),
      context,
      check: (decided) => refuseIfQuoteIsStale(input.quote, quoteOf(billOfUpgrade(decided))),
    });
    return { subscriptionId: ids.subscriptionId, revision, position, events };
  }

  async #terms(input: RequestUpgradeInput, callerId: string, space: Space) {
    const { plan, cycle, seats } = input;
    const ownerId = input.billingOwnerId ?? callerId;
    const owner = await this.people.profile(space, ownerId);
    const timeZone = input.timeZone ?? this.settings.issuer.timeZone;
    return {
      ownerId,
      ownerHasEmail: owner !== null,
      selection: { plan, cycle, seats },
      currency: input.currency ?? DEFAULT_CURRENCY,
      timeZone,
      locale: input.locale ?? owner?.locale ?? ('en' as const),
      today: dayIn(timeZone, this.clock.now()) as LocalDate,
    };
  }

  async #payer({ billingDetails, paymentToken }: RequestUpgradeInput, subscriptionId: string, isPreview: boolean) {
    if (isPreview) return { billingDetails: NOT_GIVEN, paymentMethod: { brand: '', lastFour: '', token: NOT_GIVEN } };
    const { gateway, vault } = this;
    const paymentMethod: PaymentMethod | null =
      paymentToken === undefined ? null : await describePaymentMethod({ gateway, vault }, subscriptionId, paymentToken);
    return { billingDetails: await vault.seal(billingKey(subscriptionId), billingDetails), paymentMethod };
  }
}
