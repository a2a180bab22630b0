import { Injectable } from '@nestjs/common';
import { AnswerOnce, type Answer, type CommandContext } from '#application';
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
  ) {}

  /** @throws what the command is refused with, KeyReused. */
  async answer(request: CommandRequest, work: (context: CommandContext) => Promise<Answer>): Promise<Reply> {
    const { key, actor, requestHash } = request;
    const { status, body } = await this.once.answer({ key, actor, requestHash }, (commandId) =>
      work(contextOf(request, commandId)),
    );
    await this.#readable(body['position']);
    const { revision } = body;
    return new Reply(status, body, typeof revision === 'number' ? revision : null);
  }

  async #readable(position: unknown): Promise<void> {
    if (!this.barrier.isInProcess || typeof position !== 'string') return;
    await this.barrier.reached(position as Position, READABLE_WITHIN_MS);
  }
}
