import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { invariant, type Locale, type Sealed, type Subscription, type SubscriptionOpened } from '#domain';
import { canonicalJson } from '#event-store';
import { deriveId } from '#platform';
import type { CommandContext } from '../kernel/context.js';
import { Payers, type BillingDetails, type PaymentMethod } from '../payments/payers.js';
import { SubscriptionCommands, type SubscriptionDecision } from './subscription-command.js';

/** R30, R61. */
export class ChangeBillingDetailsCommand extends Command<SubscriptionDecision> {
  constructor(
    readonly input: {
      readonly spaceId: string;
      readonly details: BillingDetails;
      readonly currency: string | null;
      readonly locale: Locale | null;
      /** Counts from the next boundary; null leaves it as it was chosen before. */
      readonly timeZone: string | null;
    },
    readonly context: CommandContext,
  ) {
    super();
  }
}

const accountOf = (state: Subscription): SubscriptionOpened['data'] => {
  invariant(state.status !== 'none', 'only a subscription that was opened has an account');
  return state.account;
};

@CommandHandler(ChangeBillingDetailsCommand)
export class ChangeBillingDetailsHandler implements ICommandHandler<ChangeBillingDetailsCommand> {
  constructor(
    private readonly commands: SubscriptionCommands,
    private readonly payers: Payers,
  ) {}

  execute({ input, context }: ChangeBillingDetailsCommand): Promise<SubscriptionDecision> {
    const { spaceId, details, currency, locale, timeZone } = input;
    return this.commands.decide({
      spaceId,
      context,
      command: async ({ by, today, state }) => ({
        type: 'ChangeBillingDetails',
        data: {
          ...{ by, today, currency, locale, timeZone },
          billingDetails: await this.#sealed(accountOf(state), details),
        },
      }),
    });
  }

  /** The envelope that the subscription holds already when it says the same. */
  async #sealed(account: SubscriptionOpened['data'], details: BillingDetails): Promise<Sealed> {
    const present = await this.payers.open<BillingDetails>(account.billingDetails);
    const isSame = present !== null && canonicalJson(present) === canonicalJson(details);
    return isSame ? account.billingDetails : this.payers.details(account.subscriptionId, details);
  }
}

/** R30. */
export class ReplacePaymentMethodCommand extends Command<SubscriptionDecision> {
  constructor(
    readonly input: { readonly spaceId: string; readonly token: string },
    readonly context: CommandContext,
  ) {
    super();
  }
}

@CommandHandler(ReplacePaymentMethodCommand)
export class ReplacePaymentMethodHandler implements ICommandHandler<ReplacePaymentMethodCommand> {
  constructor(
    private readonly commands: SubscriptionCommands,
    private readonly payers: Payers,
  ) {}

  execute({ input: { spaceId, token }, context }: ReplacePaymentMethodCommand): Promise<SubscriptionDecision> {
    return this.commands.decide({
      spaceId,
      context,
      command: async ({ by, today, state }) => ({
        type: 'ReplacePaymentMethod',
        data: {
          ...{ by, today, paymentId: deriveId('pay', context.commandId) },
          paymentMethod: await this.#card(accountOf(state), token),
        },
      }),
    });
  }

  /** The envelope that the subscription holds already when the card in it is the same. */
  async #card({ subscriptionId, paymentMethod }: SubscriptionOpened['data'], token: string): Promise<Sealed | null> {
    const present = paymentMethod && (await this.payers.open<PaymentMethod>(paymentMethod));
    return present?.token === token ? paymentMethod : this.payers.card(subscriptionId, token);
  }
}
