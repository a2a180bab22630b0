import { applyDecorators, createParamDecorator, SetMetadata, type ExecutionContext } from '@nestjs/common';
import { ApiHeader, ApiQuery } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import type { CommandContext, SalesWish } from '#application';
import type { Actor } from '#event-store';
import { admissionOf, headerOf, idempotencyKeyOf, requestHashOf } from '../access/index.js';
import type { ReceivedBody } from '../http/index.js';
import { invalid } from '../problems/index.js';

/** Minus one is the revision of what has no event yet. */
const ENTITY_TAG = /^(?:W\/)?"(-1|\d{1,15})"$/;
const QUERY_PARAMETERS = 'quittance:query-parameters';

/** What the headers and the address of a command say. */
export interface CommandRequest {
  readonly actor: Actor;
  /** `Idempotency-Key`; a preview ignores it. */
  readonly key: string | undefined;
  /** `If-Match`; undefined for none, and for `*`, which is any. */
  readonly expectedRevisions: readonly number[] | undefined;
  readonly requestHash: string;
  readonly correlationId: string;
  readonly isPreview: boolean;
  /** The names of the parameters in its address that are true. */
  readonly flags: ReadonlySet<string>;
  /** Of a command about a space. */
  readonly spaceId: string | null;
  /** What is asked for, as it was sent. */
  readonly wish: SalesWish;
}

/** The context of a command whose id follows from the request. */
export const contextOf = (request: CommandRequest, commandId: string): CommandContext => {
  const { actor, correlationId, requestHash, expectedRevisions, isPreview } = request;
  const expected = expectedRevisions === undefined ? {} : { expectedRevisions };
  return { commandId, correlationId, causationId: commandId, actor, requestHash, isPreview, ...expected };
};

const keyOf = (request: FastifyRequest): string | undefined => {
  const key = idempotencyKeyOf(request);
  if (key !== null) return key;
  throw invalid('Idempotency-Key', 'header.wrong_form', 'Idempotency-Key must have 1 to 255 printable characters');
};

const revisionOf = (tag: string): number => {
  const [, revision] = ENTITY_TAG.exec(tag.trim()) ?? [];
  if (revision !== undefined) return Number(revision);
  throw invalid('If-Match', 'header.wrong_form', 'If-Match must be *, or quoted revisions like "7"');
};

const expectedRevisionsOf = (request: FastifyRequest): readonly number[] | undefined => {
  const header = headerOf(request, 'if-match');
  return header === undefined || header.trim() === '*' ? undefined : header.split(',').map(revisionOf);
};

const isObject = (value: unknown): value is SalesWish['body'] =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const wishOf = ({ method, url, body }: FastifyRequest): SalesWish => {
  const { content } = body as ReceivedBody;
  const sent = content.kind === 'json' && isObject(content.value) ? content.value : {};
  return { call: `${method} ${url.split('?', 1).join('')}`, body: sent };
};

/** A command that is misspelled must not be carried out as another one: `?preveiw=true` is refused. */
const checkQuery = (request: FastifyRequest, allowed: readonly string[]): void => {
  for (const [name, value] of Object.entries(request.query as Record<string, unknown>)) {
    if (!allowed.includes(name)) throw invalid(name, 'field.unknown', `${name} is no parameter of this call`);
    if (value !== 'true' && value !== 'false') throw invalid(name, 'field.not_a_flag', `${name} must be true or false`);
  }
};

const requestOf = (host: ExecutionContext): CommandRequest => {
  const request = host.switchToHttp().getRequest<FastifyRequest>();
  const allowed = Reflect.getMetadata(QUERY_PARAMETERS, host.getHandler()) as readonly string[] | undefined;
  checkQuery(request, allowed ?? []);
  const { caller, grant } = admissionOf(request);
  const { isPreview } = request.body as ReceivedBody;
  const { spaceId = null } = request.params as { readonly spaceId?: string };
  return {
    actor: { id: caller.id, role: grant.actAs },
    key: keyOf(request),
    expectedRevisions: expectedRevisionsOf(request),
    requestHash: requestHashOf(request),
    correlationId: request.id,
    isPreview,
    flags: new Set(allowed?.filter((name) => (request.query as Record<string, unknown>)[name] === 'true')),
    spaceId,
    wish: wishOf(request),
  };
};

/** The `CommandRequest` of a handler. @throws Problem `request.invalid` for a header or parameter that is none. */
export const IncomingCommand = createParamDecorator((_: unknown, host: ExecutionContext) => requestOf(host));

const flag = (name: string, description: string): MethodDecorator =>
  ApiQuery({ name, required: false, type: Boolean, description });

/** The headers that every command takes, for the document, and the parameters in its address. */
const commandWith = (flags: Readonly<Record<string, string>>): MethodDecorator =>
  applyDecorators(
    SetMetadata(QUERY_PARAMETERS, Object.keys(flags)),
    ApiHeader({
      name: 'Idempotency-Key',
      required: false,
      description: 'The same key with the same request gets the first answer again.',
    }),
    ApiHeader({
      name: 'If-Match',
      required: false,
      description: 'The revision that the caller saw, like "7"; several, or * for any.',
    }),
    ...Object.entries(flags).map(([name, description]) => flag(name, description)),
  );

export const IsCommand = (flags: Readonly<Record<string, string>> = {}): MethodDecorator => commandWith(flags);

export const IsPreviewableCommand = (): MethodDecorator =>
  commandWith({ preview: 'The same checks, nothing written; the answer is a preview.' });
