import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { policyNamed, type Caller, type LocalDate, type SubscriptionCommand } from '#domain';
import type { CommandContext } from '../kernel/context.js';
import { SubscriptionCommands, type SubscriptionDecision } from './subscription-command.js';

/** D4, D9: terms that sales staff give a subscription. */
export type SalesTerm =
  /** The newest version of a policy of this name. */
  | { readonly kind: 'policy'; readonly policy: string }
  /** `until` is the first day that is not protected; null for as long as the plan lives. */
  | { readonly kind: 'priceProtection'; readonly until: LocalDate | null }
  | { readonly kind: 'noPriceProtection' };

export class GiveSalesTermCommand extends Command<SubscriptionDecision> {
  constructor(
    readonly input: { readonly spaceId: string; readonly term: SalesTerm },
    readonly context: CommandContext,
  ) {
    super();
  }
}

/** @throws Refusal `policy.unknown`. */
const commandFor = (term: SalesTerm, by: Caller): SubscriptionCommand => {
  switch (term.kind) {
    case 'policy':
      return { type: 'AdoptPolicy', data: { by, policy: policyNamed(term.policy) } };
    case 'priceProtection':
      return { type: 'ProtectPrice', data: { by, until: term.until } };
    case 'noPriceProtection':
      return { type: 'LiftPriceProtection', data: { by } };
  }
};

@CommandHandler(GiveSalesTermCommand)
export class GiveSalesTermHandler implements ICommandHandler<GiveSalesTermCommand> {
  constructor(private readonly commands: SubscriptionCommands) {}

  execute({ input: { spaceId, term }, context }: GiveSalesTermCommand): Promise<SubscriptionDecision> {
    return this.commands.decide({ spaceId, context, command: ({ by }) => commandFor(term, by) });
  }
}
