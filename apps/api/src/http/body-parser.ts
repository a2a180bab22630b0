import type { IncomingMessage } from 'node:http';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { type Content, ReceivedBody } from './received-body.js';

export const BODY_BYTES_MAX = 65_536;
/** So much of a body that is too large is still read, so that its sender hears the answer; then the line is cut. */
const READ_BYTES_MAX = 16 * BODY_BYTES_MAX;

/** No request is nested deeper; whatever walks through a body would pay for it with its stack. */
const DEPTH_MAX = 6;

type ParseJson = (request: FastifyRequest, text: string, done: (error: Error | null, value?: unknown) => void) => void;

/** All bytes, or null when there are more than `BODY_BYTES_MAX`. */
const readBody = (payload: IncomingMessage): Promise<Buffer | null> =>
  new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const finish = (): void => resolve(size > BODY_BYTES_MAX ? null : Buffer.concat(chunks));
    payload.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= BODY_BYTES_MAX) chunks.push(chunk);
      if (size <= READ_BYTES_MAX) return;
      payload.pause();
      finish();
    });
    payload.once('end', finish);
    payload.once('error', reject);
    payload.once('aborted', () => reject(new Error('the caller went away before the body had arrived')));
  });

const textOf = (bytes: Buffer): string | null => {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
};

const isJson = (mediaType: string): boolean => mediaType === 'application/json' || mediaType.endsWith('+json');

const isDeeper = (value: unknown, levels: number): boolean =>
  typeof value === 'object' &&
  value !== null &&
  (levels === 0 || Object.values(value).some((member) => isDeeper(member, levels - 1)));

const jsonContent = (value: unknown): Content =>
  isDeeper(value, DEPTH_MAX) ? { kind: 'tooDeep' } : { kind: 'json', value };

const parsedJson = (parse: ParseJson, request: FastifyRequest, text: string): Promise<Content> =>
  new Promise((resolve) => {
    parse(request, text, (error, value) => resolve(error ? { kind: 'notJson' } : jsonContent(value)));
  });

const contentOf = async (parse: ParseJson, request: FastifyRequest, payload: IncomingMessage): Promise<Content> => {
  const bytes = await readBody(payload);
  if (bytes === null) return { kind: 'tooLarge' };
  if (bytes.length === 0) return { kind: 'none' };
  const mediaType = (request.headers['content-type'] ?? '').split(';', 1).join('').trim().toLowerCase();
  const text = textOf(bytes);
  if (mediaType === 'application/x-www-form-urlencoded' && text !== null) {
    return { kind: 'form', value: Object.fromEntries(new URLSearchParams(text)) };
  }
  if (!isJson(mediaType)) return { kind: 'wrongType' };
  return text === null ? { kind: 'notJson' } : parsedJson(parse, request, text);
};

const isPreview = ({ query }: FastifyRequest): boolean => (query as { preview?: unknown }).preview === 'true';

const isContent = (body: unknown): body is Content => typeof body === 'object' && body !== null && 'kind' in body;

/** Reads every body itself, so that a body that cannot be read refuses nothing before the guards have. */
export const registerBodyParser = (fastify: FastifyInstance): void => {
  const parse = fastify.getDefaultJsonParser('error', 'error') as ParseJson;
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser('*', (request: FastifyRequest, payload: IncomingMessage) =>
    contentOf(parse, request, payload),
  );
  fastify.addHook('preValidation', (request, _reply, done) => {
    const content: Content = isContent(request.body) ? request.body : { kind: 'none' };
    request.body = new ReceivedBody(content, isPreview(request));
    done();
  });
};
