import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { existing, supportDecider, type RequestSupport, type SupportRequested, type SupportState } from '#domain';
import { deriveId, Vault } from '#platform';
import type { CommandContext } from '../kernel/context.js';
import { coverOfSpace } from '../kernel/covers.js';
import { Decisions, type Decision } from '../kernel/decide-and-append.js';
import { People, personKey } from '../kernel/people.js';
import { supportStream } from '../kernel/streams.js';

/** What is asked of support. Personal data, so only ever stored sealed. */
export interface SupportMessage {
  readonly subject: string;
  readonly message: string;
}

export type SupportDecision = Decision<SupportState, SupportRequested> & { readonly requestId: string };

/** R46: contact support about a space, whatever one is to it. */
export class RequestSupportCommand extends Command<SupportDecision> {
  constructor(
    readonly input: SupportMessage & { readonly spaceId: string },
    readonly context: CommandContext,
  ) {
    super();
  }
}

@CommandHandler(RequestSupportCommand)
export class RequestSupportHandler implements ICommandHandler<RequestSupportCommand> {
  constructor(
    private readonly decisions: Decisions,
    private readonly people: People,
    private readonly vault: Vault,
  ) {}

  /** @throws Refusal `space.unknown`. */
  async execute({ input, context }: RequestSupportCommand): Promise<SupportDecision> {
    const { spaceId, subject, message } = input;
    const { id: memberId } = context.actor;
    const requestId = deriveId('support', context.commandId);
    const subscriptionId = await this.#subscriptionOf(spaceId);
    const decision = await this.decisions.decide({
      stream: supportStream(spaceId),
      decider: supportDecider,
      command: async (): Promise<RequestSupport> => {
        const request = await this.vault.seal(personKey(memberId), { subject, message });
        return { type: 'RequestSupport', data: { requestId, spaceId, memberId, subscriptionId, request } };
      },
      context,
    });
    return { ...decision, requestId };
  }

  async #subscriptionOf(spaceId: string): Promise<string | null> {
    const space = existing(await this.people.space(spaceId));
    return (await coverOfSpace(this.decisions, space))?.subscriptionId ?? null;
  }
}
