import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { AnswerOnce, KeyReused } from '#application';
import { canonicalJson } from '#event-store';
import type { Caller } from '../auth/index.js';
import type { ReceivedBody } from '../http/index.js';

const KEY = /^[\x20-\x7e]{1,255}$/;

/** A header as one text, or undefined. */
export const headerOf = ({ headers }: FastifyRequest, name: string): string | undefined => {
  const value = headers[name];
  return Array.isArray(value) ? value.join(', ') : value;
};

/** `Idempotency-Key`; null when it has not the form of one. */
export const idempotencyKeyOf = (request: FastifyRequest): string | null | undefined => {
  const key = headerOf(request, 'idempotency-key');
  return key === undefined || KEY.test(key) ? key : null;
};

const pathOf = ({ url }: FastifyRequest): string => url.split('?', 1).join('');

/** Equal for the same call with the same JSON, however that is written. */
export const requestHashOf = (request: FastifyRequest): string => {
  const { content } = request.body as ReceivedBody;
  const body = content.kind === 'json' ? content.value : {};
  // Flags that make another command of it, as `forced` does; a preview has no key.
  const { preview: _, ...flags } = request.query as Readonly<Record<string, unknown>>;
  const parts = { method: request.method, path: pathOf(request), flags, body };
  return createHash('sha256').update(canonicalJson(parts)).digest('hex');
};

const isReadable = ({ content }: ReceivedBody): boolean => content.kind === 'json' || content.kind === 'none';

/** Knows the requests whose answer is kept: they are answered with it, and nothing is done again. */
@Injectable()
export class Replays {
  constructor(private readonly once: AnswerOnce) {}

  /**
   * Whether the caller has had an answer to this very request. It is his own answer, so he may have it again when the
   * command itself took the right from him: a hand-over, or leaving the space.
   */
  async has(request: FastifyRequest, { id }: Caller): Promise<boolean> {
    const key = idempotencyKeyOf(request);
    const body = request.body as ReceivedBody;
    if (typeof key !== 'string' || request.method === 'GET' || body.isPreview || !isReadable(body)) return false;
    // The keys of a caller are his whatever the role, which is known only from the rule.
    const question = { key, actor: { id, role: 'member' }, requestHash: requestHashOf(request) };
    try {
      return (await this.once.kept(question)) !== null;
    } catch (error) {
      // Another request under the same key: whether it may be sent at all comes first.
      if (error instanceof KeyReused) return false;
      throw error;
    }
  }
}
