import { Injectable } from '@nestjs/common';
import { AnswerOnce, SalesRequests, type Answer, type CommandContext } from '#application';
import { Refusal } from '#domain';
import type { Position } from '#event-store';
import { Reply } from '../http/index.js';
import { ReadBarrier } from '../ports/index.js';
import { contextOf, type CommandRequest } from './command-request.js';

/** So long a command waits for the read models of its own process; what it did is done, whether they come or not. */
const READABLE_WITHIN_MS = 5_000;

/** What a command led to, as every use case says it. */
export interface Outcome {
  readonly revision: number;
  readonly position: Position;
  readonly events: readonly { readonly type: string }[];
}

/** The members that all answers have. */
export const outcomeFields = ({ revision, position, events }: Outcome): Answer['body'] => ({
  revision,
  position,
  events: events.map(({ type }) => type),
});

/** Carries out a command once for each key, and answers when what it did can be read. */
@Injectable()
export class CommandAnswers {
  constructor(
    private readonly once: AnswerOnce,
    private readonly barrier: ReadBarrier,
    private readonly sales: SalesRequests,
  ) {}

  /** @throws what the command is refused with, KeyReused. */
  async answer(request: CommandRequest, work: (context: CommandContext) => Promise<Answer>): Promise<Reply> {
    const { key, actor, requestHash } = request;
    const { status, body } = await this.once.answer({ key, actor, requestHash }, (commandId) =>
      this.#recordedForSales(request, contextOf(request, commandId), work),
    );
    await this.#readable(body['position']);
    const { revision } = body;
    return new Reply(status, body, typeof revision === 'number' ? revision : null);
  }

  /** R8, R27, R28: who is sent to sales is also heard by them. It changes nothing else, and not the answer. */
  async #recordedForSales(
    { spaceId, wish }: CommandRequest,
    context: CommandContext,
    work: (context: CommandContext) => Promise<Answer>,
  ): Promise<Answer> {
    try {
      return await work(context);
    } catch (error) {
      if (!(error instanceof Refusal) || error.code !== 'contact_sales' || spaceId === null) throw error;
      await this.#readable(await this.sales.record({ spaceId, wish, refusal: error }, context));
      throw error;
    }
  }

  async #readable(position: unknown): Promise<void> {
    if (!this.barrier.isInProcess || typeof position !== 'string') return;
    await this.barrier.reached(position as Position, READABLE_WITHIN_MS);
  }
}
