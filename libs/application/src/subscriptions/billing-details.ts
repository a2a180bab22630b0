import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Locale, PaymentMethod, Sealed, Subscription } from '#domain';
import { PaymentGateway } from '#payments';
import { Vault } from '#platform';
import { canonicalJson } from '#event-store';
import type { CommandContext } from '../kernel/context.js';
import { billingKey } from '../kernel/people.js';
import { SubscriptionCommands, type SubscriptionDecision } from './subscription-command.js';

export interface Address {
  readonly line1: string;
  readonly line2?: string;
  readonly postalCode: string;
  readonly city: string;
  readonly country: string;
}

/** What is printed on invoices as the buyer. Personal data, so only ever stored sealed. */
export interface BillingDetails {
  readonly name: string;
  readonly email: string;
  readonly address: Address;
  readonly taxId?: string;
  readonly siren?: string;
}

/** R30, R61. */
export class ChangeBillingDetailsCommand extends Command<SubscriptionDecision> {
  constructor(
    readonly input: {
      readonly spaceId: string;
      readonly details: BillingDetails;
      readonly currency: string | null;
      readonly locale: Locale | null;
    },
    readonly context: CommandContext,
  ) {
    super();
  }
}

@CommandHandler(ChangeBillingDetailsCommand)
export class ChangeBillingDetailsHandler implements ICommandHandler<ChangeBillingDetailsCommand> {
  constructor(
    private readonly commands: SubscriptionCommands,
    private readonly vault: Vault,
  ) {}

  execute({ input, context }: ChangeBillingDetailsCommand): Promise<SubscriptionDecision> {
    const { spaceId, currency, locale, details } = input;
    return this.commands.decide({
      spaceId,
      context,
      command: async ({ by, today, state }) => ({
        type: 'ChangeBillingDetails',
        data: { by, today, billingDetails: await this.#sealed(state, details), currency, locale },
      }),
    });
  }

  /** The envelope that the subscription holds already when it says the same. */
  async #sealed(state: Subscription, details: BillingDetails): Promise<Sealed> {
    if (state.status === 'none') throw new Error('details are changed on a subscription that exists');
    const { billingDetails, subscriptionId } = state.account;
    const present = await this.vault.open<BillingDetails>(billingDetails);
    return present !== null && canonicalJson(present) === canonicalJson(details)
      ? billingDetails
      : this.vault.seal(billingKey(subscriptionId), details);
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

/** A card as it may be stored; null when the gateway does not know its token. */
export const describePaymentMethod = async (
  { gateway, vault }: { gateway: PaymentGateway; vault: Vault },
  subscriptionId: string,
  token: string,
): Promise<PaymentMethod | null> => {
  const card = await gateway.describe(token);
  return card && { ...card, token: await vault.seal(billingKey(subscriptionId), token) };
};

@CommandHandler(ReplacePaymentMethodCommand)
export class ReplacePaymentMethodHandler implements ICommandHandler<ReplacePaymentMethodCommand> {
  constructor(
    private readonly commands: SubscriptionCommands,
    private readonly gateway: PaymentGateway,
    private readonly vault: Vault,
  ) {}

  execute({ input: { spaceId, token }, context }: ReplacePaymentMethodCommand): Promise<SubscriptionDecision> {
    return this.commands.decide({
      spaceId,
      context,
      command: async ({ by, today, state }) => {
        if (state.status === 'none') throw new Error('a card is replaced on a subscription that exists');
        const paymentMethod = (await this.#present(state, token)) ?? (await this.#described(state, token));
        return { type: 'ReplacePaymentMethod', data: { by, today, paymentMethod } };
      },
    });
  }

  #described(state: Exclude<Subscription, { status: 'none' }>, token: string): Promise<PaymentMethod | null> {
    const { gateway, vault } = this;
    return describePaymentMethod({ gateway, vault }, state.account.subscriptionId, token);
  }

  /** The card that the subscription has already, when it is the same. */
  async #present({ account }: Exclude<Subscription, { status: 'none' }>, token: string): Promise<PaymentMethod | null> {
    const { paymentMethod } = account;
    return paymentMethod !== null && (await this.vault.open(paymentMethod.token)) === token ? paymentMethod : null;
  }
}
